package org.purlin.sandbox.alma;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.FaultJson;

/** The ways to go wrong that matter to a client of this API, besides those of {@link Fault}. */
public final class AlmaFaults {

  private static final ObjectMapper JSON = new ObjectMapper();

  private AlmaFaults() {}

  /** Too many requests, or too busy: a status with Retry-After. */
  public static Fault retryAfter(int status, Duration wait) {
    return Fault.status(
        status,
        Map.of(
            "Retry-After",
            Long.toString(wait.toSeconds()),
            "Content-Type",
            "application/problem+json"),
        "{\"type\":\"about:blank\",\"title\":\"Try again later\",\"status\":" + status + "}");
  }

  /** The ordinary answer without {@code response}. */
  public static Fault withoutResponse() {
    return changed(body -> body.without(Envelope.RESPONSE));
  }

  /** The ordinary answer, {@code _links} before {@code response}. */
  public static Fault linksFirst() {
    return changed(Envelope::linksFirst);
  }

  /**
   * Reads what {@link FaultJson} reads, and besides the kinds {@code withoutResponse}, {@code
   * linksFirst} and {@code retryAfter} (with {@code status} and {@code seconds}).
   *
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  static Fault read(JsonNode json) {
    return switch (FaultJson.kindOf(json)) {
      case "withoutResponse" -> FaultJson.common(withoutResponse(), json);
      case "linksFirst" -> FaultJson.common(linksFirst(), json);
      case "retryAfter" ->
          FaultJson.common(
              retryAfter(
                  json.path("status").asInt(429),
                  Duration.ofSeconds(json.path("seconds").asLong(1))),
              json);
      default -> FaultJson.read(json);
    };
  }

  static void pause(Duration wait) throws InterruptedIOException {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is being closed");
    }
  }

  private static Fault changed(UnaryOperator<ObjectNode> change) {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          return answer.status() == 200
              ? Answer.json(200, change.apply(body(answer)).toString())
              : answer;
        });
  }

  private static ObjectNode body(Answer answer) throws IOException {
    try (InputStream body = answer.body().open()) {
      return (ObjectNode) JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("the ordinary answer is not JSON", e);
    }
  }
}
