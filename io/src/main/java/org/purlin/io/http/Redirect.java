package org.purlin.io.http;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.Set;

/** Where a reply sends us. */
final class Redirect {

  /** Enough for a vendor's "moved" plus a storage service's own; a loop ends here. */
  static final int MOST = 5;

  private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

  private Redirect() {}

  /**
   * Returns the URI to ask instead; empty when the reply is not a redirect.
   *
   * @throws RefusedAddressException when that is not a URI, not allowed, or leaves https
   */
  static Optional<URI> target(
      Question question, int status, HttpHeaders headers, AllowedHosts hosts)
      throws RefusedAddressException {
    Optional<String> location = headers.firstValue("Location");
    if (!STATUSES.contains(status) || location.isEmpty()) {
      return Optional.empty();
    }
    URI from = question.uri();
    String refusal = question.place() + " redirects (status " + status + ") ";
    URI to;
    try {
      to = from.resolve(location.get());
    } catch (IllegalArgumentException notAUri) {
      throw new RefusedAddressException(refusal + "to something that is not a URI.");
    }
    if (Address.isSecure(from) && !Address.isSecure(to)) {
      throw new RefusedAddressException(
          refusal + "from https to " + question.shown(to) + ", which is refused.");
    }
    try {
      hosts.check(to, question.shown(to));
    } catch (RefusedAddressException refused) {
      throw new RefusedAddressException(refusal + "astray. " + refused.getMessage());
    }
    return Optional.of(to);
  }
}
