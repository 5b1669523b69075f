package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.purlin.io.landing.Storage;

/**
 * What a pull leaves when it ended: what became of each resource of each district.
 *
 * @param runId the run
 * @param results by district and resource
 */
public record PullProof(String runId, List<PullResult> results) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public PullProof {
    results = List.copyOf(results);
  }

  /** The sums over all results. */
  public PullNumbers numbers() {
    return results.stream().map(PullResult::numbers).reduce(PullNumbers.NONE, PullNumbers::plus);
  }

  static void write(String file, PullProof proof) throws IOException {
    Storage.writeText(file, JSON.writeValueAsString(proof) + "\n");
  }

  /** Empty when the run did not come to its end. */
  public static Optional<PullProof> read(String file) throws IOException {
    Optional<String> text = Storage.readText(file);
    return text.isPresent()
        ? Optional.of(JSON.readValue(text.get(), PullProof.class))
        : Optional.empty();
  }
}
