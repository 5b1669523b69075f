package org.purlin.pipelines.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;

/**
 * Writes reports as pages: {@code <home>/_runs/<runId>/report.html} of one run, and {@code
 * <home>/report.html} of the newest run of each job with the history of all.
 */
public final class ReportPages {

  /** The name of every page. */
  public static final String NAME = "report.html";

  /** After a run: what is read in half a second. */
  private static final int RUNS_AT_END = 400;

  /** The same of a remote place, where each report is a request. */
  private static final int REMOTE_RUNS_AT_END = 100;

  /** When someone asks for it. */
  private static final int RUNS_ASKED = 2_000;

  private ReportPages() {}

  /**
   * What became of a page.
   *
   * @param file the page
   * @param sentences verdict and sentence of each job's newest run
   * @param warnings what must not be overlooked, each with its job
   * @param trouble why it could not be written; null when it was
   */
  public record Written(
      String file, List<String> sentences, List<String> warnings, IOException trouble) {}

  /**
   * Writes both pages of a run whose report is written. The warnings are those of its job.
   *
   * @throws IOException when earlier reports cannot be looked for, or its own page cannot be
   *     written
   */
  public static Written write(String home, RunReport report) throws IOException {
    Storage.writeText(
        Storage.resolve(home, "_runs/" + report.runId() + "/" + NAME),
        html(
            new PageView(
                title(report),
                Storage.resolve(home, "_runs/" + report.runId()),
                List.of(JobView.of(1, List.of(report))))));
    Written all =
        write(
            home,
            Runs.byJob(home, Storage.isLocal(home) ? RUNS_AT_END : REMOTE_RUNS_AT_END).values());
    return new Written(
        all.file(),
        all.sentences(),
        all.warnings().stream()
            .filter(warning -> warning.startsWith(report.job() + ": "))
            .map(warning -> warning.substring(report.job().length() + 2))
            .toList(),
        all.trouble());
  }

  /** Whether a place has no report of its own and those right below it have. */
  public static boolean isOfMany(String place) throws IOException {
    return Storage.size(Storage.resolve(place, ReportFiles.NAME)).isEmpty()
        && !Runs.homesBelow(place).isEmpty();
  }

  /**
   * Writes the page of a home, or of all homes right below a directory.
   *
   * @throws java.io.FileNotFoundException when there is no report
   */
  public static Written write(String place) throws IOException {
    List<List<RunReport>> jobs = new ArrayList<>();
    if (isOfMany(place)) {
      for (String home : Runs.homesBelow(place)) {
        jobs.addAll(Runs.byJob(home, RUNS_ASKED).values());
      }
    } else {
      jobs.addAll(Runs.byJob(place, RUNS_ASKED).values());
    }
    if (jobs.isEmpty()) {
      // The directory of one run, or one that was copied alone.
      jobs.add(List.of(ReportFiles.read(place)));
    }
    return write(place, jobs);
  }

  private static Written write(String home, Collection<List<RunReport>> jobs) {
    List<JobView> views = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (List<RunReport> runs : jobs) {
      JobView view = JobView.of(views.size() + 1, runs);
      views.add(view);
      RunReport report = view.report();
      sentences.add(report.job() + " " + report.window() + ": " + report.sentence());
      view.warnings().forEach(warning -> warnings.add(report.job() + ": " + warning));
    }
    String file = Storage.resolve(home, NAME);
    IOException trouble = null;
    try {
      String title = views.size() == 1 ? title(views.get(0).report()) : views.size() + " jobs";
      Storage.writeText(file, html(new PageView(title, home, views)));
    } catch (IOException e) {
      trouble = e;
    }
    return new Written(file, sentences, warnings, trouble);
  }

  private static String title(RunReport report) {
    return report.job() + " " + report.window();
  }

  static String html(PageView page) {
    StringOutput html = new StringOutput();
    Engine.INSTANCE.render("page.jte", page, html);
    return html.toString();
  }

  /** Made when the first page is. The templates were compiled with the program. */
  private static final class Engine {

    private static final TemplateEngine INSTANCE =
        TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            ReportPages.class.getClassLoader(),
            ReportPages.class.getPackageName());
  }
}
