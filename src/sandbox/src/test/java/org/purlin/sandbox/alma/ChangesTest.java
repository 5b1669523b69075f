package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesTest {

  private static final String SCHOOL = AlmaSettings.ELEMENTARY;

  private AlmaSandbox alma;
  private AlmaClient client;

  @BeforeEach
  void start() throws Exception {
    alma = AlmaSandbox.start();
    client = AlmaClient.challenged(alma);
  }

  @AfterEach
  void stop() {
    alma.close();
  }

  private JsonNode grades(String yearId, int pupil) throws Exception {
    return client
        .response("oakelem/students/grade-levels?schoolYearId=" + yearId)
        .at("/students/" + pupil + "/gradeLevels");
  }

  @Test
  void aChangedStudentIsChangedAndModifiedLater() throws Exception {
    String id = alma.students(SCHOOL).get(1);
    JsonNode before = client.response("oakelem/students/" + id);
    alma.changeStudent(SCHOOL, id, "status", "Locked");
    JsonNode after = client.response("oakelem/students").get(1);
    assertThat(after.get("status").asText(), is("Locked"));
    assertThat(after.get("lastName"), is(before.get("lastName")));
    assertThat(after.get("modified").asText(), is(greaterThan(before.get("modified").asText())));
    assertThrows(
        IllegalArgumentException.class, () -> alma.changeStudent(SCHOOL, id, "race", "White"));
    assertThrows(
        IllegalArgumentException.class, () -> alma.changeStudent(SCHOOL, "x", "status", "Active"));
    assertThrows(
        IllegalArgumentException.class, () -> alma.changeStudent("x", id, "status", "Active"));
  }

  @Test
  void whatIsServedCanBeHadWithoutAsking() throws Exception {
    String id = alma.students(SCHOOL).get(4);
    assertThat(alma.student(SCHOOL, id), is(client.response("oakelem/students/" + id)));
    JsonNode served =
        client.response(
            "oakelem/students/" + id + "/attendance?schoolYearId=" + alma.currentYear(SCHOOL));
    List<JsonNode> rows = new ArrayList<>();
    served.forEach(rows::add);
    assertThat(List.<JsonNode>copyOf(alma.attendance(SCHOOL, id)), is(rows));
    alma.student(SCHOOL, id).put("status", "Locked");
    assertThat(alma.student(SCHOOL, id).get("status").asText(), is("Active"));
  }

  @Test
  void studentsLeaveAndArrive() throws Exception {
    List<String> before = alma.students(SCHOOL);
    alma.removeStudent(SCHOOL, before.get(0));
    String added = alma.addStudent(SCHOOL);
    List<String> after = alma.students(SCHOOL);
    assertThat(after.size(), is(12));
    assertThat(after.get(11), is(added));
    assertThat(before.contains(added), is(false));
    assertThat(client.get("oakelem/students/" + before.get(0)).statusCode(), is(404));
    assertThat(client.response("oakelem/students/" + added + "/attendance").size(), is(10));
  }

  @Test
  void aCorrectedDayKeepsItsIdAndIsModifiedLater() throws Exception {
    String path = "oakelem/students/" + alma.students(SCHOOL).get(0) + "/attendance?schoolYearId=";
    path += alma.currentYear(SCHOOL);
    JsonNode before = client.response(path);
    LocalDate day = alma.attendanceDates(SCHOOL).get(5);
    alma.changeAttendance(SCHOOL, alma.students(SCHOOL).get(0), day, "Half Day");
    JsonNode after = client.response(path);
    for (int i = 0; i < 10; i++) {
      assertThat(after.get(i).equals(before.get(i)), is(i != 5));
    }
    assertThat(after.get(5).get("id"), is(before.get(5).get("id")));
    assertThat(after.get(5).get("status").asText(), is("Half Day"));
    assertThat(after.get(5).get("minutes").asInt(), is(195));
    assertThat(after.get(5).get("modified").asText(), is("2024-10-15T20:00:01+00:00"));
    String id = alma.students(SCHOOL).get(0);
    assertThrows(
        IllegalArgumentException.class,
        () -> alma.changeAttendance(SCHOOL, id, LocalDate.of(2024, 10, 5), "Late"));
  }

  @Test
  void anAssignedGradeIsOneRowMore() throws Exception {
    String year = alma.currentYear(SCHOOL);
    assertThat(grades(year, 7).size(), is(0));
    alma.assignGrade(SCHOOL, alma.students(SCHOOL).get(7), "3", LocalDate.of(2024, 10, 1));
    assertThat(grades(year, 7).size(), is(1));
    assertThat(grades(year, 7).at("/0/effectiveDate").asText(), is("2024-10-01"));
    assertThat(
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    alma.assignGrade(
                        AlmaSettings.HIGH,
                        alma.students(AlmaSettings.HIGH).get(0),
                        "3",
                        LocalDate.of(2024, 10, 1)))
            .getMessage(),
        is("there is no grade 3, but there are: [9, 10, 11, 12]"));
  }

  @Test
  void afterAYearTheNextOneIsCurrentAndTheOldOneIsAsItWas() throws Exception {
    String old = alma.currentYear(SCHOOL);
    JsonNode oldGrades = grades(old, 0);
    String attendance = "oakelem/students/" + alma.students(SCHOOL).get(0) + "/attendance";
    JsonNode oldAttendance = client.response(attendance + "?schoolYearId=" + old);
    alma.rollOver();
    assertThat(alma.currentYear(SCHOOL), is(not(old)));
    assertThat(
        client.values("oakelem/school-years", "status"),
        is(List.of("Past", "Past", "Current", "Future")));
    assertThat(
        client.values("oakhigh/school-years", "status"),
        is(List.of("Past", "Past", "Future", "Current")));
    assertThat(client.values("oakelem/school-years", "id").get(2), is(alma.currentYear(SCHOOL)));
    assertThat(grades(old, 0), is(oldGrades));
    assertThat(client.response(attendance + "?schoolYearId=" + old), is(oldAttendance));
    JsonNode newGrades = grades(alma.currentYear(SCHOOL), 0);
    JsonNode levels = client.response("oakelem/grade-levels?schoolYearId=" + old);
    assertThat(oldGrades.at("/0/gradeLevelId"), is(levels.at("/0/id")));
    assertThat(newGrades.at("/0/gradeLevelId"), is(levels.at("/1/id")));
    assertThat(
        client
            .response(attendance + "?schoolYearId=" + alma.currentYear(SCHOOL))
            .at("/9/date")
            .asText(),
        is("2025-10-15"));
    assertThat(alma.students(SCHOOL).size(), is(12));
  }
}
