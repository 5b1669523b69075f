package org.purlin.sandbox.secretmanager;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.Map;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;

/** The ways to go wrong that matter to a client of this API, besides those of {@link Fault}. */
public final class SecretManagerFaults {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SecretManagerFaults() {}

  /** Too busy: 503. */
  public static Fault unavailable() {
    return Fault.status(
        503,
        Map.of("Content-Type", "application/json"),
        SecretManagerApi.error(503, "UNAVAILABLE", "The service is currently unavailable."));
  }

  /** The ordinary answer with a checksum that does not fit. */
  public static Fault wrongChecksum() {
    return Fault.of(
        ordinary -> {
          try (InputStream body = ordinary.answer().body().open()) {
            ObjectNode json = (ObjectNode) JSON.readTree(body);
            ((ObjectNode) json.get("payload")).put("dataCrc32c", "1");
            return Answer.json(200, json.toString());
          }
        });
  }
}
