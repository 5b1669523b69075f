package org.purlin.pipelines;

/**
 * An option is wrong. The message is one sentence or two that name the flag with its dashes, what
 * was expected and what to do; it never holds a secret.
 */
public final class UserMistakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UserMistakeException(String message) {
    super(message);
  }
}
