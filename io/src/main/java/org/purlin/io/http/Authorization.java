package org.purlin.io.http;

import java.io.Serializable;
import org.purlin.io.secret.Secret;

/**
 * Who we are to an endpoint. A value that holds references to secrets, so it may travel in a job
 * graph; they are resolved on the worker when a transport is opened.
 */
public sealed interface Authorization extends Serializable
    permits NoAuthorization, BasicAuthorization {

  /** Says nothing. */
  static Authorization none() {
    return new NoAuthorization();
  }

  /** HTTP Basic, sent with the first request, UTF-8 (RFC 7617). */
  static Authorization basic(Secret user, Secret password) {
    return new BasicAuthorization(null, user, password);
  }

  /**
   * HTTP Basic with a user name that is not secret.
   *
   * @throws IllegalArgumentException when the name holds a colon or a control character
   */
  static Authorization basic(String user, Secret password) {
    return new BasicAuthorization(BasicAuthorization.sound(user), null, password);
  }
}
