package org.purlin.io.coinmarketcap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.http.HttpReply;
import org.purlin.io.rest.ReplyRules;
import org.purlin.io.rest.Verdict;

/**
 * What a reply means, by the code in its envelope: a number in v1 and v2, a text in v3. The status
 * alone does not say whether a limit is one of a minute, a day or a month.
 */
public final class CoinMarketCapReplies implements ReplyRules {

  private static final long serialVersionUID = 1L;

  private static final String ALL_WENT_WELL = "0";

  /** Limits are counted by the minute of the vendor's clock. */
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** After the minute has begun there; clocks differ by less between two of their servers. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** A longer wait that a reply asks for is cut to this; it can only be a day's limit then. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final String TOMORROW =
      "Run again tomorrow; the day of a Basic plan begins at 00:00 UTC.";

  private static final String NEXT_MONTH =
      "Run again next month, which for a paid plan begins on its billing day.";

  private static final JsonFactory JSON = new JsonFactory();

  private final boolean keyless;

  /**
   * @param keyless whether no key is sent, so that none can be wrong
   */
  public CoinMarketCapReplies(boolean keyless) {
    this.keyless = keyless;
  }

  @Override
  public Verdict judge(HttpReply reply) {
    Map<String, String> envelope = envelope(reply);
    String code = envelope.get("error_code");
    boolean good = reply.status() / 100 == 2;
    if (good && (code == null || code.equals(ALL_WENT_WELL))) {
      // Without a code it is no answer of the vendor's; reading it will show.
      return Verdict.good();
    }
    String said = "code " + (code == null ? "none, status " + reply.status() : code);
    return switch (code == null ? reply.status() : number(code)) {
      case 1001 -> refused(said, "the key is not valid");
      case 1002 -> refused(said, "there is no key");
      case 1003, 1004 -> refused(said, "the key's plan is not paid or has ended");
      case 1005, 1006 -> refused(said, "the key's plan does not have this");
      case 1007 -> refused(said, "the key is disabled");
      case 401, 402, 403 ->
          refused(said, "the key is refused, or a firewall on the way refuses us");
      case 1009 ->
          Verdict.stopped("the plan has no credits left today (" + said + "). " + TOMORROW);
      case 1010 ->
          Verdict.stopped("the plan has no credits left this month (" + said + "). " + NEXT_MONTH);
      case 429, 1008 ->
          Verdict.later(untilNextMinute(reply, envelope), "too many requests a minute");
      case 1011, 1022 ->
          Verdict.later(wait(reply).orElse(MINUTE), "too many requests from here (" + said + ")");
      case 400 ->
          Verdict.failed(
              said + ", the request is not understood; look at --convert, --sort and --coins");
      default ->
          reply.status() == 429
              ? Verdict.later(wait(reply).orElse(MINUTE), "too many requests (" + said + ")")
              : Verdict.failed(said);
    };
  }

  private Verdict refused(String said, String why) {
    return Verdict.refused(
        why
            + " ("
            + said
            + "). "
            + (keyless
                ? "Give a key with --key, for example --key=env:CMC_PRO_API_KEY."
                : "See what --key refers to, and the plan at https://pro.coinmarketcap.com."));
  }

  private static int number(String code) {
    return code.matches("[0-9]{1,9}") ? Integer.parseInt(code) : -1;
  }

  /** By the vendor's clock; where it does not tell the time, a whole minute. */
  private static Duration untilNextMinute(HttpReply reply, Map<String, String> envelope) {
    return wait(reply)
        .orElseGet(
            () -> {
              try {
                Instant now = Instant.parse(envelope.getOrDefault("timestamp", ""));
                int second = now.atOffset(ZoneOffset.UTC).getSecond();
                return MINUTE.minusSeconds(second).plus(MARGIN);
              } catch (DateTimeParseException e) {
                return MINUTE;
              }
            });
  }

  /** What the reply asks for, in seconds; the vendor's own client looks for it. */
  private static Optional<Duration> wait(HttpReply reply) {
    return reply
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("[0-9]{1,6}"))
        .map(seconds -> Duration.ofSeconds(Math.max(1, Long.parseLong(seconds))))
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  /** The scalar fields of {@code status}; empty when the reply has none. */
  private static Map<String, String> envelope(HttpReply reply) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(reply.body())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return fields;
      }
      String name;
      while ((name = json.nextFieldName()) != null) {
        JsonToken value = json.nextToken();
        if (name.equals("status") && value == JsonToken.START_OBJECT) {
          readFields(json, fields);
          return fields;
        }
        json.skipChildren();
      }
    } catch (IOException e) {
      // What is no JSON has no status.
      return fields;
    }
    return fields;
  }

  private static void readFields(JsonParser json, Map<String, String> fields) throws IOException {
    String name;
    while ((name = json.nextFieldName()) != null) {
      JsonToken value = json.nextToken();
      if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        fields.put(name, json.getText());
      }
      json.skipChildren();
    }
  }
}
