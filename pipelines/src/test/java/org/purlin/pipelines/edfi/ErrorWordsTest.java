package org.purlin.pipelines.edfi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.edfi.EdfiFaults;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;

@Timeout(120)
class ErrorWordsTest {

  private static final int LONGEST_BYTES = 1000;
  private static final String NO_TYPE = "http:400";

  /**
   * A refusal and what is to be read in it.
   *
   * @param type the server's own, or what stands in its place when it gives none
   * @param words a part of the message
   */
  private record Refusal(Fault fault, String type, String words) {}

  @TempDir Path directory;

  /** Contract, check 19. */
  @Test
  void everyFormOfRefusalGivesAReasonOfOneLine() throws IOException {
    String invalid = "urn:ed-fi:api:bad-request:data-validation-failed";
    List<Refusal> refusals =
        List.of(
            new Refusal(
                answer(
                    "application/problem+json",
                    "{\"detail\":\"Data validation failed.\\nSee 'validationErrors'.\",\"type\":\""
                        + invalid
                        + "\",\"title\":\"Data Validation Failed\",\"status\":400,"
                        + "\"correlationId\":\"c-1\",\"validationErrors\":{\"$.birthDate\":"
                        + "[\"BirthDate is\\r\\n required.\"]}}"),
                invalid,
                "$.birthDate: BirthDate is required."),
            new Refusal(
                answer("application/json", "{\"message\":\"Validation of 'Student' failed.\"}"),
                NO_TYPE,
                "Validation of 'Student' failed."),
            new Refusal(
                answer(
                    "application/json",
                    "{\"error\":[{\"message\":\"The first is wrong.\",\"path\":\"$.a\"},"
                        + "{\"message\":\"The second\\tis wrong.\",\"path\":\"$.b\"}]}"),
                NO_TYPE,
                "The first is wrong. The second is wrong."),
            new Refusal(
                answer("application/json", "{\"error\":\"Only a text.\"}"),
                NO_TYPE,
                "Only a text."),
            new Refusal(
                answer("application/json", "{\"error\":{\"message\":\"Of an object.\"}}"),
                NO_TYPE,
                "Of an object."),
            new Refusal(
                answer(
                    "text/html",
                    "<html>\n<head><title>Request rejected</title></head>\n<body>no</body></html>"),
                NO_TYPE,
                "HTTP 400 with a web page: Request rejected"),
            new Refusal(EdfiFaults.empty(400), NO_TYPE, "HTTP 400 without a body"),
            new Refusal(answer("text/plain", "Just\nwords."), NO_TYPE, "Just words."),
            new Refusal(
                answer("application/json", "{\"message\":\"" + "Nämlich. ".repeat(400) + "\"}"),
                NO_TYPE,
                "Nämlich. Nämlich."));
    Desk desk = new Desk(directory);
    String[] students = PushTest.students(refusals.size() + 1);
    String input = desk.write("students.jsonl", students);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      for (int i = 0; i < refusals.size(); i++) {
        String id = Desk.json(students[i]).get("studentUniqueId").asText();
        edfi.onNext(
            request -> request.method().equals("POST") && request.body().contains('"' + id + '"'),
            refusals.get(i).fault());
      }

      desk.expect(3, "push", Desk.at(edfi, "--input=" + input, "--commit"));

      assertThat(
          desk.balance("rows"),
          is("%d read = 1 created + %d rejected".formatted(refusals.size() + 1, refusals.size())));
      Map<String, JsonNode> rows = new TreeMap<>();
      desk.rows("edfi_results").forEach(row -> rows.put(row.get("row").asText(), row));
      List<String> types = new ArrayList<>();
      for (int i = 0; i < refusals.size(); i++) {
        JsonNode row = rows.get("students.jsonl:" + (i + 1));
        String message = row.get("message").asText();
        assertThat(message, containsString(refusals.get(i).words()));
        assertThat(message, message.lines().count(), is(1L));
        assertThat(message, message.getBytes(UTF_8).length, lessThanOrEqualTo(LONGEST_BYTES));
        assertThat(row.get("http_status").asInt(), is(400));
        types.add(row.get("problem_type").asText());
      }
      assertThat(types, is(refusals.stream().map(Refusal::type).toList()));
      assertThat(rows.get("students.jsonl:1").get("problem_path").asText(), is("$.birthDate"));
    }
  }

  private static Fault answer(String contentType, String body) {
    return Fault.status(400, Map.of("Content-Type", contentType + "; charset=utf-8"), body);
  }
}
