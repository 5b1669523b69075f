package org.purlin.io.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;

/**
 * See {@link Authorization#basic(Secret, Secret)}.
 *
 * @param user null exactly when {@code secretUser} is not
 * @param secretUser null exactly when {@code user} is not
 */
record BasicAuthorization(String user, Secret secretUser, Secret password)
    implements Authorization {

  /** Resolves the secrets and returns the header's value. */
  String header() {
    String name = user != null ? user : sound(secretUser.resolve());
    return header(name, password.resolve());
  }

  /** Returns the header's value for what is resolved already. */
  static String header(String name, String password) {
    return "Basic " + register(name, password);
  }

  /** Returns the encoded pair; the masker knows it from now on. */
  static String register(String name, String password) {
    String pair = name + ":" + password;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Masker.register(encoded);
    return encoded;
  }

  /** Returns the name if it can be told from the password; does not repeat it if not. */
  static String sound(String name) {
    if (name.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "The user of HTTP Basic must not hold a colon or a control character (RFC 7617).");
    }
    return name;
  }

  /** References only. A plain user name may be a person's. */
  @Override
  public String toString() {
    return "basic(" + (user != null ? "plain user" : secretUser) + ", " + password + ")";
  }
}
