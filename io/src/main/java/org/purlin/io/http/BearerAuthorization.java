package org.purlin.io.http;

import org.purlin.io.secret.Secret;

/** See {@link Authorization#bearer(Secret)}. */
record BearerAuthorization(Secret token) implements Authorization {

  /** Resolves the secret and returns the header's value. */
  String header() {
    return "Bearer " + HeaderName.soundValue("Authorization", token.resolve());
  }
}
