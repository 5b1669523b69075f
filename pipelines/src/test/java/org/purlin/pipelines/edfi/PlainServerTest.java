package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

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
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.sandbox.edfi.SampleSet;

/** A server of other make: own paths, its own form of errors, a token's end as an epoch second. */
@Timeout(120)
class PlainServerTest {

  private static final SampleSet SET = SampleSet.of(31, 8).shuffled(5);
  private static final int ALL = SET.items().size();

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  /** Contract, check 7; and check 20: a whole set is deleted in the reverse order. */
  @Test
  void aShuffledSetIsDeliveredAndDeletedAgain() throws IOException {
    SET.writeTo(directory.resolve("rows.jsonl"));
    String rows = "--input=" + directory.resolve("rows.jsonl");
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      desk.expect(0, "push", Desk.at(edfi, rows, "--commit"));
      assertThat(desk.balance("rows"), is(ALL + " read = " + ALL + " created"));
      int posts = edfi.posts().size();
      desk.expect(0, "push", Desk.at(edfi, rows, "--commit"));
      assertThat(edfi.posts().size(), is(posts));

      desk.expect(0, "delete", Desk.at(edfi, rows, "--commit"));
      assertThat(desk.balance("rows"), is(ALL + " read = " + ALL + " deleted"));
      assertThat(edfi.count("students"), is(0));
    }
  }

  /** Contract, check 20. */
  @Test
  void aBlockerOfADeletionIsReported() throws IOException {
    SET.writeTo(directory.resolve("rows.jsonl"));
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      desk.expect(
          0, "push", Desk.at(edfi, "--input=" + directory.resolve("rows.jsonl"), "--commit"));
      String school = first("schools");
      String input = desk.write("schools.jsonl", school);
      desk.expect(3, "delete", Desk.at(edfi, "--input=" + input, "--commit"));
      JsonNode row = result("schools", "rejected");
      assertThat(row.get("http_status").asInt(), is(409));
      assertThat(row.get("message").asText(), containsString("referenced by an existing"));
      assertThat(edfi.count("schools"), is(not(0)));
    }
  }

  /** Contract, check 8. */
  @Test
  void aReferenceThatIsNowhereIsTriedOnceMoreAndThenRejectedByItsName() throws IOException {
    List<String> rows = new ArrayList<>();
    String association = first("studentSchoolAssociations");
    String school = Desk.json(association).at("/schoolReference/schoolId").asText();
    for (SampleSet.Item item : SET.items()) {
      String payload =
          item.payload().equals(association)
              ? association.replace(school, "909090909")
              : item.payload();
      rows.add("{\"resource\":\"" + item.resource() + "\",\"payload\":" + payload + "}");
    }
    String input = desk.write("rows.jsonl", rows.toArray(String[]::new));
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      desk.expect(3, "push", Desk.at(edfi, "--input=" + input, "--commit"));
      JsonNode rejected = result("studentSchoolAssociations", "rejected");
      assertThat(rejected.get("http_status").asInt(), is(409));
      assertThat(rejected.get("message").asText(), containsString("'School'"));
      assertThat(rejected.get("attempts").asInt(), is(2));
      assertThat(desk.balance("rows"), is(ALL + " read = " + (ALL - 1) + " created + 1 rejected"));
    }
  }

  /** Contract, check 15. */
  @Test
  void theLastOfTheRowsOfOneNaturalKeyStaysAndTheReportNamesThem() throws IOException {
    String first = PushTest.students(1)[0];
    String last = first.replace("\"firstName\":\"", "\"firstName\":\"Z");
    String input = desk.write("students.jsonl", first, last);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      desk.expect(0, "push", Desk.at(edfi, "--input=" + input));
      assertThat(edfi.posts(), is(empty()));
      assertThat(
          desk.notices().get(1),
          startsWith("1 row has the natural key of an earlier row, the first at students.jsonl:2"));

      desk.expect(0, "push", Desk.at(edfi, "--input=" + input, "--commit"));
      assertThat(edfi.records("students").values(), contains(Desk.json(last)));
    }
  }

  /** Contract, check 20. */
  @Test
  void aDryRunSaysWhatWouldHappenAndSendsNothing() throws IOException {
    String[] students = PushTest.students(105);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      for (int i = 50; i < 100; i++) {
        edfi.write("students", students[i]);
        if (i < 80) {
          students[i] = students[i].replace("\"firstName\":\"", "\"firstName\":\"Z");
        }
      }
      for (int i = 100; i < 105; i++) {
        students[i] = students[i].replace("\"birthDate\"", "\"birthdayDate\"");
      }
      String input = desk.write("students.jsonl", students);
      desk.expect(3, "push", Desk.at(edfi, "--input=" + input, "--compare"));
      assertThat(
          desk.balance("rows"),
          is("105 read = 20 unchanged + 5 rejected + 50 would create + 30 would update"));
      assertThat(
          edfi.requests().stream()
              .filter(request -> !request.method().equals("GET"))
              .filter(request -> !request.path().endsWith("/oauth/token"))
              .toList(),
          is(empty()));
    }
  }

  private static String first(String resource) {
    return SET.items().stream()
        .filter(item -> item.resource().equals(resource))
        .findFirst()
        .orElseThrow()
        .payload();
  }

  /** The only result of this kind. */
  private JsonNode result(String resource, String status) {
    List<JsonNode> found =
        desk.rows("edfi_results").stream()
            .filter(row -> row.get("resource").asText().equals(resource))
            .filter(row -> row.get("status").asText().equals(status))
            .toList();
    assertThat(found.size(), is(1));
    return found.get(0);
  }
}
