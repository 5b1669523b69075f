package org.purlin.sandbox.edfi;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.purlin.sandbox.Answer;

/** Refuses requests beyond the rate limit, by the machine's clock. */
final class Limiter {

  /** A minute in milliseconds, as a host was seen to write it. */
  private static final String MILLIS = "60000";

  private final RateLimit limit;
  private final Window window;

  Limiter(RateLimit limit) {
    this.limit = limit;
    this.window = new Window(limit);
  }

  /** The 429 for a request that is one too many. */
  Optional<Answer> refusal(Answers answers) {
    Instant now = Instant.now();
    if (window.takes(now)) {
      return Optional.empty();
    }
    Answer answer = answers.refusal(Problem.tooManyRequests());
    Instant end = window.end();
    return Optional.of(
        switch (limit.retryAfter()) {
          case SECONDS ->
              answer.with(
                  "Retry-After",
                  Long.toString(Math.max(1, Duration.between(now, end).toSeconds() + 1)));
          case DATE ->
              answer.with(
                  "Retry-After",
                  DateTimeFormatter.RFC_1123_DATE_TIME.format(
                      end.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1).atZone(ZoneOffset.UTC)));
          case MILLIS_AS_SECONDS -> answer.with("Retry-After", MILLIS);
          case NONE -> answer;
        });
  }
}
