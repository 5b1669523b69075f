package org.purlin.io.http;

/** A token endpoint does not accept the client's id or secret, or locks the client out. */
public final class TokenRefusedException extends CredentialsRefusedException {

  private static final long serialVersionUID = 1L;

  TokenRefusedException(String message) {
    super(message);
  }

  private TokenRefusedException(
      TokenRefusedException shared, int attempts, boolean processedPerhaps) {
    super(shared.getMessage(), shared, attempts, processedPerhaps);
  }

  @Override
  TokenRefusedException after(int attemptsOfCall, boolean earlierOnePerhapsProcessed) {
    return new TokenRefusedException(this, attemptsOfCall, earlierOnePerhapsProcessed);
  }
}
