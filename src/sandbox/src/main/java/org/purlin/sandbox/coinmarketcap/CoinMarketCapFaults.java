package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.FaultJson;

/** The ways to go wrong that matter to a client of this API, besides those of {@link Fault}. */
public final class CoinMarketCapFaults {

  private static final String WAITING_PAGE =
      "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title></head>"
          + "<body>Checking if the site connection is secure. Ray ID: 0</body></html>\n";

  private static final ObjectMapper JSON = new ObjectMapper();

  private CoinMarketCapFaults() {}

  /**
   * Nothing is processed or charged; the error with this code, written as a number as v1 and v2 do.
   *
   * @param code 400, 500, 1001 to 1011 or 1022
   */
  public static Fault error(int code) {
    Refusal refusal = Refusal.of(code);
    return Fault.of(ordinary -> Envelope.refusal(refusal, refusal.message(), false, Instant.now()));
  }

  /** The same with the code as a text, as v3 does. */
  public static Fault errorAsText(int code) {
    Refusal refusal = Refusal.of(code);
    return Fault.of(ordinary -> Envelope.refusal(refusal, refusal.message(), true, Instant.now()));
  }

  /** The request is processed and charged, but {@code data} is an empty list. */
  public static Fault emptyData() {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          ObjectNode body = (ObjectNode) JSON.readTree(bytes(answer, 1));
          body.putArray("data");
          return Answer.json(answer.status(), body.toString());
        });
  }

  /** Nothing is processed; the waiting page of a content network with status 200. */
  public static Fault cloudflare() {
    return Fault.status(200, Map.of("Content-Type", "text/html; charset=UTF-8"), WAITING_PAGE);
  }

  /** The request is processed; the first half of its JSON, with the length of that half. */
  public static Fault truncatedJson() {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          return new Answer(
              answer.status(),
              answer.headers(),
              new Body.Bytes(bytes(answer, 2)),
              answer.delivery());
        });
  }

  /**
   * Reads what {@link FaultJson} reads, and besides the kinds {@code error} (with {@code code}, and
   * {@code asText} for the form of v3), {@code emptyData}, {@code cloudflare} and {@code
   * truncatedJson}.
   *
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  static Fault read(JsonNode json) {
    return switch (FaultJson.kindOf(json)) {
      case "error" -> FaultJson.common(coded(json), json);
      case "emptyData" -> FaultJson.common(emptyData(), json);
      case "cloudflare" -> FaultJson.common(cloudflare(), json);
      case "truncatedJson" -> FaultJson.common(truncatedJson(), json);
      default -> FaultJson.read(json);
    };
  }

  private static Fault coded(JsonNode json) {
    int code = json.path("code").asInt();
    return json.path("asText").asBoolean() ? errorAsText(code) : error(code);
  }

  /** The first bytes of a body, or all of them for a {@code part} of 1. */
  private static byte[] bytes(Answer answer, int part) throws IOException {
    try (Body body = answer.body();
        InputStream in = body.open()) {
      return in.readNBytes((int) (body.length() / part));
    }
  }
}
