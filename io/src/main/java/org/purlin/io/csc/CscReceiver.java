package org.purlin.io.csc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.purlin.io.csc.CscRun.InDoubt;
import org.purlin.io.http.Body;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.http.NoAnswerException;
import org.purlin.io.http.Repeat;
import org.purlin.io.http.RetryPolicy;

/**
 * Posts batches to the receiver and sorts its answers.
 *
 * <p>A 401 after a new token and any status the contract does not know mean that the settings are
 * wrong: these throw, and no record is judged by them.
 */
final class CscReceiver implements AutoCloseable {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final int ATTEMPTS_AFTER_500 = 3;

  /** Any 5xx may come from a gateway that had passed the post on. */
  private static final Set<Integer> CERTAINLY_NOT_PROCESSED = Set.of(408, 429);

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final ReceiverSettings settings;
  private final HttpTransport http;
  private final Repeat repeat;
  private long posts;
  private long attempts;

  private CscReceiver(ReceiverSettings settings, HttpTransport http, InDoubt inDoubt) {
    this.settings = settings;
    this.http = http;
    // A record is an upsert, so sending it twice leaves the same; who doubts that says HOLD.
    this.repeat = inDoubt == InDoubt.RESEND ? Repeat.ALWAYS : Repeat.ONLY_IF_REFUSED;
  }

  static CscReceiver open(ReceiverSettings settings, InDoubt inDoubt) {
    HttpSettings http = settings.http();
    // What fails on the server fails again at once; a record must not hold up a night for that.
    RetryPolicy retry = http.retry().withAttempts(500, ATTEMPTS_AFTER_500);
    if (inDoubt == InDoubt.HOLD) {
      retry = retry.withStatuses(CERTAINLY_NOT_PROCESSED);
    }
    return new CscReceiver(
        settings, HttpTransport.open(http.withRetry(retry), settings.authorization()), inDoubt);
  }

  /** Posts so far, repeats of one counted once. */
  long posts() {
    return posts;
  }

  /**
   * Whether an earlier attempt of the last post may have arrived, when its last attempt ended in a
   * refused sign-in. Where lost answers are not repeated, none can have.
   */
  boolean mayHaveArrivedBefore() {
    return repeat == Repeat.ALWAYS && attempts > 1;
  }

  /**
   * Posts records as one batch.
   *
   * @param bodies the records as JSON texts, 1 to 100
   * @param gate asked before each attempt
   * @throws CredentialsRefusedException when the token or the supplier key is refused
   * @throws ReceiverException when the answer means that the address is wrong
   */
  Reply post(List<String> bodies, Body.Gate gate) throws IOException, InterruptedException {
    posts++;
    attempts = 0;
    Body.Gate counted =
        () -> {
          gate.pass();
          attempts++;
        };
    HttpReply reply;
    try {
      reply =
          http.post(
              settings.children(),
              Body.json("[" + String.join(",", bodies) + "]").withRepeat(repeat).withGate(counted));
    } catch (NoAnswerException e) {
      return e.mayHaveBeenProcessed()
          ? new Reply.InDoubt(e.getMessage(), false)
          : new Reply.NotNow(e.getMessage());
    }
    return judge(reply, bodies.size());
  }

  private Reply judge(HttpReply reply, int size) throws IOException {
    int status = reply.status();
    if (status != 200 && status < 500 && reply.mayHaveBeenProcessedBefore()) {
      return doubt(
          "The receiver answered " + status + " to a repeat; an earlier attempt may have arrived.");
    }
    return switch (status) {
      case 200 -> receipts(reply, size);
      case 413 -> new Reply.TooLarge();
      case 408, 429 -> new Reply.NotNow("The receiver still answers " + status + ": it is busy.");
      case 401 ->
          throw new CredentialsRefusedException(
              "The receiver answered 401 to a token that was just issued. Check the client's"
                  + " permissions, --scope and --supplierKey.");
      case 404, 405 -> throw notThere(status);
      default -> judgeByClass(reply, status);
    };
  }

  private Reply judgeByClass(HttpReply reply, int status) throws IOException {
    if (status >= 500) {
      return doubt("The receiver still answers " + status + ".");
    }
    if (status >= 400) {
      return new Reply.Refused(status, reply.bodyText());
    }
    if (status >= 300) {
      throw notThere(status);
    }
    return doubt("The receiver answered " + status + ", without a receipt for any record.");
  }

  private ReceiverException notThere(int status) {
    return new ReceiverException(
        "The receiver answered "
            + status
            + " at "
            + settings.children()
            + ", so no record was judged. Check --endpoint and --laCode.");
  }

  private static Reply doubt(String why) {
    return new Reply.InDoubt(why, true);
  }

  private static Reply receipts(HttpReply reply, int size) {
    JsonNode answer;
    try {
      String text = reply.bodyText();
      answer = JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    } catch (JsonProcessingException e) {
      return doubt("The receiver answered 200 with something that is not JSON.");
    }
    if (!answer.isArray()) {
      return doubt("The receiver answered 200, but not with a list of receipts.");
    }
    if (answer.size() != size) {
      return doubt(
          "The receiver gave "
              + answer.size()
              + " receipts for "
              + size
              + " records, so it cannot be told which is whose.");
    }
    List<String> receipts = new ArrayList<>();
    for (JsonNode receipt : answer) {
      if (!receipt.isTextual() || !new Receipt(receipt.textValue()).isOne()) {
        return doubt("The receiver gave something that is no receipt for one of the records.");
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
