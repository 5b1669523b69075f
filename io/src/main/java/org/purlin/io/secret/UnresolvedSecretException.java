package org.purlin.io.secret;

/**
 * A secret could not be read. The message is one sentence that names the reference and never the
 * value. Mostly it is the user's mistake or a missing right, so asking again does not help; {@link
 * #isPassing} tells the other kind.
 */
public final class UnresolvedSecretException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final boolean passing;

  UnresolvedSecretException(String message, Throwable cause) {
    this(message, false, cause);
  }

  UnresolvedSecretException(String message) {
    this(message, null);
  }

  /**
   * @param passing whether a later run may have more luck
   */
  UnresolvedSecretException(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  /**
   * Whether the store of secrets was in trouble, and nothing need be changed before a later run.
   */
  public boolean isPassing() {
    return passing;
  }
}
