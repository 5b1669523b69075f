package org.purlin.io.csc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.purlin.io.csc.CscRun.InDoubt;
import org.purlin.io.http.Body;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.Repeat;

/**
 * Posts batches to the receiver and sorts its answers.
 *
 * <p>A 401 after a new token and any status the contract does not know mean that the settings are
 * wrong: these throw, and no record is judged by them.
 */
final class CscReceiver implements AutoCloseable {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ReceiverSettings settings;
  private final HttpTransport http;
  private final Repeat repeat;
  private long posts;

  private CscReceiver(ReceiverSettings settings, HttpTransport http, InDoubt inDoubt) {
    this.settings = settings;
    this.http = http;
    // A record is an upsert, so sending it twice leaves the same; who doubts that says HOLD.
    this.repeat = inDoubt == InDoubt.RESEND ? Repeat.ALWAYS : Repeat.ONLY_IF_REFUSED;
  }

  static CscReceiver open(ReceiverSettings settings, InDoubt inDoubt) {
    return new CscReceiver(
        settings, HttpTransport.open(settings.http(), settings.authorization()), inDoubt);
  }

  /** Posts so far, repeats of one counted once. */
  long posts() {
    return posts;
  }

  /**
   * Posts records as one batch.
   *
   * @param bodies the records as JSON texts, 1 to 100
   * @throws CredentialsRefusedException when the token or the supplier key is refused
   * @throws ReceiverException when the answer means that the address is wrong
   */
  Reply post(List<String> bodies) throws IOException, InterruptedException {
    posts++;
    HttpReply reply;
    try {
      reply =
          http.post(
              settings.children(),
              Body.json("[" + String.join(",", bodies) + "]").withRepeat(repeat));
    } catch (NoAnswerException e) {
      return e.mayHaveBeenProcessed()
          ? new Reply.InDoubt(e.getMessage())
          : new Reply.NotNow(e.getMessage());
    }
    return judge(reply, bodies.size());
  }

  private Reply judge(HttpReply reply, int size) throws IOException {
    return switch (reply.status()) {
      case 200 -> receipts(reply, size);
      case 201, 202, 204 ->
          new Reply.InDoubt(
              "The receiver answered " + reply.status() + ", without a receipt for any record.");
      case 400, 403, 422 -> new Reply.Refused(reply.status(), reply.bodyText());
      case 413 -> new Reply.TooLarge();
      case 401 ->
          throw new CredentialsRefusedException(
              "The receiver answered 401 to a token that was just issued. Check the client's"
                  + " permissions, --scope and --supplierKey.");
      case 408, 429, 503 ->
          new Reply.NotNow("The receiver still answers " + reply.status() + ": it is busy.");
      case 500, 502, 504 -> new Reply.InDoubt("The receiver still answers " + reply.status() + ".");
      default ->
          throw new ReceiverException(
              "The receiver answered "
                  + reply.status()
                  + " at "
                  + settings.children()
                  + ", so no record was judged. Check --endpoint and --laCode.");
    };
  }

  private static Reply receipts(HttpReply reply, int size) {
    JsonNode answer;
    try {
      answer = JSON.readTree(reply.bodyText());
    } catch (JsonProcessingException e) {
      return new Reply.InDoubt("The receiver answered 200 with something that is not JSON.");
    }
    if (!answer.isArray()) {
      return new Reply.InDoubt("The receiver answered 200, but not with a list of receipts.");
    }
    if (answer.size() != size) {
      return new Reply.InDoubt(
          "The receiver gave "
              + answer.size()
              + " receipts for "
              + size
              + " records, so it cannot be told which is whose.");
    }
    List<String> receipts = new ArrayList<>();
    for (JsonNode receipt : answer) {
      if (!receipt.isTextual() || receipt.textValue().isBlank()) {
        return new Reply.InDoubt("The receiver gave a receipt that is not a text.");
      }
      receipts.add(receipt.textValue());
    }
    return new Reply.Receipts(receipts);
  }

  @Override
  public void close() {
    http.close();
  }
}
