package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.SampleSet;

@Timeout(120)
class PushRulesTest {

  @TempDir Path directory;

  /** Contract, check 20. */
  @Test
  void aDryRunThatComparesSaysWhatWouldHappenAndSendsNothing() throws IOException {
    Desk desk = new Desk(directory);
    String[] students = PushTest.students(105);
    List<String> rows = new ArrayList<>();
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      for (int i = 0; i < 105; i++) {
        if (i < 50) {
          rows.add(students[i]);
        } else if (i < 80) {
          edfi.write("students", students[i]);
          rows.add(students[i].replace("\"firstName\":\"", "\"firstName\":\"Z"));
        } else if (i < 100) {
          edfi.write("students", students[i]);
          rows.add(students[i]);
        } else {
          rows.add(students[i].replace("\"birthDate\"", "\"birthdayDate\""));
        }
      }
      String input = desk.write("students.jsonl", rows.toArray(String[]::new));
      desk.expect(3, "push", Desk.at(edfi, "--input=" + input, "--compare"));
      assertThat(
          desk.balance("rows"),
          is("105 read = 20 unchanged + 5 rejected + 50 would create + 30 would update"));
      assertThat(
          edfi.requests().stream()
              .filter(request -> !request.method().equals("GET"))
              .filter(request -> !request.path().contains("oauth"))
              .toList(),
          is(empty()));
    }
  }

  /** Contract, check 8. */
  @Test
  void aReferenceThatIsNowhereIsTriedOnceMoreAndThenRejectedByItsName() throws IOException {
    Desk desk = new Desk(directory);
    List<String> rows = new ArrayList<>();
    SampleSet set = SampleSet.of(7, 3);
    int left = 0;
    String school = null;
    for (SampleSet.Item item : set.items()) {
      String payload = item.payload();
      if (item.resource().equals("studentSchoolAssociations") && school == null) {
        school = Desk.json(payload).get("schoolReference").get("schoolId").asText();
        payload = payload.replace(school, "909090909");
        left++;
      }
      rows.add("{\"resource\":\"" + item.resource() + "\",\"payload\":" + payload + "}");
    }
    String input = desk.write("rows.jsonl", rows.toArray(String[]::new));
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(3, "push", Desk.at(edfi, "--input=" + input, "--commit"));
      JsonNode rejected =
          desk.rows("edfi_results").stream()
              .filter(row -> row.get("resource").asText().equals("studentSchoolAssociations"))
              .filter(row -> row.get("status").asText().equals("rejected"))
              .findFirst()
              .orElseThrow();
      assertThat(left, is(1));
      assertThat(rejected.get("http_status").asInt(), is(409));
      assertThat(rejected.get("problem_type").asText(), containsString("unresolved-reference"));
      assertThat(rejected.get("message").asText(), containsString("'School'"));
      assertThat(rejected.get("attempts").asInt(), is(2));
      assertThat(
          desk.balance("rows"),
          is(rows.size() + " read = " + (rows.size() - 1) + " created + 1 rejected"));
    }
  }

  /** Contract, check 15. */
  @Test
  void rowsOfOneNaturalKeyGoInTheirOrderAndTheReportSaysSo() throws IOException {
    Desk desk = new Desk(directory);
    String first = PushTest.students(1)[0];
    String last = first.replace("\"firstName\":\"", "\"firstName\":\"Z");
    String input = desk.write("students.jsonl", first, last);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(0, "push", Desk.at(edfi, "--input=" + input, "--commit"));
      assertThat(desk.balance("rows"), is("2 read = 1 created + 1 updated"));
      assertThat(edfi.records("students").values().iterator().next(), is(Desk.json(last)));
      assertThat(
          desk.notices(),
          hasItem(
              startsWith(
                  "1 row has the natural key of an earlier row, the first at students.jsonl:2;")));
    }
  }

  /** Contract, check 15. */
  @Test
  void rowsOfOneNaturalKeyCanBeRejected() throws IOException {
    Desk desk = new Desk(directory);
    String first = PushTest.students(1)[0];
    String last = first.replace("\"firstName\":\"", "\"firstName\":\"Z");
    String input = desk.write("students.jsonl", first, last);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(3, "push", Desk.at(edfi, "--input=" + input, "--commit", "--duplicates=reject"));
      assertThat(desk.balance("rows"), is("2 read = 2 rejected"));
      assertThat(edfi.posts(), is(empty()));
    }
  }
}
