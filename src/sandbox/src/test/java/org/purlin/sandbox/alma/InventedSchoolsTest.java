package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InventedSchoolsTest {

  private static final String ELEMENTARY = AlmaSettings.ELEMENTARY;
  private static final String HIGH = AlmaSettings.HIGH;

  private AlmaSandbox alma;
  private AlmaClient client;

  @BeforeEach
  void start() throws Exception {
    start(AlmaSettings.defaults());
  }

  private void start(AlmaSettings settings) throws Exception {
    if (alma != null) {
      alma.close();
    }
    alma = AlmaSandbox.start(settings);
    client = AlmaClient.challenged(alma);
  }

  @AfterEach
  void stop() {
    alma.close();
  }

  private String yearly(String school, String endpoint) {
    return school + "/" + endpoint + "?schoolYearId=" + alma.currentYear(school);
  }

  private List<JsonNode> rows(String path) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    client.response(path).forEach(rows::add);
    return rows;
  }

  private List<String> fieldNames(JsonNode row) {
    List<String> names = new ArrayList<>();
    row.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void everyAnswerIsWrappedWithALinkToItself() throws Exception {
    JsonNode body = AlmaClient.JSON.readTree(client.get("oakelem/students?limit=2").body());
    assertThat(fieldNames(body), is(List.of("response", "_links")));
    assertThat(
        body.get("_links").toString(), is("[{\"rel\":\"self\",\"href\":\"/students?limit=2\"}]"));
    JsonNode ping = AlmaClient.JSON.readTree(client.get("oakelem/ping").body());
    assertThat(fieldNames(ping), is(List.of("ack", "headers", "method", "_links")));
    start(AlmaSettings.defaults().withLinksFirst());
    assertThat(
        fieldNames(AlmaClient.JSON.readTree(client.get("oakelem/students").body())),
        is(List.of("_links", "response")));
  }

  @Test
  void theDistrictNamesItsSchools() throws Exception {
    JsonNode response = client.response("oakdistrict/district/schools");
    assertThat(response.at("/schools/0/id").asText(), is(HIGH));
    assertThat(response.at("/schools/1/id").asText(), is(ELEMENTARY));
    assertThat(response.at("/schools/1/name").asText(), is("Oak Elementary"));
    assertThat(response.at("/schools/1/districtId"), is(response.get("id")));
    assertThat(client.response("oakelem/school").get("id").asText(), is(ELEMENTARY));
    assertThat(client.response("oakdistrict/school").get("id").asText(), is("oakdistrict"));
  }

  @Test
  void theCurrentSchoolYearIsTheLastOneOnlyInTheHighSchool() throws Exception {
    assertThat(
        client.values("oakelem/school-years", "name"),
        is(List.of("2023-2024", "2024-2025", "2025-2026")));
    assertThat(
        client.values("oakelem/school-years", "status"), is(List.of("Past", "Current", "Future")));
    assertThat(
        client.values("oakhigh/school-years", "name"),
        is(List.of("2023-2024 SY", "2025-2026 SY", "2024-2025 SY")));
    assertThat(
        client.values("oakhigh/school-years", "status"), is(List.of("Past", "Future", "Current")));
    JsonNode current = client.response("oakelem/school-years").get(1);
    assertThat(current.get("startDate").asText(), is("2024-08-19"));
    assertThat(current.get("endDate").asText(), is("2025-06-20"));
    assertThat(current.get("id").asText(), is(alma.currentYear(ELEMENTARY)));
  }

  @Test
  void schoolYearsCanGoWithoutStatusAndStandAtAnotherDay() throws Exception {
    start(AlmaSettings.defaults().withoutYearStatuses().withToday(LocalDate.of(2031, 2, 1)));
    JsonNode years = client.response("oakelem/school-years");
    assertThat(years.get(1).has("status"), is(false));
    assertThat(years.get(1).get("name").asText(), is("2030-2031"));
    assertThat(years.get(1).get("id").asText(), is(alma.currentYear(ELEMENTARY)));
  }

  @Test
  void gradeLevelsRepeatAnIdWithinASchoolAndShareOneBetweenSchools() throws Exception {
    List<String> abbreviations =
        client.values(yearly(ELEMENTARY, "grade-levels"), "gradeLevelAbbr");
    assertThat(abbreviations, is(List.of("PK", "K", "K", "1", "2", "3", "4", "5", "6", "7", "8")));
    List<JsonNode> rows = rows(yearly(ELEMENTARY, "grade-levels"));
    assertThat(rows.get(1).get("id"), is(rows.get(2).get("id")));
    assertThat(rows.get(1).get("effectiveDate").asText(), is("2024-08-19"));
    assertThat(rows.get(2).get("effectiveDate").asText(), is("2022-08-15"));
    assertThat(rows.get(1).get("changeLogId"), is(not(rows.get(2).get("changeLogId"))));
    Set<String> both = new HashSet<>(client.values(yearly(ELEMENTARY, "grade-levels"), "id"));
    both.retainAll(client.values(yearly(HIGH, "grade-levels"), "id"));
    assertThat(both, is(Set.of(rows.get(10).get("id").asText())));
    assertThat(
        client.values(yearly(HIGH, "grade-levels"), "gradeLevelAbbr"),
        is(List.of("9", "9", "10", "11", "12", "8")));
    assertThat(rows("oakelem/grade-levels").size(), is(33));
    assertThat(rows("oakelem/grade-levels?schoolYearId=none").size(), is(0));
  }

  @Test
  void studentsCarryTheQuirksThatClientsReport() throws Exception {
    List<JsonNode> rows = rows(yearly(ELEMENTARY, "students"));
    assertThat(rows.size(), is(12));
    assertThat(
        fieldNames(rows.get(0)),
        is(
            List.of(
                "id",
                "username",
                "firstName",
                "middleName",
                "lastName",
                "schoolId",
                "districtId",
                "stateId",
                "gender",
                "ethnicity",
                "race",
                "languages",
                "dob",
                "graduationYear",
                "status",
                "externalIds",
                "created",
                "modified")));
    for (int i = 0; i < 12; i++) {
      String id = rows.get(i).get("id").asText();
      assertThat(id, matchesPattern(i % 6 == 0 ? "[0-9a-f]{24} " : "[0-9a-f]{24}"));
      assertThat(id.strip(), is(alma.students(ELEMENTARY).get(i)));
      assertThat(rows.get(i).get("race").size(), is(i % 3));
    }
    assertThat(rows.get(3).get("ethnicity").isNull(), is(true));
    assertThat(rows.get(1).get("stateId").isNull(), is(true));
    assertThat(rows.get(4).get("stateId").asText(), is(""));
    assertThat(rows.get(2).get("stateId").asText(), is("ST10000002"));
    assertThat(
        new TreeSet<>(client.values(yearly(ELEMENTARY, "students"), "status")),
        is(new TreeSet<>(List.of("Active", "Inactive", "Locked", "Not Activated"))));
  }

  @Test
  void studentsCanBeAskedForByStatusInBothSpellings() throws Exception {
    String path = yearly(ELEMENTARY, "students");
    List<String> both = List.of("Locked", "Inactive");
    assertThat(client.values(path + "&status[]=Locked&status[]=Inactive", "status"), is(both));
    assertThat(
        client.values(path + "&status%5B%5D=Locked&status%5B%5D=Inactive", "status"), is(both));
    assertThat(client.values(path + "&status%5B%5D=Active", "status").size(), is(9));
  }

  @Test
  void withoutASchoolYearStudentsWhoLeftAreThereToo() throws Exception {
    assertThat(rows("oakelem/students").size(), is(13));
    assertThat(rows("oakelem/students").get(12).get("status").asText(), is("Inactive"));
    String past = client.response("oakelem/school-years").at("/0/id").asText();
    String future = client.response("oakelem/school-years").at("/2/id").asText();
    assertThat(rows("oakelem/students?schoolYearId=" + past).size(), is(10));
    assertThat(rows("oakelem/students?schoolYearId=" + future).size(), is(0));
  }

  @Test
  void oneStudentIsInBothSchoolsAndAllHaveIdsOfTheirOwn() throws Exception {
    Set<String> both = new HashSet<>(alma.students(ELEMENTARY));
    both.retainAll(alma.students(HIGH));
    assertThat(both, is(Set.of(alma.students(HIGH).get(11))));
    String id = alma.students(HIGH).get(11);
    JsonNode inElementary = client.response("oakelem/students/" + id);
    JsonNode inHigh = client.response("oakhigh/students/" + id);
    assertThat(inElementary.get("lastName"), is(inHigh.get("lastName")));
    assertThat(
        inElementary.get("schoolId").asText() + inHigh.get("schoolId").asText(),
        is("oakelemoakhigh"));
    Set<String> ids = new HashSet<>(client.values("oakdistrict/students", "districtId"));
    assertThat(rows("oakdistrict/students").size(), is(26));
    assertThat(ids.size(), is(25));
  }

  @Test
  void aTrailingBlankIsKnownToNoPath() throws Exception {
    String id = alma.students(ELEMENTARY).get(0);
    assertThat(client.get("oakelem/students/" + id + "/attendance").statusCode(), is(200));
    assertThat(client.get("oakelem/students/" + id + "%20/attendance").statusCode(), is(404));
    assertThat(client.get("oakhigh/students/" + id + "/attendance").statusCode(), is(404));
    assertThat(client.get("oakelem/nothing").statusCode(), is(404));
    assertThat(client.get("oakelem/students/" + id + "/nothing").statusCode(), is(404));
    assertThat(
        client.get("nowhere/students").headers().firstValue("Content-Type").orElse(""),
        is("application/problem+json"));
  }

  @Test
  void oneStudentHasTwoGradesAndOneHasNone() throws Exception {
    JsonNode students =
        client.response(yearly(ELEMENTARY, "students/grade-levels")).get("students");
    List<Integer> sizes = new ArrayList<>();
    students.forEach(one -> sizes.add(one.get("gradeLevels").size()));
    assertThat(sizes, is(List.of(1, 1, 2, 1, 1, 1, 1, 0, 1, 1, 1, 1)));
    assertThat(students.get(0).get("id").asText(), is(alma.students(ELEMENTARY).get(0)));
    JsonNode first = students.get(0).get("gradeLevels").get(0);
    assertThat(
        fieldNames(first),
        is(
            List.of(
                "id",
                "gradeLevelId",
                "comment",
                "creator",
                "schoolYearId",
                "school",
                "effectiveDate",
                "created")));
    List<JsonNode> levels = rows(yearly(ELEMENTARY, "grade-levels"));
    assertThat(first.get("gradeLevelId"), is(levels.get(0).get("id")));
    assertThat(students.get(1).at("/gradeLevels/0/gradeLevelId"), is(levels.get(1).get("id")));
    JsonNode two = students.get(2).get("gradeLevels");
    assertThat(two.get(0).get("id"), is(not(two.get(1).get("id"))));
    assertThat(two.get(1).get("comment").asText(), is("Invented comment"));
  }

  @Test
  void attendanceIsThereForEveryDayAndNamesNoStudent() throws Exception {
    String id = alma.students(ELEMENTARY).get(0);
    List<JsonNode> rows = rows(yearly(ELEMENTARY, "students/" + id + "/attendance"));
    assertThat(
        rows.stream().map(row -> LocalDate.parse(row.get("date").asText())).toList(),
        is(alma.attendanceDates(ELEMENTARY)));
    assertThat(alma.attendanceDates(ELEMENTARY).get(0), is(LocalDate.of(2024, 10, 2)));
    assertThat(alma.attendanceDates(ELEMENTARY).get(9), is(LocalDate.of(2024, 10, 15)));
    assertThat(
        fieldNames(rows.get(0)),
        is(
            List.of(
                "id",
                "schoolYearId",
                "schoolId",
                "date",
                "attendanceCodeId",
                "adminLocked",
                "minutes",
                "minutesExpected",
                "note",
                "reportedStatus",
                "status",
                "statusModifier",
                "created",
                "modified")));
    assertThat(rows, is(rows(yearly(ELEMENTARY, "students/" + id + "/attendance"))));
    assertThat(rows("oakelem/students/" + id + "/attendance").size(), is(20));
    assertThat(rows("oakelem/students/" + id + "/attendance?schoolYearId=none").size(), is(0));
  }

  @Test
  void oneDayIsThereTwiceWithTwoIds() throws Exception {
    String id = alma.students(ELEMENTARY).get(4);
    List<JsonNode> rows = rows(yearly(ELEMENTARY, "students/" + id + "/attendance"));
    assertThat(rows.size(), is(11));
    assertThat(rows.get(2).get("date"), is(rows.get(3).get("date")));
    assertThat(rows.get(2).get("status"), is(rows.get(3).get("status")));
    assertThat(rows.get(2).get("id"), is(not(rows.get(3).get("id"))));
  }

  @Test
  void allStatusesOfAttendanceOccurAndSomeAbsencesHaveNotes() throws Exception {
    start(AlmaSettings.defaults().withAttendanceDays(30));
    Set<String> statuses = new TreeSet<>();
    Set<String> notes = new TreeSet<>();
    for (String id : alma.students(HIGH)) {
      for (JsonNode row : rows(yearly(HIGH, "students/" + id + "/attendance"))) {
        statuses.add(row.get("status").asText());
        notes.add(row.get("note").asText());
        boolean present = row.get("status").asText().equals("Present");
        assertThat(row.get("statusModifier").isNull(), is(present));
        assertThat(row.get("minutes").asInt() == 390, is(present));
      }
    }
    assertThat(
        statuses,
        is(new TreeSet<>(List.of("Absent", "Half Day", "Late", "Left", "Present", "Returned"))));
    assertThat(notes, hasItem(""));
    assertThat(notes.size(), is(greaterThan(1)));
    assertThat(notes, everyItem(anyOf(is(""), matchesPattern("Invented note \\d+"))));
  }

  @Test
  void enrolmentsTellWhoCameAndWhoLeft() throws Exception {
    String id = alma.students(ELEMENTARY).get(3);
    assertThat(
        client.values("oakelem/students/" + id + "/enrollment", "date"), is(List.of("2024-08-19")));
    JsonNode all = client.response("oakelem/students/enrollment").get("students");
    assertThat(all.size(), is(13));
    assertThat(all.get(12).get("enrollment").size(), is(2));
    assertThat(all.get(12).at("/enrollment/1/type").asText(), is("Withdraw"));
    assertThat(all.get(12).at("/enrollment/1/date").asText(), is("2024-06-21"));
  }

  @Test
  void theRestIsThereForEverySchoolYearAndGradingPeriodsIgnoreIt() throws Exception {
    assertThat(rows(yearly(ELEMENTARY, "grading-periods")).size(), is(3));
    assertThat(rows(yearly(ELEMENTARY, "grading-periods")).get(0).get("terms").size(), is(2));
    assertThat(
        client.values(yearly(ELEMENTARY, "subjects"), "name"),
        is(List.of("Mathematics", "Reading", "Science")));
    List<String> courses = client.values(yearly(ELEMENTARY, "courses"), "id");
    assertThat(courses.size(), is(4));
    assertThat(courses.get(3), is(courses.get(0)));
    assertThat(client.values(yearly(ELEMENTARY, "classes"), "courseId"), is(courses.subList(0, 3)));
    assertThat(client.values("oakelem/classes", "id").size(), is(9));
    assertThat(
        client.values(yearly(HIGH, "school/calendar/events"), "startDate"),
        is(List.of("2024-12-23")));
    assertThat(client.values("oakelem/staff", "username"), hasItems("oakelem.staff0"));
    assertThat(client.values("oakelem/cohorts", "name"), is(List.of("Reading group")));
  }
}
