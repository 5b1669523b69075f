package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.Function;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Delivery;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.FaultJson;

/**
 * The ways to go wrong that matter to a sender, besides those of {@link Fault}. All but {@link
 * #hang} let the receiver do its work first, so that accepted records are held although the sender
 * does not learn it.
 */
public final class CscFaults {

  /** Longer than any sender waits. */
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private CscFaults() {}

  /** Nothing is processed and nothing is answered. */
  public static Fault hang() {
    return Fault.status(504).delayedBy(FOR_EVER);
  }

  /** The post is processed, then the connection is reset: the answer is lost. */
  public static Fault lostAnswer() {
    return Fault.of(ordinary -> ordinary.answer().delivered(new Delivery.Reset()));
  }

  /** The post is processed, then the answer waits. */
  public static Fault lateAnswer(Duration wait) {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          try {
            Thread.sleep(wait.toMillis());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is being closed");
          }
          return answer;
        });
  }

  /** The last receipt is missing. */
  public static Fault oneReceiptShort() {
    return receipts(
        receipts -> {
          receipts.remove(receipts.size() - 1);
          return Answer.json(200, receipts.toString());
        });
  }

  /** One receipt is null. */
  public static Fault nullReceipt(int at) {
    return receipts(
        receipts -> {
          receipts.setNull(at);
          return Answer.json(200, receipts.toString());
        });
  }

  /** The receipts are in an object. */
  public static Fault receiptsInObject() {
    return receipts(
        receipts -> {
          ObjectNode object = JsonNodeFactory.instance.objectNode();
          object.set("receipts", receipts);
          return Answer.json(200, object.toString());
        });
  }

  /** Plain text with status 200 in place of receipts. */
  public static Fault textForReceipts() {
    return receipts(receipts -> Answer.text(200, "Accepted.\n"));
  }

  /** Status 204 without receipts. */
  public static Fault noContent() {
    return receipts(receipts -> Answer.text(204, ""));
  }

  /** Status 200 and something that only begins like JSON. */
  public static Fault garbage() {
    return receipts(receipts -> Answer.json(200, "[\"2026-"));
  }

  /**
   * Reads what {@link FaultJson} reads, and besides the kinds {@code hang}, {@code lostAnswer},
   * {@code lateAnswer} (with {@code waitMillis}), {@code oneReceiptShort}, {@code nullReceipt}
   * (with {@code at}), {@code receiptsInObject}, {@code textForReceipts}, {@code noContent} and
   * {@code garbage}.
   *
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  static Fault read(JsonNode json) {
    Fault own =
        switch (FaultJson.kindOf(json)) {
          case "lostAnswer" -> lostAnswer();
          case "lateAnswer" -> lateAnswer(Duration.ofMillis(json.path("waitMillis").asLong(1000)));
          case "oneReceiptShort" -> oneReceiptShort();
          case "nullReceipt" -> nullReceipt(json.path("at").asInt(0));
          case "receiptsInObject" -> receiptsInObject();
          case "textForReceipts" -> textForReceipts();
          case "noContent" -> noContent();
          case "garbage" -> garbage();
          default -> null;
        };
    if (FaultJson.kindOf(json).equals("hang")) {
      return hang().times(json.path("times").asInt(1));
    }
    return own == null ? FaultJson.read(json) : FaultJson.common(own, json);
  }

  /** Changes the receipts; an answer without receipts stays as it is. */
  private static Fault receipts(Function<ArrayNode, Answer> change) {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          if (answer.status() != 200) {
            return answer;
          }
          try (InputStream body = answer.body().open()) {
            return change.apply((ArrayNode) Payloads.JSON.readTree(body));
          }
        });
  }
}
