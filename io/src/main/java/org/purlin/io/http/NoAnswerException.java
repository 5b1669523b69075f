package org.purlin.io.http;

import java.io.IOException;
import java.time.Duration;

/**
 * No attempt brought a whole answer, or one did not and no later one settled the matter. The
 * message gives method, URL, attempts, time and the last reason in words; the cause is the last
 * failure.
 */
public sealed class NoAnswerException extends IOException permits EndpointDeadException {

  private static final long serialVersionUID = 1L;

  private final int attempts;
  private final Duration elapsed;
  private final boolean mayHaveBeenProcessed;

  NoAnswerException(
      String what,
      int attempts,
      Duration elapsed,
      String reason,
      WeatherException cause,
      boolean mayHaveBeenProcessed) {
    this(
        what
            + " got no whole answer in "
            + Words.attempts(attempts)
            + " over "
            + Words.time(elapsed)
            + ": "
            + reason
            + ".",
        attempts,
        elapsed,
        cause,
        mayHaveBeenProcessed);
  }

  NoAnswerException(
      String message,
      int attempts,
      Duration elapsed,
      Throwable cause,
      boolean mayHaveBeenProcessed) {
    super(message, cause);
    this.attempts = attempts;
    this.elapsed = elapsed;
    this.mayHaveBeenProcessed = mayHaveBeenProcessed;
  }

  /** How many requests were made. */
  public int attempts() {
    return attempts;
  }

  /** From the first request to the last failure, waits included. */
  public Duration elapsed() {
    return elapsed;
  }

  /**
   * Whether the server can have done what was asked, in any attempt. False means that no attempt
   * had a connection over which it could be sent, or that the request was a GET, which changes
   * nothing.
   */
  public boolean mayHaveBeenProcessed() {
    return mayHaveBeenProcessed;
  }
}
