package org.purlin.io.http;

import java.io.IOException;

/**
 * The other side does not accept who we say we are. The user's mistake, not the weather: never
 * retried, and the run ends at once. An attempt before the refused one may have been processed all
 * the same, for example when a token ran out between the two.
 */
public sealed class CredentialsRefusedException extends IOException permits TokenRefusedException {

  private static final long serialVersionUID = 1L;

  private final int attempts;
  private final boolean processedPerhaps;

  /**
   * Of no call in particular.
   *
   * @param message what was answered, where, and which settings may be wrong
   */
  public CredentialsRefusedException(String message) {
    this(message, null, 0, false);
  }

  /**
   * Of a call that was answered with a refusal.
   *
   * @param message as above
   * @param refusal says how many attempts there were, and what may have become of earlier ones
   */
  public CredentialsRefusedException(String message, HttpReply refusal) {
    this(message, null, refusal.attempts(), refusal.mayHaveBeenProcessedBefore());
  }

  CredentialsRefusedException(
      String message, Throwable cause, int attempts, boolean processedPerhaps) {
    super(message, cause);
    this.attempts = attempts;
    this.processedPerhaps = processedPerhaps;
  }

  /** The same at the end of a call. A copy, because the threads of a run share a refusal. */
  CredentialsRefusedException after(int attemptsOfCall, boolean earlierOnePerhapsProcessed) {
    return new CredentialsRefusedException(
        getMessage(), this, attemptsOfCall, earlierOnePerhapsProcessed);
  }

  /** How many attempts the call made, the refused one included; 0 outside of a call. */
  public int attempts() {
    return attempts;
  }

  /**
   * Whether an attempt before the refused one may have been processed: its answer was lost, or it
   * was a 5xx. Always false of a GET.
   */
  public boolean mayHaveBeenProcessedBefore() {
    return processedPerhaps;
  }
}
