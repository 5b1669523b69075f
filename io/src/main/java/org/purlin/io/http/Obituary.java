package org.purlin.io.http;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An endpoint counts as dead. The message says since when, and why. */
final class Obituary extends IOException {

  private static final long serialVersionUID = 1L;

  Obituary(String endpoint, Instant since, String lastReason) {
    super(
        endpoint
            + " counts as dead, because it has answered nothing since "
            + since.truncatedTo(ChronoUnit.SECONDS)
            + "; last reason: "
            + lastReason);
  }
}
