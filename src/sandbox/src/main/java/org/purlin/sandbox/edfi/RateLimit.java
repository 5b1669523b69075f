package org.purlin.sandbox.edfi;

import java.time.Duration;

/**
 * How many requests for data one district takes; the others get 429.
 *
 * @param requests in one window
 * @param window after which the count starts again
 * @param retryAfter how the 429 tells when to come back
 */
public record RateLimit(int requests, Duration window, RetryAfter retryAfter) {

  /** The form of the header Retry-After. */
  public enum RetryAfter {
    /** Seconds to the end of the window, 1 or more. */
    SECONDS,
    /** The date of the end of the window, rounded up to a second. */
    DATE,
    /** 60000: some hosts write milliseconds where seconds belong. */
    MILLIS_AS_SECONDS,
    /** No header. */
    NONE
  }

  /** Refuses limits under which nothing would ever pass. */
  public RateLimit {
    if (requests < 1 || window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException(
          "a rate limit must let 1 request or more pass in a window longer than nothing");
    }
  }
}
