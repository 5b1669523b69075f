package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDirectoryTest {

  private static final String ID = "0123456789abcdef01234567";

  @TempDir private Path directory;

  private AlmaSandbox alma;
  private AlmaClient client;

  @BeforeEach
  void start() throws Exception {
    file("ping.json", "{\"ack\":1}");
    file("district_schools.json", "{\"response\":{\"schools\":[{\"id\":\"elm\"}]},\"_links\":[]}");
    file("elm_school-years.json", listed("school-years", "[{\"id\":\"y1\"}]"));
    file(
        "elm_students.json",
        listed(
            "students?schoolYearId=y1",
            "[{\"id\":\""
                + ID
                + " \",\"status\":\"Active\"},{\"id\":\"b\",\"status\":\"Locked\"}]"));
    file(
        "elm_students_grade-levels.json",
        listed("students/grade-levels?schoolYearId=y1", "{\"students\":[{\"id\":\"b\"}]}"));
    file(
        "elm_students_" + ID + "_attendance.json",
        listed("students/" + ID + "/attendance?schoolYearId=y1", "[{\"id\":\"a1\"}]"));
    alma = AlmaSandbox.start(AlmaSettings.defaults().withDirectory(directory));
    client = AlmaClient.challenged(alma);
  }

  @AfterEach
  void stop() {
    alma.close();
  }

  private void file(String name, String body) throws IOException {
    Files.writeString(directory.resolve(name), body);
  }

  private static String listed(String self, String response) {
    return "{\"response\":%s,\"_links\":[{\"rel\":\"self\",\"href\":\"/%s\"}]}"
        .formatted(response, self);
  }

  @Test
  void filesAreServedByTheirPath() throws Exception {
    assertThat(client.get("elm/ping").body(), is("{\"ack\":1}"));
    JsonNode schools = client.response("anydistrict/district/schools");
    assertThat(schools.at("/schools/0/id").asText(), is("elm"));
    assertThat(
        client.get("elm/school-years").body(), is(listed("school-years", "[{\"id\":\"y1\"}]")));
    assertThat(client.values("elm/students?schoolYearId=y1", "id"), is(List.of(ID + " ", "b")));
    assertThat(
        client.values("elm/students/" + ID + "/attendance?schoolYearId=y1", "id"),
        is(List.of("a1")));
  }

  @Test
  void anotherSchoolYearIsEmptyAndStatusesNarrowStudents() throws Exception {
    assertThat(client.values("elm/students?schoolYearId=y2", "id"), is(List.of()));
    assertThat(
        client.response("elm/students/grade-levels?schoolYearId=y2").toString(),
        is("{\"students\":[]}"));
    assertThat(
        client.response("elm/students/grade-levels?schoolYearId=y1").toString(),
        is("{\"students\":[{\"id\":\"b\"}]}"));
    assertThat(client.values("elm/students?status%5B%5D=Locked", "id"), is(List.of("b")));
  }

  @Test
  void attendanceWithoutAFileIsEmptyAndEverythingElseIsNotThere() throws Exception {
    assertThat(
        client.get("elm/students/b/attendance").body(), is(listed("students/b/attendance", "[]")));
    assertThat(client.get("elm/students/" + ID + "%20/attendance").statusCode(), is(404));
    assertThat(client.get("oak/students/b/attendance").statusCode(), is(404));
    assertThat(client.get("elm/courses").statusCode(), is(404));
    assertThat(client.get("elm/students/" + ID).statusCode(), is(404));
    assertThat(client.get("elm/../elm_school-years").statusCode(), is(404));
  }

  @Test
  void refusalsWorkOnFilesButTheyCannotBeChanged() throws Exception {
    alma.refuseAttendance(1, ID);
    assertThat(client.get("elm/students/" + ID + "/attendance").statusCode(), is(403));
    assertThat(client.get("elm/students/" + ID + "/attendance").statusCode(), is(200));
    assertThrows(IllegalStateException.class, () -> alma.rollOver());
    AlmaSettings wrong = AlmaSettings.defaults().withDirectory(directory.resolve("none"));
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> AlmaSandbox.start(wrong)).getMessage(),
        startsWith("there is no directory "));
  }
}
