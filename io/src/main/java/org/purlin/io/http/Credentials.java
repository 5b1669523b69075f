package org.purlin.io.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who we are, with secrets resolved: an {@link Authorization} at work. Shared by threads. */
interface Credentials {

  /**
   * Returns the headers to send with this question; may ask for a token first.
   *
   * @throws WeatherException when no token is to be had now
   * @throws TokenRefusedException when there will be none, because of who we are
   * @throws NoTokenException when there will be none, for another reason; settled
   */
  Map<String, String> headers(Question question) throws IOException, InterruptedException;

  /** Hears of headers that were answered with anything but 401. */
  void accepted(Map<String, String> shown);

  /**
   * Gives up what was refused with 401.
   *
   * @param refused the headers, as they were returned here
   * @param answer the headers of the 401
   * @param renewals how often this question was sent anew already
   * @return whether it is worth to send it anew, with other headers
   */
  boolean renewable(Map<String, String> refused, HttpHeaders answer, int renewals);

  /**
   * Resolves the secrets; empty when there is nothing to say.
   *
   * @param wire for asking for tokens; knows the endpoint
   */
  static Optional<Credentials> of(Authorization authorization, Wire wire) {
    if (authorization instanceof BasicAuthorization basic) {
      return Optional.of(fixed("Authorization", basic.header()));
    }
    if (authorization instanceof BearerAuthorization bearer) {
      return Optional.of(fixed("Authorization", bearer.header()));
    }
    if (authorization instanceof DigestAuthorization digest) {
      return Optional.of(new DigestCredentials(digest, wire.settings().endpoint()));
    }
    if (authorization instanceof ClientCredentialsAuthorization token) {
      return Optional.of(new TokenCredentials(token.client(), wire));
    }
    if (authorization instanceof AddedHeader added) {
      Credentials header = fixed(added.name(), added.value());
      return Optional.of(of(added.first(), wire).map(first -> both(first, header)).orElse(header));
    }
    return Optional.empty();
  }

  /** Where a token will be asked for; empty when none will. */
  static Optional<URI> tokenEndpoint(Authorization authorization) {
    if (authorization instanceof ClientCredentialsAuthorization token) {
      return Optional.of(token.client().tokenEndpoint());
    }
    return authorization instanceof AddedHeader added
        ? tokenEndpoint(added.first())
        : Optional.empty();
  }

  private static Credentials fixed(String name, String value) {
    Map<String, String> headers = Map.of(name, value);
    return new Credentials() {
      @Override
      public Map<String, String> headers(Question question) {
        return headers;
      }

      @Override
      public void accepted(Map<String, String> shown) {}

      @Override
      public boolean renewable(Map<String, String> refused, HttpHeaders answer, int renewals) {
        return false;
      }
    };
  }

  private static Credentials both(Credentials first, Credentials second) {
    return new Credentials() {
      @Override
      public Map<String, String> headers(Question question)
          throws IOException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>(first.headers(question));
        headers.putAll(second.headers(question));
        return headers;
      }

      @Override
      public void accepted(Map<String, String> shown) {
        first.accepted(shown);
        second.accepted(shown);
      }

      @Override
      public boolean renewable(Map<String, String> refused, HttpHeaders answer, int renewals) {
        return first.renewable(refused, answer, renewals)
            || second.renewable(refused, answer, renewals);
      }
    };
  }
}
