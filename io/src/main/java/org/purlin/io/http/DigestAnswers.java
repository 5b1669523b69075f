package org.purlin.io.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.DigestScheme;

/**
 * Answers the last challenge of an endpoint again and again, with a count that rises (nc): one for
 * all transports and threads of this JVM with the same endpoint and authorization, so that only one
 * of them pays for the challenge.
 */
final class DigestAnswers {

  private record Key(String origin, DigestAuthorization authorization) {}

  private static final Map<Key, DigestAnswers> ENDPOINTS = new ConcurrentHashMap<>();

  /** Keeps nonce, nc and cnonce; null until there was a challenge. */
  private DigestScheme scheme;

  private String nonce;

  static DigestAnswers of(URI endpoint, DigestAuthorization authorization) {
    return ENDPOINTS.computeIfAbsent(
        new Key(Address.origin(endpoint), authorization), key -> new DigestAnswers());
  }

  /** Returns the header's value for the next request; empty when there was no challenge yet. */
  synchronized Optional<String> next(String method, URI uri, UsernamePasswordCredentials login) {
    return scheme == null
        ? Optional.empty()
        : Optional.of(DigestChallenge.answer(scheme, method, uri, login));
  }

  /**
   * Answers this challenge from now on, unless another one has come in the refused one's place
   * already.
   *
   * @param refusedNonce empty when nothing was sent
   */
  synchronized void renew(String refusedNonce, DigestChallenge challenge) {
    if (scheme == null || refusedNonce.equals(nonce)) {
      scheme = challenge.scheme();
      nonce = challenge.nonce();
    }
  }
}
