package org.purlin.io.rest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.purlin.io.landing.Storage;

/**
 * What a run leaves when it ended: what became of each window.
 *
 * @param runId the run
 * @param windows by resource and window
 */
public record RestProof(String runId, List<WindowResult> windows) {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  public RestProof {
    windows = List.copyOf(windows);
  }

  static void write(String file, RestProof proof) throws IOException {
    Storage.writeText(file, JSON.writeValueAsString(proof) + "\n");
  }

  /** Empty when the run did not come to its end. */
  public static Optional<RestProof> read(String file) throws IOException {
    Optional<String> text = Storage.readText(file);
    return text.isPresent()
        ? Optional.of(JSON.readValue(text.get(), RestProof.class))
        : Optional.empty();
  }
}
