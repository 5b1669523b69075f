package org.purlin.io.secret;

/**
 * A secret could not be read. The message is one sentence that names the reference and never the
 * value. It is the user's mistake or a missing permission, so asking again does not help.
 */
public final class UnresolvedSecretException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  UnresolvedSecretException(String message, Throwable cause) {
    super(message, cause);
  }

  UnresolvedSecretException(String message) {
    super(message);
  }
}
