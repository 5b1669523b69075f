package org.purlin.pipelines.alma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.alma.AlmaChoice;
import org.purlin.io.alma.AlmaSchools;
import org.purlin.io.alma.AlmaSource;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.WindowResult;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.rest.RestJobRun;

/** One run; adds to its report which schools, school years or students are not there. */
final class PullAlmaRun implements Run {

  private static final long serialVersionUID = 1L;

  private final RestJobRun rest;
  private final AlmaChoice choice;
  private final AlmaSchools schools;

  /** Windows of students that had some before this run. */
  private final Set<String> peopled;

  private PullAlmaRun(
      RestJobRun rest, AlmaChoice choice, AlmaSchools schools, Set<String> peopled) {
    this.rest = rest;
    this.choice = choice;
    this.schools = schools;
    this.peopled = peopled;
  }

  static PullAlmaRun prepare(RestRun run, AlmaChoice choice) {
    RestJobRun rest = RestJobRun.prepare(run, choice.subdomain());
    AlmaSchools schools = new AlmaSchools(run.landing(), choice);
    try {
      return new PullAlmaRun(rest, choice, schools, schools.windowsWithStudents());
    } catch (IOException e) {
      rest.close();
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String window() {
    return rest.window();
  }

  @Override
  public int threads() {
    return rest.threads();
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    return rest.build(pipeline);
  }

  @Override
  public Progress progress(MetricResults metrics) {
    return rest.progress(metrics);
  }

  @Override
  public RunReport.Outcome finish() {
    RunReport.Builder report = rest.report();
    try {
      addMissingSchools(report);
      addMissingYears(report);
      addMissingStudents(report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return report.build();
  }

  private List<WindowResult> whole(String resource) throws IOException {
    return rest.proof().windows().stream()
        .filter(window -> window.resource().equals(resource))
        .filter(window -> window.how() == WindowResult.How.WHOLE)
        .toList();
  }

  private void addMissingSchools(RunReport.Builder report) throws IOException {
    if (whole(AlmaSource.SCHOOLS).isEmpty()) {
      return;
    }
    List<String> there = schools.codes();
    choice.schools().stream()
        .filter(school -> !there.contains(school))
        .sorted()
        .forEach(
            school ->
                report.problem(
                    "school " + school,
                    "The district has no such school; it has " + listed(there) + ".",
                    "Correct --schools."));
  }

  private void addMissingYears(RunReport.Builder report) throws IOException {
    for (WindowResult window : whole(AlmaSource.SCHOOL_YEARS)) {
      Optional<List<String>> others = schools.yearsInsteadOfTheChosen(window.window());
      if (others.isPresent()) {
        report.problem(
            "school " + window.window().substring(window.window().lastIndexOf('/') + 1),
            (choice.schoolYear().equalsIgnoreCase(AlmaChoice.CURRENT)
                    ? "It has no current school year"
                    : "It has no school year " + choice.schoolYear())
                + "; it has "
                + listed(others.get())
                + ".",
            "Give one of them as --schoolYear, or leave the school out with --schools.");
      }
    }
  }

  /** A year may have no students yet, but it does not lose all of them. */
  private void addMissingStudents(RunReport.Builder report) throws IOException {
    for (WindowResult window : whole(AlmaSource.STUDENTS)) {
      if (window.records() == 0 && peopled.contains(window.window())) {
        report.problem(
            "students " + window.window(),
            "The list of students is empty, but students or their attendance were landed before.",
            "Look in Alma whether the school year has students; if it has, run again. Rows of"
                + " alma_students and other tables that were read are replaced; those of"
                + " attendance and enrolments stay.");
      }
    }
  }

  private static String listed(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  @Override
  public void close() {
    rest.close();
  }
}
