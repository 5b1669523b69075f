package org.purlin.io.http;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Map;

/** Credentials that are asked for at a token endpoint. */
final class TokenCredentials implements Credentials {

  private static final String SCHEME = "Bearer ";

  private final String run;
  private final Tokens tokens;
  private final TokenRequest request;

  /**
   * Resolves the secrets.
   *
   * @throws IllegalArgumentException when they cannot be sent as the client wants it
   */
  TokenCredentials(ClientCredentials client, Wire wire) {
    String clientId = client.clientId().resolve();
    this.run = wire.settings().run();
    this.tokens = Tokens.of(client.tokenEndpoint(), clientId, client.scope());
    this.request = new TokenRequest(client, clientId, client.clientSecret().resolve(), wire);
  }

  @Override
  public Map<String, String> headers(Question question) throws IOException, InterruptedException {
    try {
      return Map.of("Authorization", SCHEME + tokens.get(run, request::send).value());
    } catch (NoTokenException none) {
      throw none.isSettled() ? none : none.asWeather();
    }
  }

  @Override
  public void accepted(Map<String, String> shown) {
    tokens.accepted(value(shown));
  }

  @Override
  public boolean renewable(Map<String, String> refused, HttpHeaders answer, int renewals) {
    return renewals == 0 && tokens.discard(value(refused), System.nanoTime());
  }

  private static String value(Map<String, String> headers) {
    return headers.get("Authorization").substring(SCHEME.length());
  }
}
