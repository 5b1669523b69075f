package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

@Timeout(120)
class RowsTest {

  private static final List<String> SCHOOLS = List.of(AlmaSettings.ELEMENTARY, AlmaSettings.HIGH);

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** Contract, checks 4 and 5. */
  @Test
  void versionsOfAGradeLevelAndAnIdOfTwoSchoolsAreKeptAndGradesAreTexts() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, "--tables=grade_levels,students,student_grade_levels");
      List<String> versions = new ArrayList<>();
      Map<String, Set<String>> schoolsOfEight = new TreeMap<>();
      for (JsonNode level : desk.rows("alma_grade_levels")) {
        String grade = level.get("gradeLevelAbbr").textValue();
        if (grade.equals("K") || grade.equals("9")) {
          versions.add(grade + " " + level.get("effectiveDate").asText());
        }
        if (grade.equals("8")) {
          schoolsOfEight
              .computeIfAbsent(level.get("id").asText(), id -> new TreeSet<>())
              .add(level.get("_school").asText());
        }
      }
      versions.sort(null);
      assertThat(
          versions, contains("9 2022-08-15", "9 2024-08-19", "K 2022-08-15", "K 2024-08-19"));
      assertThat(schoolsOfEight.values(), contains(new TreeSet<>(SCHOOLS)));
      assertThat(
          desk.column("alma_grade_levels", "gradeLevelAbbr"), hasItems("PK", "K", "1", "12"));
      assertThat(desk.rows("alma_grade_levels").size(), is(17));
    }
  }

  /** Contract, check 6. */
  @Test
  void idsAreTheSameInAllTablesThoughSomeComeWithABlankBehindThem() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma);
      for (String school : SCHOOLS) {
        Set<String> students = new TreeSet<>(alma.students(school));
        String window = "oakdistrict/" + school + "/" + alma.currentYear(school);
        assertThat(ids("alma_students", window, "id"), is(students));
        assertThat(ids("alma_attendance", window, "student_id"), is(students));
        assertThat(ids("alma_enrollments", "oakdistrict/" + school, "student_id"), is(students));
        Set<String> graded = ids("alma_student_grade_levels", window, "student_id");
        assertThat(students.containsAll(graded), is(true));
      }
    }
  }

  @Test
  void codesAndIdsThatPointElsewhereLoseTheirBlanksToo() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(1))) {
      alma.onNextOf("attendance", answer("{'id':'a','date':'2024-10-01','schoolId':'oakhigh '}"));
      alma.onNext(
          request ->
              request.path().endsWith("/enrollment") && request.header("authorization").isPresent(),
          answer("{'id':'e','school':' oakhigh','creator':'c '}"));
      desk.expect(0, alma, "--schools=oakhigh", "--tables=attendance,enrollments");
      assertThat(desk.column("alma_attendance", "schoolId"), contains("oakhigh"));
      assertThat(desk.column("alma_enrollments", "school"), contains("oakhigh"));
      assertThat(desk.column("alma_enrollments", "creator"), contains("c"));
    }
  }

  private static Fault answer(String record) {
    return Fault.status(
        200,
        Map.of("Content-Type", "application/json"),
        "{\"response\":[" + record.replace('\'', '"') + "]}");
  }

  private Set<String> ids(String table, String window, String column) {
    Set<String> ids = new TreeSet<>();
    desk.rows(table, window).forEach(row -> ids.add(row.get(column).textValue()));
    return ids;
  }

  /** Contract, checks 7 and 8. */
  @Test
  void arraysAreKeptAsTheyAreAndEveryGradeOfAStudentIsARow() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      String school = AlmaSettings.ELEMENTARY;
      desk.expect(
          0,
          alma,
          "--schools=" + school,
          "--tables=students,student_grade_levels",
          "--allow=race,students.ethnicity");
      Map<String, JsonNode> students = new TreeMap<>();
      desk.rows("alma_students").forEach(row -> students.put(row.get("id").asText(), row));
      List<String> ids = alma.students(school);
      for (int number = 0; number < 6; number++) {
        JsonNode race = students.get(ids.get(number)).get("race");
        assertThat(race.isArray(), is(true));
        assertThat(race.size(), is(number % 3));
      }
      assertThat(students.get(ids.get(3)).get("ethnicity").isNull(), is(true));
      assertThat(students.get(ids.get(4)).get("ethnicity").asText(), is("Not Hispanic Or Latino"));
      assertThat(students.get(ids.get(4)).get("lastName").isNull(), is(true));

      Map<String, Integer> assignments = new TreeMap<>();
      ids.forEach(id -> assignments.put(id, 0));
      for (JsonNode row : desk.rows("alma_student_grade_levels")) {
        assignments.merge(row.get("student_id").asText(), 1, Integer::sum);
      }
      assertThat(
          ids.stream().map(assignments::get).toList(),
          contains(1, 1, 2, 1, 1, 1, 1, 0, 1, 1, 1, 1));
    }
  }

  @Test
  void onlyStudentsOfTheStatusesThatWereNamedAreAskedFor() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(0, alma, "--tables=students", "--studentStatus=Locked,Not Activated");
      assertThat(
          new HashSet<>(desk.column("alma_students", "status")),
          is(Set.of("Locked", "Not Activated")));
      assertThat(
          alma.digests().stream().map(use -> use.target()).toList(),
          hasItems(
              "/v2/oakhigh/students?schoolYearId="
                  + alma.currentYear(AlmaSettings.HIGH)
                  + "&status%5B%5D=Locked&status%5B%5D=Not%20Activated"));
    }
  }

  @Test
  void otherTablesAreReadByNameAndOneThatRepeatsItsRowsHasEachOnce() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      desk.expect(
          0,
          alma,
          "--tables=grading_periods,courses,classes,subjects,staff,calendar_events,cohorts",
          "--allow=calendar_events._extra");
      Map<String, Integer> rows = new TreeMap<>();
      for (String table :
          List.of(
              "grading_periods",
              "courses",
              "classes",
              "subjects",
              "staff",
              "calendar_events",
              "cohorts",
              "students")) {
        rows.put(table, desk.rows("alma_" + table).size());
      }
      assertThat(
          rows,
          is(
              Map.of(
                  "grading_periods", 6,
                  "courses", 6,
                  "classes", 6,
                  "subjects", 6,
                  "staff", 6,
                  "calendar_events", 2,
                  "cohorts", 2,
                  "students", 0)));
      assertThat(desk.balance("rows"), is("44 read = 42 landed + 2 sent twice"));
      assertThat(
          desk.rows("alma_grading_periods").get(0).get("terms").get(0).get("name").asText(),
          is("First semester"));
      assertThat(desk.rows("alma_calendar_events").get(0).get("_extra").has("startDate"), is(true));
      for (String table :
          List.of("staff", "classes", "cohorts", "courses", "subjects", "grading_periods")) {
        for (JsonNode row : desk.rows("alma_" + table)) {
          assertThat(row.get("_extra").isNull(), is(true));
        }
      }
    }
  }
}
