package org.purlin.io.http;

import java.io.IOException;
import java.time.Instant;

/** An endpoint counts as dead. The message says since when, and why. */
final class Obituary extends IOException {

  private static final long serialVersionUID = 1L;

  Obituary(Instant since, String lastReason) {
    super(
        "the endpoint counts as dead, because it has answered nothing since "
            + since
            + "; last reason: "
            + lastReason);
  }
}
