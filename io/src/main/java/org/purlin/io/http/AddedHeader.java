package org.purlin.io.http;

import org.purlin.io.secret.Secret;

/** See {@link Authorization#withHeader(String, Secret)}. */
record AddedHeader(Authorization first, String name, Secret secret) implements Authorization {

  AddedHeader {
    HeaderName.sound(name);
  }

  /** Resolves the secret and returns the header's value. */
  String value() {
    return HeaderName.soundValue(name, secret.resolve());
  }
}
