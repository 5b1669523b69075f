package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.purlin.io.landing.Storage;

/**
 * Up to where a resource of a district was pulled; a small file that is replaced after what it
 * speaks of was published.
 *
 * @param url of the data API, which the version belongs to
 * @param version newest change version that the published rows hold
 * @param runId the run that published them
 * @param settings fingerprint of what rows look like
 */
record Watermark(String url, long version, String runId, String settings) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Empty when nothing was pulled yet, or what stands there is no watermark. */
  static Optional<Watermark> read(String file) throws IOException {
    Optional<String> text = Storage.readText(file);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(JSON.readValue(text.get(), Watermark.class))
          .filter(mark -> mark.url() != null && mark.runId() != null && mark.settings() != null);
    } catch (JsonProcessingException e) {
      // A disk that lost it. Everything is read then, which is always right.
      return Optional.empty();
    }
  }

  void write(String file) throws IOException {
    Storage.writeText(file, JSON.writeValueAsString(this) + "\n");
  }
}
