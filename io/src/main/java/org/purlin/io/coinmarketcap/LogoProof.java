package org.purlin.io.coinmarketcap;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.purlin.io.landing.Storage;

/**
 * What a run over logos leaves when it ended.
 *
 * @param fetched new pictures
 * @param unchanged pictures that the server says we have
 * @param notFetched logos whose rows say why there is none
 */
public record LogoProof(long fetched, long unchanged, long notFetched) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static void write(String file, LogoProof proof) throws IOException {
    Storage.writeText(file, JSON.writeValueAsString(proof) + "\n");
  }

  /** Empty when there were no logos to fetch, or the run did not come to its end. */
  public static Optional<LogoProof> read(String file) throws IOException {
    Optional<String> text = Storage.readText(file);
    return text.isPresent()
        ? Optional.of(JSON.readValue(text.get(), LogoProof.class))
        : Optional.empty();
  }
}
