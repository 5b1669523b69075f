package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

@Timeout(180)
class ChangesTest {

  private static final String HIGH = AlmaSettings.HIGH;
  private static final String[] STUDENTS = {"--tables=students", "--changes", "--schools=oakhigh"};

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  @Test
  void addedModifiedAndRemovedStudentsAreRowsBesideTheStudents() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, STUDENTS);
      assertThat(desk.rows("alma_students_changes"), is(empty()));
      String modified = alma.students(HIGH).get(1);
      String removed = alma.students(HIGH).get(2);
      alma.changeStudent(HIGH, modified, "status", "Locked");
      alma.removeStudent(HIGH, removed);
      String added = alma.addStudent(HIGH);

      desk.expect(0, alma, STUDENTS);
      assertThat(
          changes(),
          is(
              List.of(
                  "added after " + added,
                  "modified after " + modified,
                  "modified before " + modified,
                  "removed before " + removed)));
      Map<String, String> statuses = new TreeMap<>();
      for (JsonNode change : desk.rows("alma_students_changes")) {
        if (change.get("change").asText().equals("modified")) {
          statuses.put(change.get("image").asText(), change.at("/row/status").asText());
        }
      }
      assertThat(statuses, is(Map.of("before", "Active", "after", "Locked")));

      desk.expect(0, alma, STUDENTS);
      assertThat(changes().size(), is(4));
    }
  }

  @Test
  void ofAChangeThatIsPersonalAndNotAllowedThereIsThatItWasAndNotWhat() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      String student = alma.students(HIGH).get(1);
      desk.expect(0, alma, STUDENTS);
      alma.changeStudent(HIGH, student, "lastName", "Invently-Newname");
      desk.expect(0, alma, STUDENTS);
      assertThat(changes(), is(List.of("modified after " + student, "modified before " + student)));
      for (JsonNode change : desk.rows("alma_students_changes")) {
        assertThat(change.at("/row/lastName").isNull(), is(true));
      }
    }
  }

  @Test
  void afterTheRollOverTheNewYearLandsAndTheOldOneStaysAsItWas() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma);
      String old = "oakdistrict/oakhigh/" + alma.currentYear(HIGH);
      Map<String, Map<String, String>> before = files(old);
      alma.assignGrade(HIGH, alma.students(HIGH).get(0), "12", LocalDate.of(2024, 10, 1));
      alma.rollOver();

      desk.expect(0, alma, "--today=2025-10-15");
      assertThat(files(old), is(before));
      String now = "oakdistrict/oakhigh/" + alma.currentYear(HIGH);
      assertThat(now.equals(old), is(false));
      assertThat(desk.rows("alma_students", now).size(), is(12));
      assertThat(desk.rows("alma_attendance", now).size(), is(120));
      assertThat(
          desk.rows("alma_school_years", "oakdistrict/oakhigh").stream()
              .filter(year -> year.get("is_current").asBoolean())
              .map(year -> year.get("name").asText())
              .toList(),
          contains("2025-2026 SY"));
    }
  }

  /** All files of a school year, by table. */
  private Map<String, Map<String, String>> files(String window) {
    Map<String, Map<String, String>> files = new TreeMap<>();
    for (String table : List.of("students", "grade_levels", "student_grade_levels", "attendance")) {
      Map<String, String> there =
          Desk.filesBelow(desk.output().resolve("alma_" + table).resolve(window));
      assertThat(there.isEmpty(), is(false));
      files.put(table, there);
    }
    return files;
  }

  private List<String> changes() {
    return desk.rows("alma_students_changes").stream()
        .map(
            change ->
                change.get("change").asText()
                    + " "
                    + change.get("image").asText()
                    + " "
                    + change.at("/row/id").asText())
        .sorted()
        .toList();
  }
}
