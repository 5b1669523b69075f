package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.plan.Listing;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

/** {@code purlin edfi pull --plan}, and of push and delete. */
class PlanTest {

  @TempDir Path directory;

  /** What is to become of records, as {@code district resource kind: count}. */
  private static List<String> records(String json) {
    List<String> records = new ArrayList<>();
    for (JsonNode each : Desk.json(json).get("records")) {
      records.add(
          each.get("to").asText()
              + " "
              + each.get("what").asText()
              + " "
              + each.get("kind").asText()
              + ": "
              + each.get("records").asLong());
    }
    return records;
  }

  @Test
  void aPullTellsFullChangesAndUnchangedAndReadsNoRecord() throws IOException {
    Desk desk = new Desk(directory);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      String[] students = PushTest.students(30);
      for (String student : students) {
        edfi.write("students", student);
      }
      String[] words = Desk.at(edfi, "--resources=students", "--plan", "--json");
      desk.expect(0, "pull", words);
      assertThat(records(desk.out), contains("district ed-fi/students to read, all: 30"));
      assertThat(
          Desk.json(desk.out).at("/windows/0/what").asText(), is("resources to read in full"));
      assertThat(Listing.of(directory), is(Map.of()));
      assertThat(recordRequests(edfi), is(empty()));

      desk.expect(0, "pull", Desk.at(edfi, "--resources=students"));
      Map<String, String> before = Listing.of(directory);
      desk.expect(0, "pull", words);
      assertThat(Desk.json(desk.out).at("/windows/0/state").asText(), is("DONE"));
      assertThat(records(desk.out), is(empty()));

      edfi.write("students", students[3].replace("\"firstName\":\"", "\"firstName\":\"Z"));
      desk.expect(0, "pull", words);
      assertThat(records(desk.out), contains("district ed-fi/students to read, new or changed: 1"));
      assertThat(
          Desk.json(desk.out).at("/tables/0/how").asText(),
          is("a window is a district; 1 are published and are replaced"));

      desk.expect(0, "pull", Desk.at(edfi, "--resources=students", "--plan", "--full"));
      assertThat(desk.out, containsString("In full, because everything was asked for: "));
      assertThat(Listing.of(directory), is(before));
    }
  }

  /** Requests for students that are not only to be counted. */
  private static List<String> recordRequests(EdfiSandbox edfi) {
    return edfi.requests().stream()
        .filter(request -> request.path().endsWith("/students"))
        .filter(request -> !"0".equals(request.parameters().get("limit")))
        .map(request -> request.path())
        .toList();
  }

  @Test
  void aDistrictThatCannotBeAskedIsAGapAndTheOthersArePlanned() throws IOException {
    Desk desk = new Desk(directory);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withDistricts("a"))) {
      edfi.district("a").write("students", PushTest.students(1)[0]);
      String districts =
          desk.write(
              "districts.csv",
              "district,url,key,secret",
              "a," + edfi.baseUrl("a") + ",env:TEST_KEY,env:TEST_SECRET",
              "dead,http://127.0.0.1:1,env:TEST_KEY,env:TEST_SECRET");
      desk.expect(
          3, "pull", "--districts=" + districts, "--resources=students", "--plan", "--json");
      assertThat(records(desk.out), contains("a ed-fi/students to read, all: 1"));
      assertThat(Desk.json(desk.out).at("/gaps/0").asText(), startsWith("dead: "));
    }
  }

  @Test
  void aPushTellsWhatIsToSendDeliveredBeforeAndRefusedAndSendsNothing() throws IOException {
    Desk desk = new Desk(directory);
    String[] students = PushTest.students(4);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      String first = desk.write("first/students.jsonl", students[0], students[1]);
      desk.expect(0, "push", Desk.at(edfi, "--input=" + first, "--commit"));
      int posts = edfi.posts().size();
      String all =
          desk.write(
              "all/students.jsonl",
              students[0],
              students[1],
              students[2],
              students[3],
              students[3].replaceFirst("\"birthDate\":\"[^\"]*\"", "\"birthDate\":\"soon\""));
      Map<String, String> before = Listing.of(directory);

      desk.expect(0, "push", Desk.at(edfi, "--input=" + all, "--commit", "--plan", "--json"));

      assertThat(
          records(desk.out),
          contains(
              "district students delivered before: 2",
              "district students refused by the checks before sending: 1",
              "district students to send: 2"));
      JsonNode plan = Desk.json(desk.out);
      assertThat(plan.at("/estimates/0/number").asLong(), is(2L));
      assertThat(plan.get("notices").isEmpty(), is(true));
      assertThat(plan.get("command").asText(), startsWith("purlin edfi push --commit=true "));
      assertThat(edfi.posts().size(), is(posts));
      assertThat(Listing.of(directory), is(before));
      assertThat(Listing.leftOver(), is(empty()));
    }
  }

  @Test
  void aDeletionTellsWhatIsThereAndDeletesNothing() throws IOException {
    Desk desk = new Desk(directory);
    String[] students = PushTest.students(2);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      edfi.write("students", students[0]);
      String rows = desk.write("students.jsonl", students);
      Map<String, String> before = Listing.of(directory);

      desk.expect(0, "delete", Desk.at(edfi, "--input=" + rows, "--plan", "--json"));

      assertThat(
          records(desk.out),
          contains(
              "district students not there, so nothing to delete: 1",
              "district students to delete: 1"));
      assertThat(
          Desk.json(desk.out).at("/notices/0").asText(),
          is("Without --commit a run only checks; nothing of this is sent."));
      assertThat(edfi.count("students"), is(1));
      assertThat(Listing.of(directory), is(before));
    }
  }
}
