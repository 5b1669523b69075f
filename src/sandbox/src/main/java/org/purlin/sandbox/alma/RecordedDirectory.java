package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bodies of answers in files. {@code ping} and {@code district/schools} are the same for every
 * school; of a student without a file attendance is empty.
 */
final class RecordedDirectory implements Source {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Neither dots nor blanks: nothing leads out of the directory or has two names. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/-]+");

  private static final String YEAR = "schoolYearId=";

  private final Path directory;

  RecordedDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException("there is no directory " + directory);
    }
    this.directory = directory;
  }

  @Override
  public Optional<ObjectNode> body(Call call) throws IOException {
    if (!PLAIN.matcher(call.endpoint()).matches()) {
      return Optional.empty();
    }
    String name = call.endpoint().replace('/', '_') + ".json";
    boolean ofNoSchool = name.equals("ping.json") || name.equals("district_schools.json");
    Path file = directory.resolve(ofNoSchool ? name : call.school() + "_" + name);
    if (Files.isRegularFile(file)) {
      return Optional.of(narrowed(call, (ObjectNode) JSON.readTree(Files.readString(file))));
    }
    boolean emptyAttendance = call.attendanceOf().isPresent() && isSchool(call.school());
    return emptyAttendance
        ? Optional.of(Envelope.of(call, JsonNodeFactory.instance.arrayNode()))
        : Optional.empty();
  }

  private boolean isSchool(String code) {
    return Files.isRegularFile(directory.resolve(code + "_students.json"));
  }

  /** A file holds one school year, which its self link names, and students of every status. */
  private static ObjectNode narrowed(Call call, ObjectNode body) {
    String self = body.path(Envelope.LINKS).path(0).path("href").asText();
    int year = self.indexOf(YEAR);
    boolean another =
        year >= 0
            && call.schoolYearId()
                .filter(asked -> !self.substring(year + YEAR.length()).equals(asked))
                .isPresent();
    JsonNode response = body.path(Envelope.RESPONSE);
    if (another) {
      body.set(Envelope.RESPONSE, emptied(response));
    } else if (call.endpoint().equals("students")) {
      ArrayNode taken = JsonNodeFactory.instance.arrayNode();
      response.forEach(
          student -> {
            if (call.takes(student.path("status").asText())) {
              taken.add(student);
            }
          });
      body.set(Envelope.RESPONSE, taken);
    }
    return body;
  }

  private static JsonNode emptied(JsonNode response) {
    if (response.isArray()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    response.fieldNames().forEachRemaining(empty::putArray);
    return empty;
  }
}
