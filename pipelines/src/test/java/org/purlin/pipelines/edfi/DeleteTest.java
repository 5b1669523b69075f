package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiFaults;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.SampleSet;

@Timeout(120)
class DeleteTest {

  @TempDir Path directory;

  /** Contract, check 20. */
  @Test
  void withoutCommitNothingIsDeleted() throws IOException {
    Desk desk = new Desk(directory);
    String[] students = PushTest.students(2);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      edfi.write("students", students[0]);
      String rows = desk.write("students.jsonl", students);
      desk.expect(0, "delete", Desk.at(edfi, "--input=" + rows));
      assertThat(desk.balance("rows"), is("2 read = 1 not found + 1 would delete"));
      assertThat(edfi.count("students"), is(1));
    }
  }

  @Test
  void recordsAreDeletedByIdOrByNaturalKey() throws IOException {
    Desk desk = new Desk(directory);
    String[] students = PushTest.students(3);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      String rows = desk.write("students.jsonl", students);
      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit"));
      JsonNode row =
          desk.rows("edfi_results").stream()
              .filter(each -> each.get("row").asText().equals("students.jsonl:1"))
              .findFirst()
              .orElseThrow();
      String gone =
          desk.write(
              "gone.csv",
              "resource,id,payload",
              "students," + row.get("id").asText() + ",",
              "students,,\"" + students[1].replace("\"", "\"\"") + "\"");
      desk.expect(0, "delete", Desk.at(edfi, "--input=" + gone, "--commit"));
      assertThat(desk.balance("rows"), is("2 read = 2 deleted"));
      assertThat(
          edfi.records("students").keySet(),
          is(Set.of(Desk.json(students[2]).get("studentUniqueId").asText())));
    }
  }

  /** An id says who somebody is; the table of results names the row instead. */
  @Test
  void idsAreNeitherReportedNorLoggedAndManyAreOneOfTheSlowestRequests() throws IOException {
    Desk desk = new Desk(directory);
    String[] students = PushTest.students(12);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(
          0,
          "push",
          Desk.at(edfi, "--input=" + desk.write("students.jsonl", students), "--commit"));
      List<String> ids =
          desk.rows("edfi_results").stream().map(row -> row.get("id").asText()).toList();
      assertThat(Set.copyOf(ids), hasSize(12));
      String gone =
          desk.write(
              "gone.jsonl",
              ids.stream()
                  .map(id -> "{\"resource\":\"students\",\"id\":\"" + id + "\"}")
                  .toArray(String[]::new));
      Desk deleting = new Desk(directory.resolve("deleting"));
      edfi.onNext(request -> request.path().endsWith("/" + ids.get(4)), EdfiFaults.garbage());
      edfi.onNext(request -> request.path().endsWith("/" + ids.get(7)), Fault.status(403));
      edfi.onNext(
          request -> request.path().endsWith("/" + ids.get(9)), Fault.status(503).times(100));

      deleting.expect(
          3, "delete", Desk.at(edfi, "--input=" + gone, "--commit", "--longestWait=PT1S"));

      List<String> slowest = new ArrayList<>();
      JsonNode report = Desk.json(Desk.read(deleting.output().resolve("report.json")));
      report.at("/calls/slowest").forEach(call -> slowest.add(call.get("request").asText()));
      String shown = edfi.baseUrl() + "/data/v3/ed-fi/students/…";
      assertThat(slowest, hasItems("GET " + shown, "DELETE " + shown));
      assertThat(slowest.stream().filter(call -> call.contains("/students")).toList(), hasSize(2));
      String told = report + deleting.logs() + deleting.out + deleting.err;
      ids.forEach(id -> assertThat(told, not(containsString(id))));
      List<String> left =
          deleting.rows("edfi_results").stream()
              .filter(row -> !row.get("status").asText().equals("deleted"))
              .map(
                  row ->
                      row.get("row").asText()
                          + " "
                          + row.get("status").asText()
                          + ": "
                          + row.path("message").asText())
              .sorted()
              .toList();
      assertThat(
          left,
          is(
              List.of(
                  "gone.jsonl:10 not sent: fault 503",
                  "gone.jsonl:5 not sent: " + shown + " answered 200, but not with JSON.",
                  "gone.jsonl:8 rejected: fault 403")));
    }
  }

  /** Contract, check 20. */
  @Test
  void aWholeSetIsDeletedInTheReverseOrderAndABlockerIsNamed() throws IOException {
    Desk desk = new Desk(directory);
    SampleSet set = SampleSet.of(7, 5);
    Path rows = directory.resolve("rows.jsonl");
    set.writeTo(rows);
    int all = set.items().size();
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit"));
      String school =
          set.items().stream()
              .filter(item -> item.resource().equals("schools"))
              .findFirst()
              .orElseThrow()
              .payload();
      String blocked = desk.write("schools.jsonl", school);
      desk.expect(3, "delete", Desk.at(edfi, "--input=" + blocked, "--commit"));
      assertThat(desk.balance("rows"), is("1 read = 1 rejected"));
      assertThat(desk.outcome().get("rejects").toString(), containsString("dependent-item-exists"));

      desk.expect(0, "delete", Desk.at(edfi, "--input=" + rows, "--commit"));
      assertThat(desk.balance("rows"), is(all + " read = " + all + " deleted"));
      assertThat(edfi.count("students"), is(0));
      assertThat(edfi.count("schools"), is(0));
    }
  }
}
