package org.purlin.io.http;

import java.io.Serializable;
import org.purlin.io.secret.Secret;

/**
 * Who we are to an endpoint. A value that holds references to secrets, so it may travel in a job
 * graph; they are resolved on the worker when a transport is opened.
 */
public sealed interface Authorization extends Serializable
    permits NoAuthorization,
        BasicAuthorization,
        BearerAuthorization,
        DigestAuthorization,
        ClientCredentialsAuthorization,
        AddedHeader {

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

  /**
   * HTTP Digest (RFC 7616) with {@code qop=auth}, and never Basic in its place. The first request
   * says nothing; its 401 brings a challenge, which is answered once. From then on each request
   * answers that challenge anew, one trip a call, and so do all transports and threads of the JVM
   * with this endpoint and authorization. A 401 that brings another nonce is answered once too, and
   * one that calls the nonce stale a few times; any other 401 refuses us.
   */
  static Authorization digest(Secret user, Secret password) {
    return new DigestAuthorization(null, user, password);
  }

  /**
   * HTTP Digest with a user name that is not secret.
   *
   * @throws IllegalArgumentException when the name holds a colon or a control character
   */
  static Authorization digest(String user, Secret password) {
    return new DigestAuthorization(DigestAuthorization.sound(user), null, password);
  }

  /** A token that somebody gave us, as {@code Authorization: Bearer} (RFC 6750). */
  static Authorization bearer(Secret token) {
    return new BearerAuthorization(token);
  }

  /**
   * A token that we ask for ourselves. Transports and threads of a JVM share one live token per
   * token endpoint, client and scope. It is renewed before it ends. A 401 of the endpoint throws it
   * away, and the request is sent once more with a new one.
   */
  static Authorization clientCredentials(ClientCredentials client) {
    return new ClientCredentialsAuthorization(client);
  }

  /**
   * The same, and a secret in a header of its own, for example a subscription key.
   *
   * @throws IllegalArgumentException when this cannot be the name of such a header
   */
  default Authorization withHeader(String name, Secret value) {
    return new AddedHeader(this, name, value);
  }
}
