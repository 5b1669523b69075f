package org.purlin.sandbox.edfi;

import java.time.Instant;

/** Counts requests against a rate limit, in windows that follow each other. */
final class Window {

  private final RateLimit limit;
  private Instant end = Instant.MIN;
  private int used;

  Window(RateLimit limit) {
    this.limit = limit;
  }

  /** Takes one request. */
  synchronized boolean takes(Instant now) {
    if (!now.isBefore(end)) {
      end = now.plus(limit.window());
      used = 0;
    }
    used++;
    return used <= limit.requests();
  }

  /** When the count starts again. */
  synchronized Instant end() {
    return end;
  }
}
