package org.purlin.io.http;

import java.time.Duration;

/**
 * The endpoint has answered nothing for as long as the {@link RetryPolicy} is patient, so this call
 * was not made, or not made again. The message says since when, and the last reason. Thrown only
 * with {@link HttpSettings#withConcurrency}.
 */
public final class EndpointDeadException extends NoAnswerException {

  private static final long serialVersionUID = 1L;

  EndpointDeadException(
      String what, int attempts, Duration elapsed, Obituary death, boolean mayHaveBeenProcessed) {
    super(
        what
            + (attempts == 0
                ? " was not sent"
                : " was given up after "
                    + Words.attempts(attempts)
                    + " over "
                    + Words.time(elapsed))
            + ": "
            + death.getMessage()
            + ".",
        attempts,
        elapsed,
        death,
        mayHaveBeenProcessed);
  }
}
