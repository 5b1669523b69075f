package org.purlin.io.http;

/** A token endpoint does not accept the client's id or secret, or gives it no token. */
public final class TokenRefusedException extends CredentialsRefusedException {

  private static final long serialVersionUID = 1L;

  TokenRefusedException(String message) {
    super(message);
  }
}
