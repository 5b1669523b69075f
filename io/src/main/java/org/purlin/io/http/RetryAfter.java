package org.purlin.io.http;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;

/** How long a reply asks us to wait. */
final class RetryAfter {

  private record Hint(String header, long unitMillis) {}

  /**
   * Where servers say it, the finest first: in milliseconds (Azure's two spellings), as RFC 9110
   * 10.2.3 has it (seconds or a date), and in decimal seconds (Discord and others).
   */
  private static final List<Hint> HINTS =
      List.of(
          new Hint("Retry-After-Ms", 1),
          new Hint("X-Ms-Retry-After-Ms", 1),
          new Hint("Retry-After", 1000),
          new Hint("X-RateLimit-Reset-After", 1000));

  /** Some servers give fractions where only whole numbers are standard. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

  private RetryAfter() {}

  /** Returns the wait; empty when the reply asks for none, or for none that is to come. */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    for (Hint hint : HINTS) {
      Optional<String> value = headers.firstValue(hint.header()).map(String::strip);
      Optional<Duration> wait =
          value.flatMap(text -> wait(text, hint, serversNow(headers).orElse(now)));
      if (wait.isPresent()) {
        return wait;
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> wait(String text, Hint hint, Instant now) {
    Duration wait;
    if (NUMBER.matcher(text).matches()) {
      BigDecimal millis = new BigDecimal(text).multiply(BigDecimal.valueOf(hint.unitMillis()));
      wait = Duration.ofMillis(millis.longValue());
    } else {
      Instant until = DateUtils.parseStandardDate(text);
      wait = until == null ? Duration.ZERO : Duration.between(now, until);
    }
    return wait.toMillis() > 0 ? Optional.of(wait) : Optional.empty();
  }

  /** A date is in the server's clock, which need not agree with ours. */
  static Optional<Instant> serversNow(HttpHeaders headers) {
    return headers.firstValue("Date").map(DateUtils::parseStandardDate);
  }
}
