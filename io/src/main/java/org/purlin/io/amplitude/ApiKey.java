package org.purlin.io.amplitude;

import java.io.Serializable;
import org.purlin.io.secret.Secret;

/**
 * A project's API key: as it is, or a reference to it. Unlike the secret key it may stand in an
 * option, because apps that send events carry it openly.
 */
public final class ApiKey implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Null exactly when there is a reference. */
  private final String text;

  /** Null exactly when there is a text. */
  private final Secret reference;

  private ApiKey(String text, Secret reference) {
    this.text = text;
    this.reference = reference;
  }

  /** Takes a key or a reference ({@code env:}, {@code file:}, {@code secret:}). */
  public static ApiKey of(String text) {
    return text.startsWith("env:") || text.startsWith("file:") || text.startsWith("secret:")
        ? new ApiKey(null, Secret.parse("--apiKey", text))
        : new ApiKey(text, null);
  }

  String value() {
    return reference == null ? text : reference.resolve();
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "API key";
  }
}
