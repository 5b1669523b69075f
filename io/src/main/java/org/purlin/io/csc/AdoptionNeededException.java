package org.purlin.io.csc;

import java.io.IOException;

/** The first run on a table that another sender used, and nobody said what to make of that. */
public final class AdoptionNeededException extends IOException {

  private static final long serialVersionUID = 1L;

  AdoptionNeededException(long sent) {
    super(
        "This is the first run on this table for this receiver, and the table says that "
            + sent
            + " rows were sent before. Say --adopt=sent to take what it says as held by the"
            + " receiver (then only changes go, and deletions arrive), or --adopt=none to send every"
            + " child as a full record (then children deleted earlier stay at the receiver).");
  }
}
