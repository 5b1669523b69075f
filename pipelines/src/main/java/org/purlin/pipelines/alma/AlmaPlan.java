package org.purlin.pipelines.alma;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.purlin.io.alma.AlmaChoice;
import org.purlin.io.alma.AlmaSource;
import org.purlin.io.alma.AlmaTables;
import org.purlin.io.alma.AlmaTrial;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.landing.Manifest;
import org.purlin.io.rest.RestResource;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.RestTable;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.Plan.State;
import org.purlin.pipelines.plan.PlanText;
import org.purlin.transforms.rows.Table;

/**
 * What a pull would read. Asks for the schools and their years, and for nothing about a person; how
 * many students there are is taken from what was landed before.
 */
final class AlmaPlan {

  /** Windows that are named; more would fill the page. */
  private static final int NAMES = 5;

  private static final String BEFORE = "as landed before";

  private final RestRun run;
  private final AlmaChoice choice;
  private final Plan.Builder builder;

  /** Of each school that is read, the ids of its school years that are meant, with their names. */
  private final Map<String, Map<String, String>> years = new TreeMap<>();

  private int requests;

  private AlmaPlan(RestRun run, AlmaChoice choice) {
    this.run = run;
    this.choice = choice;
    this.builder = Plan.of(choice.subdomain());
  }

  static Plan of(RestRun run, AlmaChoice choice) {
    try {
      return new AlmaPlan(run, choice).plan();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The plan was interrupted.", e);
    }
  }

  private Plan plan() throws IOException, InterruptedException {
    askForYears();
    List<String> windows = new ArrayList<>();
    years.forEach(
        (school, chosen) -> chosen.values().forEach(name -> windows.add(school + " " + name)));
    builder.windows(
        State.TO_DO, "schools to read", years.size(), names(List.copyOf(years.keySet())));
    builder.windows(State.TO_DO, "school years to read", windows.size(), names(windows));
    calls(windows.size());
    tables();
    builder.request(
        requests
            + " requests to Alma: the list of schools, and each school's list of school years.");
    return builder.build();
  }

  private static String names(List<String> all) {
    int more = all.size() - NAMES;
    return more <= 0
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, NAMES)) + " and " + more + " more";
  }

  private void askForYears() throws IOException, InterruptedException {
    try (AlmaTrial alma =
        AlmaTrial.open(run.source().http(), run.source().authorization(), choice.subdomain())) {
      requests++;
      List<String> codes = alma.schools();
      choice.schools().stream()
          .filter(school -> !codes.contains(school))
          .sorted()
          .forEach(
              school ->
                  builder.gap("The district has no school " + school + ". Correct --schools."));
      for (String school : codes) {
        if (choice.schools().isEmpty() || choice.schools().contains(school)) {
          years.put(school, Map.of());
          askForYears(alma, school);
        }
      }
    }
  }

  private void askForYears(AlmaTrial alma, String school) throws InterruptedException, IOException {
    requests++;
    try {
      Map<String, String> chosen = alma.chosenYears(school, choice);
      years.put(school, chosen);
      if (chosen.isEmpty()) {
        builder.gap(
            "School "
                + school
                + (choice.schoolYear().equalsIgnoreCase(AlmaChoice.CURRENT)
                    ? " has no current school year."
                    : " has no school year " + choice.schoolYear() + "."));
      }
    } catch (CredentialsRefusedException e) {
      throw e;
    } catch (IOException e) {
      builder.gap("The school years of school " + school + ": " + e.getMessage());
    }
  }

  private void calls(int windows) throws IOException {
    long known = 1;
    long perStudent = 0;
    for (RestResource resource : run.source().resources()) {
      String parent = resource.askedForEach().orElse("");
      switch (parent) {
        case AlmaSource.SCHOOLS -> known += years.size();
        case AlmaSource.SCHOOL_YEARS -> known += windows;
        case AlmaSource.STUDENTS -> perStudent++;
        default -> {
          // The list of schools, which is counted already.
        }
      }
    }
    String how = "schools and school years: " + PlanText.number(known);
    if (perStudent == 0) {
      builder.estimate("calls", known, how);
      return;
    }
    Students students = students();
    if (students.known() == 0) {
      builder.unknown(
          "calls",
          how
              + "; and "
              + perStudent
              + " for each student, of whom nothing was landed before that could be counted");
      return;
    }
    builder.estimate(
        "calls",
        known + perStudent * students.number(),
        how
            + "; and "
            + perStudent
            + " for each of "
            + PlanText.number(students.number())
            + " students, "
            + BEFORE
            + (students.known() < windows
                ? ", on average where a school year is new: " + (windows - students.known())
                : ""));
  }

  /**
   * Students of the school years that are meant.
   *
   * @param number of all, those of new years by the average of the others
   * @param known school years of whom students were landed
   */
  private record Students(long number, long known) {}

  private Students students() throws IOException {
    long rows = 0;
    long known = 0;
    long all = 0;
    for (String window : yearWindows()) {
      all++;
      Optional<Manifest> landed = run.landing().published(AlmaTables.STUDENTS.name(), window);
      if (landed.isPresent()) {
        known++;
        rows += landed.get().rows();
      }
    }
    return new Students(known == 0 ? 0 : Math.round((double) rows * all / known), known);
  }

  private List<String> yearWindows() {
    List<String> windows = new ArrayList<>();
    years.forEach(
        (school, chosen) ->
            chosen
                .keySet()
                .forEach(year -> windows.add(choice.subdomain() + "/" + school + "/" + year)));
    return windows;
  }

  private List<String> schoolWindows() {
    return years.keySet().stream().map(school -> choice.subdomain() + "/" + school).toList();
  }

  private void tables() throws IOException {
    long bytes = 0;
    long published = 0;
    for (RestResource resource : run.source().resources()) {
      for (RestTable table : resource.tables()) {
        List<String> here = windowsOf(resource, table);
        long there = 0;
        for (String window : here) {
          Optional<Manifest> manifest = run.landing().published(table.table().name(), window);
          there += manifest.isPresent() ? 1 : 0;
          bytes += manifest.map(Manifest::bytes).orElse(0L);
        }
        published += there;
        builder.table(table.table().name(), here.size(), how(table, there));
      }
    }
    if (published == 0) {
      builder.unknown("bytes of rows", "nothing of these windows was landed before");
    } else {
      builder.estimate("bytes of rows", bytes, BEFORE + ", in " + published + " windows of tables");
    }
  }

  private List<String> windowsOf(RestResource resource, RestTable table) {
    if (resource.name().equals(AlmaSource.SCHOOLS)) {
      return List.of(choice.subdomain());
    }
    boolean isOfSchool =
        resource.askedForEach().orElse("").equals(AlmaSource.SCHOOLS)
            || isOf(table, AlmaTables.ENROLLMENTS);
    return isOfSchool ? schoolWindows() : yearWindows();
  }

  private String how(RestTable table, long published) {
    String there = published + " of them are published";
    if (published == 0) {
      return there;
    }
    if (isOf(table, AlmaTables.ATTENDANCE) && choice.attendanceSince() != null) {
      return there + "; days since " + choice.attendanceSince() + " are replaced, older ones stay";
    }
    boolean isByStudent = isOf(table, AlmaTables.ATTENDANCE) || isOf(table, AlmaTables.ENROLLMENTS);
    return there
        + (isByStudent ? "; rows of the students that are read are replaced" : " and are replaced");
  }

  /** By name: a source may fill in more of a table than its columns. */
  private static boolean isOf(RestTable table, Table which) {
    return table.table().name().equals(which.name());
  }
}
