package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

@Timeout(60)
class CommandsTest {

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
    desk.environment.put("WRONG", "a-secret-that-opens-nothing");
  }

  @Test
  void tokensSaysOfEachDistrictUntilWhenOrWhyNot() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withDistricts("a", "b"))) {
      String districts =
          desk.write(
              "districts.csv",
              "district,url,key,secret",
              "a," + edfi.baseUrl("a") + ",env:TEST_KEY,env:TEST_SECRET",
              "b," + edfi.baseUrl("b") + ",env:TEST_KEY,env:WRONG");
      assertThat(desk.command("edfi", "tokens", "--districts=" + districts), is(5));
      List<String> lines = desk.out.lines().toList();
      assertThat(lines.get(0), matchesPattern("district +token"));
      assertThat(lines.get(1), matchesPattern("a +token until [0-9][0-9]:[0-9][0-9] UTC"));
      assertThat(lines.get(2), matchesPattern("b +.*401.*"));
      assertThat(lines.size(), is(3));
      assertThat(desk.error(), containsString("1 of 2 districts gave no token, for example b: "));
      for (String secret : List.of(EdfiSettings.SECRET, EdfiSettings.KEY, "opens-nothing")) {
        assertThat(desk.out + desk.err, not(containsString(secret)));
      }
    }
  }

  @Test
  void tokensOfADistrictThatIsNotThereEndsAsUnreachable() {
    assertThat(
        desk.command(
            "edfi",
            "tokens",
            "--url=http://127.0.0.1:1",
            "--key=env:TEST_KEY",
            "--secret=env:TEST_SECRET",
            "--retryFor=PT1S"),
        is(7));
  }

  @Test
  void getPrintsARecordAndSaysWhichIdsAreNotThere() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      String student = PushTest.students(1)[0];
      edfi.write("students", student);
      String students = desk.write("students.jsonl", student);
      desk.expect(0, "push", Desk.at(edfi, "--input=" + students, "--commit"));
      String id = desk.rows("edfi_results").get(0).get("id").asText();

      assertThat(desk.command(get(edfi, id)), is(0));
      JsonNode record = Desk.json(desk.out);
      assertThat(record.get("id").asText(), is(id));
      assertThat(record.get("studentUniqueId"), is(Desk.json(student).get("studentUniqueId")));

      String unknown = "00000000000000000000000000000000";
      assertThat(desk.command(get(edfi, unknown)), is(3));
      assertThat(
          desk.err,
          containsString("district has no record of ed-fi/students with the id " + unknown));
    }
  }

  private static String[] get(EdfiSandbox edfi, String id) {
    List<String> words = new ArrayList<>(List.of("edfi", "get", "--resource=students"));
    words.addAll(List.of(Desk.at(edfi, "--id=" + id)));
    return words.toArray(String[]::new);
  }

  @Test
  void countCountsEachResourceOfEachDistrict() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withDistricts("a", "b"))) {
      for (String student : PushTest.students(4)) {
        edfi.district("a").write("students", student);
      }
      String districts =
          desk.write(
              "districts.csv",
              "district,url,key,secret",
              "a," + edfi.baseUrl("a") + ",env:TEST_KEY,env:TEST_SECRET",
              "b," + edfi.baseUrl("b") + ",env:TEST_KEY,env:TEST_SECRET");
      assertThat(
          desk.command(
              "edfi", "count", "--resource=students,schools", "--districts=" + districts, "--json"),
          is(0));
      JsonNode counts = Desk.json(desk.out);
      List<String> lines = new ArrayList<>();
      counts.forEach(
          each ->
              lines.add(
                  each.get("district").asText()
                      + " "
                      + each.get("resource").asText()
                      + " "
                      + each.get("records")));
      assertThat(
          lines,
          is(
              List.of(
                  "a ed-fi/students 4",
                  "a ed-fi/schools 0",
                  "b ed-fi/students 0",
                  "b ed-fi/schools 0")));
    }
  }

  @Test
  void checkOfARefusedLoginEndsWithItsOwnExitCode() throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      assertThat(
          desk.command(
              "check",
              "edfi",
              "--url=" + edfi.baseUrl(),
              "--key=env:TEST_KEY",
              "--secret=env:WRONG",
              "--json"),
          is(5));
      assertThat(Desk.json(desk.out).get("exitCode").asInt(), is(5));
    }
  }
}
