package org.purlin.pipelines;

import org.purlin.io.secret.Secret;
import org.purlin.io.secret.UnresolvedSecretException;

/** Secrets that are read once before a run begins, so that a missing one is named by its flag. */
public final class TriedSecret {

  private TriedSecret() {}

  /**
   * A reference that leads to a secret.
   *
   * @param flag that gave it, with its dashes
   * @throws UserMistakeException when nothing can be read there; the message names flag and place
   */
  public static Secret of(String flag, String reference) {
    Secret secret = Secret.parse(flag, reference);
    try {
      secret.resolve();
      return secret;
    } catch (UnresolvedSecretException e) {
      throw new UserMistakeException(flag + ": " + e.getMessage());
    }
  }
}
