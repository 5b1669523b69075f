package org.purlin.sandbox.alma;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** The nonces that were given, and the counts each was used with. */
final class Nonces {

  private static final int BYTES = 16;

  private static final class Given {
    final Set<String> counts = new HashSet<>();
    boolean expired;
  }

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Given> given = new HashMap<>();

  synchronized String give() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String nonce = HexFormat.of().formatHex(bytes);
    given.put(nonce, new Given());
    return nonce;
  }

  synchronized boolean knows(String nonce) {
    return given.containsKey(nonce);
  }

  /** Takes a count of a nonce that was given, in any order, each once. */
  synchronized DigestUse.Outcome use(String nonce, String count) {
    Given one = given.get(nonce);
    if (one == null) {
      return DigestUse.Outcome.UNKNOWN_NONCE;
    }
    if (one.expired) {
      return DigestUse.Outcome.STALE_NONCE;
    }
    return one.counts.add(count) ? DigestUse.Outcome.ACCEPTED : DigestUse.Outcome.REPLAYED_COUNT;
  }

  /** Remembers the nonces, but takes none of them any more. */
  synchronized void expire() {
    given.values().forEach(one -> one.expired = true);
  }

  synchronized void forget() {
    given.clear();
  }
}
