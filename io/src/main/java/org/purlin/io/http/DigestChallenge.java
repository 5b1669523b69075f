package org.purlin.io.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.client5.http.impl.auth.DigestScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;

/** A Digest challenge that we can answer with {@code qop=auth}, or as before there was a qop. */
record DigestChallenge(AuthChallenge challenge) {

  private static final UsernamePasswordCredentials ANYBODY =
      new UsernamePasswordCredentials("anybody", new char[0]);

  /** The first one in a 401 that we can answer: servers name the best one first (RFC 7616 3.7). */
  static Optional<DigestChallenge> in(HttpHeaders answer) {
    return answer.allValues("WWW-Authenticate").stream()
        .flatMap(header -> parsed(header).stream())
        .filter(offer -> StandardAuthScheme.DIGEST.equalsIgnoreCase(offer.getSchemeName()))
        .map(DigestChallenge::new)
        .filter(DigestChallenge::canBeAnswered)
        .findFirst();
  }

  /** The nonce that a header of ours answered. */
  static String nonceIn(String authorization) {
    return new DigestChallenge(parsed(authorization).get(0)).nonce();
  }

  String nonce() {
    return parameter("nonce").orElse("");
  }

  /** Whether the server says that the answer was right, but for a nonce that is too old. */
  boolean isStale() {
    return parameter("stale").filter("true"::equalsIgnoreCase).isPresent();
  }

  /** A scheme that has answered nothing yet. Not thread-safe. */
  DigestScheme scheme() {
    DigestScheme scheme = new DigestScheme();
    try {
      scheme.processChallenge(challenge, HttpClientContext.create());
    } catch (MalformedChallengeException e) {
      throw new IllegalStateException("A challenge that could be answered no longer can.", e);
    }
    return scheme;
  }

  /**
   * The value of the header Authorization for a request; the scheme counts it.
   *
   * @param uri its path and query are signed as they stand on the request line
   */
  static String answer(
      DigestScheme scheme, String method, URI uri, UsernamePasswordCredentials login) {
    try {
      return answerOrFail(scheme, new HttpUriRequestBase(method, uri), login);
    } catch (AuthenticationException e) {
      throw new IllegalStateException("A challenge that could be answered no longer can.", e);
    }
  }

  private static String answerOrFail(
      DigestScheme scheme, HttpUriRequestBase request, UsernamePasswordCredentials login)
      throws AuthenticationException {
    HttpClientContext context = HttpClientContext.create();
    // The scheme asks for the login by host; there is only one login here.
    HttpHost anyHost = new HttpHost("endpoint");
    scheme.isResponseReady(anyHost, (scope, asking) -> login, context);
    return scheme.generateAuthResponse(anyHost, request, context);
  }

  /** Asks the library: it knows which algorithms it has, and what a challenge must hold. */
  private boolean canBeAnswered() {
    boolean auth =
        parameter("qop")
            .map(offered -> Arrays.stream(offered.split(",", -1)).map(String::strip).toList())
            .orElse(List.of("auth"))
            .stream()
            .anyMatch("auth"::equalsIgnoreCase);
    try {
      DigestScheme trial = new DigestScheme();
      trial.processChallenge(challenge, HttpClientContext.create());
      answerOrFail(trial, new HttpUriRequestBase("GET", URI.create("/")), ANYBODY);
      return auth;
    } catch (MalformedChallengeException | AuthenticationException cannot) {
      return false;
    }
  }

  private Optional<String> parameter(String name) {
    List<NameValuePair> parameters = challenge.getParams();
    return parameters == null
        ? Optional.empty()
        : parameters.stream()
            .filter(parameter -> parameter.getName().equalsIgnoreCase(name))
            .map(NameValuePair::getValue)
            .filter(value -> value != null)
            .findFirst();
  }

  private static List<AuthChallenge> parsed(String header) {
    try {
      return AuthChallengeParser.INSTANCE.parse(
          ChallengeType.TARGET, header, new ParserCursor(0, header.length()));
    } catch (ParseException notAChallenge) {
      return List.of();
    }
  }

  /** Never the nonce: it is part of what is sent. */
  @Override
  public String toString() {
    return "a Digest challenge";
  }
}
