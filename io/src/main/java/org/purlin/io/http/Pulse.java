package org.purlin.io.http;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether an endpoint still answers. It counts as dead when a request failed and none was answered
 * for as long as we are patient; any answer brings it back. Times are {@link System#nanoTime}. Not
 * thread-safe.
 */
final class Pulse {

  /** How often a dead endpoint is asked again: often enough to notice, too seldom to wait for. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(30);

  private final String endpoint;
  private final Duration patience;
  private boolean answeredEver;
  private long lastAnswer;
  private boolean failing;
  private long failingSince;
  private String lastReason;
  private boolean dead;
  private Instant deadSince;
  private long nextProbe;

  /**
   * @param endpoint for messages
   */
  Pulse(String endpoint, Duration patience) {
    this.endpoint = endpoint;
    this.patience = patience;
  }

  void answered(long now) {
    answeredEver = true;
    lastAnswer = now;
    failing = false;
    dead = false;
  }

  /**
   * A request failed.
   *
   * @param begun when it was sent; what was answered to others since then counts
   * @return whether the endpoint counts as dead from now on
   */
  boolean failed(long begun, long now, String reason) {
    if (!failing) {
      failing = true;
      failingSince = answeredEver && lastAnswer - begun > 0 ? lastAnswer : begun;
    }
    lastReason = reason;
    if (dead || now - failingSince < patience.toNanos()) {
      return false;
    }
    dead = true;
    deadSince = Instant.now().minusNanos(now - failingSince);
    nextProbe = now + PROBE_EVERY.toNanos();
    return true;
  }

  boolean isDead() {
    return dead;
  }

  /** Whether a request may look if a dead endpoint is back; then no other one may for a while. */
  boolean mayProbe(long now) {
    if (now - nextProbe < 0) {
      return false;
    }
    nextProbe = now + PROBE_EVERY.toNanos();
    return true;
  }

  /** What to say of a dead endpoint. */
  Obituary obituary() {
    return new Obituary(endpoint, deadSince, lastReason);
  }
}
