package org.purlin.io.amplitude;

import java.io.Serializable;
import org.purlin.io.secret.Secret;

/**
 * A project's API key: as it is, or a reference to it. Unlike the secret key it may stand in an
 * option, because apps that send events carry it openly.
 */
public final class ApiKey implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /** Takes a key or a reference ({@code env:}, {@code file:}, {@code secret:}). */
  public static ApiKey of(String text) {
    return new ApiKey(text);
  }

  String value() {
    return text.startsWith("env:") || text.startsWith("file:") || text.startsWith("secret:")
        ? Secret.parse("--apiKey", text).resolve()
        : text;
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "API key";
  }
}
