package org.purlin.io.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;

/** A user and a password that answer the endpoint's challenges. */
final class DigestCredentials implements Credentials {

  private static final String AUTHORIZATION = "Authorization";

  private final UsernamePasswordCredentials login;
  private final DigestAnswers answers;

  /** Resolves the secrets. */
  DigestCredentials(DigestAuthorization authorization, URI endpoint) {
    this.login =
        new UsernamePasswordCredentials(
            authorization.resolvedUser(), authorization.password().resolve().toCharArray());
    this.answers = DigestAnswers.of(endpoint, authorization);
  }

  /** Empty until a challenge has come. */
  @Override
  public Map<String, String> headers(Question question) {
    return answers
        .next(question.method(), question.uri(), login)
        .map(value -> Map.of(AUTHORIZATION, value))
        .orElse(Map.of());
  }

  @Override
  public void accepted(Map<String, String> shown) {}

  /**
   * A challenge is worth an answer when it is the first, or asks for another nonce than the refused
   * one. After that only when it says itself that the nonce was too old: then the password is
   * right, and other threads may have been faster.
   */
  @Override
  public boolean renewable(Map<String, String> refused, HttpHeaders answer, int renewals) {
    Optional<DigestChallenge> challenge = DigestChallenge.in(answer);
    if (challenge.isEmpty()) {
      return false;
    }
    String refusedNonce =
        Optional.ofNullable(refused.get(AUTHORIZATION)).map(DigestChallenge::nonceIn).orElse("");
    boolean worthIt =
        challenge.get().isStale()
            || (renewals == 0 && !challenge.get().nonce().equals(refusedNonce));
    if (worthIt) {
      answers.renew(refusedNonce, challenge.get());
    }
    return worthIt;
  }
}
