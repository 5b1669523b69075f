package org.purlin.io.http;

import java.io.IOException;
import java.time.Duration;

/**
 * No attempt brought a whole answer. The message gives method, URL, attempts, time and the last
 * reason in words; the cause is the last failure.
 */
public final class NoAnswerException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int attempts;
  private final Duration elapsed;

  NoAnswerException(String what, int attempts, Duration elapsed, WeatherException last) {
    super(
        what
            + " got no whole answer in "
            + Words.attempts(attempts)
            + " over "
            + Words.time(elapsed)
            + ": "
            + last.getMessage()
            + ".",
        last);
    this.attempts = attempts;
    this.elapsed = elapsed;
  }

  /** How many requests were made. */
  public int attempts() {
    return attempts;
  }

  /** From the first request to the last failure, waits included. */
  public Duration elapsed() {
    return elapsed;
  }
}
