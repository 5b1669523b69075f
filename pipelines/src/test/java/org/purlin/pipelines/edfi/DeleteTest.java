package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
