package org.purlin.sandbox.coinmarketcap;

import java.time.Duration;
import java.time.Instant;

/** Counts requests in minutes that follow each other, by the machine's clock. */
final class MinuteWindow {

  private final int limit;
  private final Duration length;
  private Instant end = Instant.MIN;
  private int used;

  MinuteWindow(int limit, Duration length) {
    this.limit = limit;
    this.length = length;
  }

  /** Takes one request; false when it is one too many. Those refused count, too. */
  synchronized boolean takes() {
    startAnewWhenOver();
    used++;
    return used <= limit;
  }

  synchronized int used() {
    startAnewWhenOver();
    return used;
  }

  /** Seconds until the count starts again, 1 or more. */
  synchronized long secondsLeft() {
    return Math.max(1, Duration.between(Instant.now(), end).toSeconds() + 1);
  }

  private void startAnewWhenOver() {
    Instant now = Instant.now();
    if (!now.isBefore(end)) {
      end = now.plus(length);
      used = 0;
    }
  }
}
