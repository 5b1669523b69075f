package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.purlin.io.landing.Storage;

/** What a push or a deletion leaves when it ended: what became of each district's rows. */
public record SubmitProof(List<DistrictResult> districts) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public SubmitProof {
    districts = List.copyOf(districts);
  }

  static void write(String file, List<DistrictResult> districts) throws IOException {
    Storage.writeText(file, JSON.writeValueAsString(new SubmitProof(districts)) + "\n");
  }

  /** Empty when the run did not come to its end. */
  public static Optional<SubmitProof> read(String file) throws IOException {
    Optional<String> text = Storage.readText(file);
    return text.isPresent()
        ? Optional.of(JSON.readValue(text.get(), SubmitProof.class))
        : Optional.empty();
  }
}
