package org.purlin.io.bigquery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.purlin.io.landing.Storage;

/**
 * What a run's load leaves when it came to its end.
 *
 * @param runId the run
 * @param tables each, by name
 */
public record LoadProof(String runId, List<TableLoad> tables) {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Empty when the load did not come to its end. */
  public static Optional<LoadProof> read(String file) throws IOException {
    Optional<String> text = Storage.readText(file);
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(JSON.readValue(text.get(), LoadProof.class));
  }

  void write(String file) throws IOException {
    Storage.writeText(file, JSON.writeValueAsString(this) + "\n");
  }
}
