package org.purlin.io.http;

import java.io.IOException;

/**
 * The other side does not accept who we say we are. The user's mistake, not the weather: never
 * retried, and the run ends at once.
 */
public sealed class CredentialsRefusedException extends IOException permits TokenRefusedException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what was answered, where, and which settings may be wrong
   */
  public CredentialsRefusedException(String message) {
    super(message);
  }
}
