package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SharedSetRecordingsTest {

  private static final List<String> AFTER_DESCRIPTORS =
      List.of(
          "localEducationAgencies",
          "schools",
          "sessions",
          "assessments",
          "students",
          "studentSchoolAssociations",
          "studentAssessments",
          "studentSchoolAttendanceEvents");

  @Test
  void theAcceptedSetIsAcceptedInDependencyOrder() throws Exception {
    String given = System.getProperty("purlin.recordings", "");
    Assumptions.assumeFalse(
        given.isEmpty() || given.startsWith("$"), "needs -Dpurlin.recordings=<directory>");
    Path directory = Path.of(given).resolve("edfi");
    Assumptions.assumeTrue(Files.isDirectory(directory), "needs the directory edfi");
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      int posted = 0;
      for (String line : Files.readAllLines(directory.resolve("descriptors.jsonl"))) {
        JsonNode record = EdfiClient.JSON.readTree(line);
        assertThat(
            client
                .post(record.get("resource").asText(), record.get("payload").toString())
                .statusCode(),
            is(201));
        posted++;
      }
      for (String resource : AFTER_DESCRIPTORS) {
        for (String line : Files.readAllLines(directory.resolve(resource + ".jsonl"))) {
          assertThat(resource, client.post(resource, line).statusCode(), is(201));
          posted++;
        }
      }
      assertThat(posted, is(507));
    }
  }
}
