package org.purlin.pipelines.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.purlin.pipelines.alma.PullAlma;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** Two invented schools of a stand-in of Alma: read, changed, and read again. */
final class AlmaDemo implements Demo {

  private static final List<String> SCHOOLS = List.of(AlmaSettings.ELEMENTARY, AlmaSettings.HIGH);
  private static final int PUPILS = 24;
  private static final LocalDate TODAY = LocalDate.of(2024, 10, 15);

  /** Environment variables for the demo's own runs. */
  private static final String KEY = "DEMO_ALMA_KEY";

  private static final String SECRET = "DEMO_ALMA_SECRET";

  private static final String STUDENTS = "alma_students";
  private static final String ATTENDANCE = "alma_attendance";

  /** Tables whose rows may change between the two runs. */
  private static final List<String> CHANGING =
      List.of(STUDENTS, "alma_student_grade_levels", ATTENDANCE, "alma_enrollments");

  /** What is landed of a student as it was told; the rest of a row is personal or made here. */
  private static final List<String> TOLD =
      List.of("schoolId", "status", "languages", "graduationYear");

  @Override
  public String name() {
    return "alma";
  }

  @Override
  public String summary() {
    return "Read two invented schools from a stand-in of Alma, and what changes there.";
  }

  @Override
  public String about() {
    return """
    Starts a stand-in of the Alma student information system on a free port of this machine, with
    two schools of two dozen invented pupils each. They are read; nothing of what is landed names
    a pupil. Then one pupil changes, one leaves, one comes and one day of attendance is corrected, and
    a second run lands what is different. At the end what was landed is compared with what the
    schools hold. Needs no account and no network, takes some ten seconds.
    """;
  }

  @Override
  public String output() {
    return "out/demo/alma";
  }

  @Override
  public ExitCode run(String output, Surroundings around, Logs logs) {
    try (AlmaSandbox alma =
        AlmaSandbox.start(AlmaSettings.defaults().withPupils(PUPILS).withToday(TODAY))) {
      LandedRows landed = new LandedRows(Path.of(output));
      Surroundings inside = around.with(KEY, AlmaSettings.KEY).with(SECRET, AlmaSettings.SECRET);
      say(around, "A stand-in of Alma listens at " + alma.url() + ". It has a district of two");
      say(around, "schools; its key is in " + KEY + " and the secret in " + SECRET + ".");
      ExitCode exitCode = pull("Read both schools:", command(alma, output), inside, logs);
      if (exitCode != ExitCode.DONE) {
        return exitCode;
      }
      showOne(around, landed);
      change(alma);
      exitCode =
          pull(
              "One pupil changes, one leaves, one comes, one day is corrected; read again:",
              command(alma, output, "--changes"),
              inside,
              logs);
      if (exitCode != ExitCode.DONE) {
        return exitCode;
      }
      showChanges(around, landed);
      return compare(around, alma, landed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(AlmaSandbox alma, String output, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--url=" + alma.url(),
                "--subdomain=" + AlmaSettings.DISTRICT,
                "--key=env:" + KEY,
                "--secret=env:" + SECRET,
                "--today=" + TODAY));
    words.addAll(List.of(more));
    words.add("--output=" + output);
    return words;
  }

  private static ExitCode pull(String title, List<String> words, Surroundings inside, Logs logs) {
    say(inside, "\n" + title + "\n  purlin alma " + String.join(" \\\n    ", words) + "\n");
    return TaskVerb.of(new PullAlma()).run(words, inside, logs);
  }

  private static void showOne(Surroundings around, LandedRows landed) throws IOException {
    say(around, "\nA pupil as landed; nobody allowed what is personal, so it is null:");
    say(around, "  " + landed.of(STUDENTS).get(0));
  }

  private static void change(AlmaSandbox alma) {
    List<String> pupils = alma.students(AlmaSettings.ELEMENTARY);
    List<LocalDate> days = alma.attendanceDates(AlmaSettings.ELEMENTARY);
    alma.changeStudent(AlmaSettings.ELEMENTARY, pupils.get(1), "status", "Locked");
    alma.removeStudent(AlmaSettings.ELEMENTARY, pupils.get(2));
    alma.addStudent(AlmaSettings.ELEMENTARY);
    alma.changeAttendance(
        AlmaSettings.ELEMENTARY, pupils.get(3), days.get(days.size() - 1), "Half Day");
  }

  private static void showChanges(Surroundings around, LandedRows landed) throws IOException {
    say(around, "\nWhat the second run found different:");
    for (String table : CHANGING) {
      Map<String, Integer> rows = new TreeMap<>();
      for (ObjectNode row : landed.of(table + "_changes")) {
        if (!row.path("image").asText().equals("before")
            || row.path("change").asText().equals("removed")) {
          rows.merge(row.path("change").asText(), 1, Integer::sum);
        }
      }
      say(
          around,
          "  %-26s %2d added, %2d modified, %2d removed"
              .formatted(
                  table,
                  rows.getOrDefault("added", 0),
                  rows.getOrDefault("modified", 0),
                  rows.getOrDefault("removed", 0)));
    }
    say(around, "A day whose status is corrected is one row removed and one added. Attendance and");
    say(around, "enrolments of a pupil who left stay landed.");
  }

  private static ExitCode compare(Surroundings around, AlmaSandbox alma, LandedRows landed)
      throws IOException {
    boolean right = true;
    say(around, "\nWhat was landed against what the schools hold:");
    for (String school : SCHOOLS) {
      right &= same(around, school, "pupils", pupils(landed, school), pupils(alma, school));
      right &=
          same(
              around, school, "days of attendance", days(landed, alma, school), days(alma, school));
    }
    return right ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static boolean same(
      Surroundings around, String school, String what, Set<String> landed, Set<String> held) {
    boolean same = landed.equals(held);
    say(
        around,
        "  %s: %d %s landed, %d held, %s"
            .formatted(
                school, landed.size(), what, held.size(), same ? "the same" : "NOT the same"));
    return same;
  }

  private static Set<String> pupils(LandedRows landed, String school) throws IOException {
    return ofSchool(landed, STUDENTS, school).stream()
        .map(row -> told(row.get("id").asText(), row))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> pupils(AlmaSandbox alma, String school) {
    return alma.students(school).stream()
        .map(id -> told(id, alma.student(school, id)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String told(String id, JsonNode pupil) {
    return id + TOLD.stream().map(pupil::path).map(JsonNode::toString).toList();
  }

  /** Of the pupils that are there; the days of one who left stay landed. */
  private static Set<String> days(LandedRows landed, AlmaSandbox alma, String school)
      throws IOException {
    List<String> there = alma.students(school);
    return ofSchool(landed, ATTENDANCE, school).stream()
        .filter(row -> there.contains(row.get("student_id").asText()))
        .map(row -> day(row.get("student_id").asText(), row))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A day that is there twice counts once. */
  private static Set<String> days(AlmaSandbox alma, String school) {
    Set<String> days = new TreeSet<>();
    for (String id : alma.students(school)) {
      alma.attendance(school, id).forEach(row -> days.add(day(id, row)));
    }
    return days;
  }

  private static String day(String id, JsonNode row) {
    return id + " " + row.get("date") + row.get("status") + row.get("minutes");
  }

  private static List<ObjectNode> ofSchool(LandedRows landed, String table, String school)
      throws IOException {
    return landed.of(table).stream()
        .filter(row -> row.get("_school").asText().equals(school))
        .toList();
  }

  private static void say(Surroundings around, String text) {
    around.out().println(text);
  }
}
