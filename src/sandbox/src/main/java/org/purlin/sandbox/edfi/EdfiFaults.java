package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Delivery;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.FaultJson;

/** The ways to go wrong that matter to a client of this API, besides those of {@link Fault}. */
public final class EdfiFaults {

  /** Longer than any client waits. */
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private EdfiFaults() {}

  /** Nothing is processed and nothing is answered. */
  public static Fault hang() {
    return Fault.status(504).delayedBy(FOR_EVER);
  }

  /** The request is processed, then the connection is reset: the answer is lost. */
  public static Fault lostAnswer() {
    return Fault.of(ordinary -> ordinary.answer().delivered(new Delivery.Reset()));
  }

  /** The request is processed, then the answer waits. */
  public static Fault lateAnswer(Duration wait) {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          pause(wait);
          return answer;
        });
  }

  /** Nothing is processed; status 200 and something that only begins like JSON. */
  public static Fault garbage() {
    return Fault.of(ordinary -> Answer.json(200, "[{\"id\":\"2"));
  }

  /** Nothing is processed; a status without a body. */
  public static Fault empty(int status) {
    return Fault.of(ordinary -> Answer.text(status, ""));
  }

  /** Nothing is processed; a status with the page of a proxy. */
  public static Fault proxyPage(int status) {
    return Fault.of(
        ordinary ->
            Answer.text(status, "<html><body><h1>" + status + " from a proxy</h1></body></html>\n")
                .with("Content-Type", "text/html; charset=utf-8"));
  }

  /**
   * Reads what {@link FaultJson} reads, and besides the kinds {@code hang}, {@code lostAnswer},
   * {@code lateAnswer} (with {@code waitMillis}), {@code garbage}, {@code empty} and {@code
   * proxyPage} (both with {@code status}).
   *
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  static Fault read(JsonNode json) {
    return switch (FaultJson.kindOf(json)) {
      case "hang" -> hang().times(json.path("times").asInt(1));
      case "lostAnswer" -> FaultJson.common(lostAnswer(), json);
      case "lateAnswer" ->
          FaultJson.common(
              lateAnswer(Duration.ofMillis(json.path("waitMillis").asLong(1000))), json);
      case "garbage" -> FaultJson.common(garbage(), json);
      case "empty" -> FaultJson.common(empty(json.path("status").asInt(200)), json);
      case "proxyPage" -> FaultJson.common(proxyPage(json.path("status").asInt(502)), json);
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
}
