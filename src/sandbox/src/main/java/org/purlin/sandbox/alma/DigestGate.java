package org.purlin.sandbox.alma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Request;
import org.purlin.sandbox.alma.DigestUse.Outcome;

/** Lets requests in that sign themselves with HTTP Digest, and challenges the others. */
final class DigestGate {

  /** The same in every challenge; clients only have to send it back. */
  private static final String OPAQUE = "5ca1ab1e5ca1ab1e5ca1ab1e5ca1ab1e";

  private final AlmaSettings settings;
  private final Nonces nonces = new Nonces();
  private final List<DigestUse> uses = new ArrayList<>();

  DigestGate(AlmaSettings settings) {
    this.settings = settings;
  }

  /** Empty when the request may come in. */
  Optional<Answer> refusal(Request request) {
    String header = request.header("authorization").orElse("");
    Optional<DigestHeader> signed =
        DigestHeader.isDigest(header) ? DigestHeader.read(header) : Optional.empty();
    Outcome outcome =
        header.isEmpty()
            ? Outcome.UNSIGNED
            : signed.map(parts -> outcome(request, parts)).orElse(Outcome.MALFORMED);
    remember(
        new DigestUse(
            request.target(),
            signed.map(parts -> parts.get("nonce")).orElse(""),
            signed.map(parts -> parts.get("nc")).orElse(""),
            outcome));
    return outcome == Outcome.ACCEPTED
        ? Optional.empty()
        : Optional.of(challenge(outcome == Outcome.STALE_NONCE));
  }

  /** How every request so far was signed, oldest first. */
  synchronized List<DigestUse> uses() {
    return List.copyOf(uses);
  }

  void expireNonces() {
    nonces.expire();
  }

  void changeNonces() {
    nonces.forget();
  }

  private synchronized void remember(DigestUse use) {
    uses.add(use);
  }

  private Outcome outcome(Request request, DigestHeader signed) {
    if (!algorithmFits(signed)) {
      return Outcome.WRONG_ALGORITHM;
    }
    if (!signed.get("username").equals(settings.key())) {
      return Outcome.WRONG_KEY;
    }
    if (!signed.get("realm").equals(settings.realm())) {
      return Outcome.WRONG_REALM;
    }
    if (!signed.get("uri").equals(request.target())) {
      return Outcome.WRONG_URI;
    }
    if (!signed.get("opaque").equals(OPAQUE)) {
      return Outcome.WRONG_OPAQUE;
    }
    if (!nonces.knows(signed.get("nonce"))) {
      return Outcome.UNKNOWN_NONCE;
    }
    String expected =
        settings
            .algorithm()
            .response(
                settings.key(),
                settings.realm(),
                settings.secret(),
                request.method(),
                request.target(),
                signed.session());
    return signed.get("response").equals(expected)
        ? nonces.use(signed.get("nonce"), signed.get("nc"))
        : Outcome.WRONG_RESPONSE;
  }

  /** Only MD5 may go without being named. */
  private boolean algorithmFits(DigestHeader signed) {
    String named = signed.get("algorithm");
    return named.equals(settings.algorithm().token())
        || (named.isEmpty() && settings.algorithm() == DigestAlgorithm.MD5);
  }

  private Answer challenge(boolean stale) {
    StringBuilder challenge =
        new StringBuilder("Digest realm=\"" + settings.realm() + "\", qop=\"auth\"")
            .append(", nonce=\"" + nonces.give() + "\", opaque=\"" + OPAQUE + "\"");
    if (settings.algorithm() != DigestAlgorithm.MD5) {
      challenge.append(", algorithm=" + settings.algorithm().token());
    }
    if (stale) {
      challenge.append(", stale=true");
    }
    return Problem.answer(401, "Unauthorized", "The request is not signed as challenged.")
        .with("WWW-Authenticate", challenge.toString());
  }
}
