package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ExamplesRecordingsTest {

  @Test
  void theExamplesOfTheContractAreTaken() throws IOException {
    String given = System.getProperty("purlin.recordings", "");
    Assumptions.assumeFalse(
        given.isEmpty() || given.startsWith("$"), "needs -Dpurlin.recordings=<directory>");
    Path file = Path.of(given).resolve("csc").resolve("children-examples.json");
    Assumptions.assumeTrue(Files.isRegularFile(file), "needs csc/children-examples.json");

    RecordCheck check = new RecordCheck(CscSettings.builder().build());
    JsonNode examples = Payloads.JSON.readTree(Files.readString(file));

    assertThat(examples.size(), is(3));
    for (JsonNode example : examples) {
      assertThat(check.problems(example, ""), is(empty()));
    }
  }
}
