package org.purlin.io.http;

import org.purlin.io.secret.Secret;

/**
 * See {@link Authorization#digest(Secret, Secret)}.
 *
 * @param user null exactly when {@code secretUser} is not
 * @param secretUser null exactly when {@code user} is not
 */
record DigestAuthorization(String user, Secret secretUser, Secret password)
    implements Authorization {

  /** Resolves the user if it is secret. */
  String resolvedUser() {
    return user != null ? user : sound(secretUser.resolve());
  }

  /** Returns the name if it can be told from the realm; does not repeat it if not. */
  static String sound(String name) {
    if (name.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "The user of HTTP Digest must not hold a colon or a control character (RFC 7616).");
    }
    return name;
  }

  /** References only. A plain user name may be a person's. */
  @Override
  public String toString() {
    return "digest(" + (user != null ? "plain user" : secretUser) + ", " + password + ")";
  }
}
