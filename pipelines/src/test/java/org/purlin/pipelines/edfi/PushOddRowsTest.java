package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;

/** Rows that no server should be given, each between two that are right. */
@Timeout(120)
class PushOddRowsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGE = 5_000_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @TempDir Path directory;

  private Desk desk;
  private final String[] students = PushTest.students(30);
  private int next;

  /** The payload of each odd row by what is odd, as it stands in the input. */
  private final Map<String, String> odd = new LinkedHashMap<>();

  @BeforeEach
  void makeOddRows() {
    desk = new Desk(directory);
    odd.put("invalid JSON", student().replace("}", ""));
    odd.put("list", "[" + student() + "]");
    odd.put("null", "null");
    odd.put("empty", "");
    odd.put(
        "missing",
        student().replaceFirst("\"birthDate\":\"[^\"]*\"", "\"multipleBirthStatus\":true"));
    odd.put("large", student().replace("\"firstName\":\"", "\"firstName\":\"" + "x".repeat(LARGE)));
    odd.put("unknown", student().replaceFirst("\\{", "{\"shoeSize\":38,"));
    odd.put("case", student().replace("\"birthDate\"", "\"BirthDate\""));
    odd.put("surrogate", student().replace("\"firstName\":\"", "\"firstName\":\"\\ud83d"));
    odd.put("id", student().replaceFirst("\\{", "{\"id\":\"0123456789abcdef0123456789abcdef\","));
    odd.put("mark", BYTE_ORDER_MARK + student());
  }

  /** Contract, check 14. */
  @Test
  void eachOddRowOfJsonLinesIsRejectedWithItsReasonAndItsNeighboursAreDelivered()
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> row : odd.entrySet()) {
      lines.add(line("right before " + row.getKey(), student(), true));
      // Objects, lists and null as such, the others as the text that they are.
      boolean asItIs = List.of("list", "null", "missing", "large").contains(row.getKey());
      lines.add(line(row.getKey(), row.getValue(), asItIs));
    }
    lines.add(line("right at the end", student(), true));
    lines.add("{\"case\":\"no JSON at all\",\"resource\":\"students\",\"payload\":{");
    rejects(desk.write("rows.jsonl", lines.toArray(String[]::new)), 1);
  }

  /** Contract, check 14. */
  @Test
  void eachOddRowOfACsvFileIsRejectedWithItsReasonAndItsNeighboursAreDelivered()
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("case,resource,payload"));
    for (Map.Entry<String, String> row : odd.entrySet()) {
      lines.add("right before " + row.getKey() + ",students," + cell(student()));
      lines.add(row.getKey() + ",students," + cell(row.getValue()));
    }
    lines.add("right at the end,students," + cell(student()));
    rejects(desk.write("rows.csv", lines.toArray(String[]::new)), 0);
  }

  private void rejects(String rows, int unreadable) throws IOException {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      desk.expect(3, "push", Desk.at(edfi, "--input=" + rows, "--keyColumns=case", "--commit"));

      int delivered = odd.size() + 1 + 2;
      int rejected = odd.size() - 2 + unreadable;
      assertThat(
          desk.balance("rows"),
          is(
              "%d read = %d created + %d rejected"
                  .formatted(delivered + rejected, delivered, rejected)));
      assertThat(edfi.count("students"), is(delivered));
      assertThat("what was refused here was not sent", edfi.posts().size(), is(delivered));
      Map<String, JsonNode> byCase = byCase();
      Map<String, String> types = new TreeMap<>();
      byCase.forEach(
          (name, row) -> {
            if (row.get("status").asText().equals("rejected")) {
              types.put(name, row.get("problem_type").asText());
              assertThat(name, row.get("message").asText(), is(not(emptyOrNullString())));
            }
          });
      Map<String, String> expected =
          new TreeMap<>(
              Map.of(
                  "invalid JSON", "purlin:invalid-json",
                  "list", "purlin:not-an-object",
                  "null", "purlin:not-an-object",
                  "empty", "purlin:empty",
                  "missing", "purlin:missing-property",
                  "large", "purlin:too-large",
                  "unknown", "purlin:unknown-property",
                  "case", "purlin:property-case",
                  "surrogate", "purlin:invalid-text"));
      if (unreadable > 0) {
        expected.put("", "purlin:unreadable-row");
      }
      assertThat(types, is(expected));
      assertThat(byCase.get("missing").get("problem_path").asText(), is("$.birthDate"));
      assertThat(byCase.get("case").get("message").asText(), containsString("birthDate"));
      assertThat(byCase, hasKey("right at the end"));
    }
  }

  /** Contract, check 14: what only the server can tell, of one that does not describe itself. */
  @Test
  void withoutTheServersDocumentItsOwnRefusalIsTheReason() throws IOException {
    String rows =
        desk.write(
            "rows.jsonl",
            line("missing", odd.get("missing"), true),
            line("right", student(), true),
            line("unknown", odd.get("unknown"), true),
            line("case", odd.get("case"), true),
            line("id", odd.get("id"), true));
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).withoutOpenApi())) {
      desk.expect(3, "push", Desk.at(edfi, "--input=" + rows, "--keyColumns=case", "--commit"));
      assertThat(desk.balance("rows"), is("5 read = 2 created + 3 rejected"));
      Map<String, JsonNode> byCase = byCase();
      for (String name : List.of("missing", "unknown", "case")) {
        assertThat(byCase.get(name).get("http_status").asInt(), is(400));
        assertThat(name, byCase.get(name).get("message").asText(), is(not(emptyOrNullString())));
      }
      assertThat(byCase.get("unknown").get("problem_path").asText(), is("$.shoeSize"));
    }
  }

  private Map<String, JsonNode> byCase() {
    Map<String, JsonNode> byCase = new TreeMap<>();
    desk.rows("edfi_results")
        .forEach(row -> byCase.put(row.get("keys").path("case").asText(""), row));
    return byCase;
  }

  private String student() {
    return students[next++];
  }

  private static String line(String name, String payload, boolean asItIs) throws IOException {
    return "{\"case\":\""
        + name
        + "\",\"resource\":\"students\",\"payload\":"
        + (asItIs ? payload : JSON.writeValueAsString(payload))
        + "}";
  }

  private static String cell(String payload) {
    return '"' + payload.replace("\"", "\"\"") + '"';
  }
}
