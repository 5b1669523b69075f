package org.purlin.io.amplitude;

import java.util.Optional;
import org.purlin.io.amplitude.HourRecord.Status;

/** Rules about what may follow what in the ledger. */
final class AmplitudeLedger {

  private AmplitudeLedger() {}

  /**
   * An hour that had events cannot become empty: that is a fault at the other side, said as such.
   */
  static HourRecord emptyUnlessItHadRows(Optional<HourRecord> before, HourRecord now) {
    long rows = publishedRows(before);
    return rows == 0
        ? now
        : now.withStatus(
            Status.FAILED,
            "Amplitude now says it has no events of this hour, of which it had "
                + rows
                + "; the rows landed earlier were kept");
  }

  /** How many rows of the hour are published, by what the ledger has of it. */
  static long publishedRows(Optional<HourRecord> before) {
    return before.map(record -> record.counts().rows()).orElse(0L);
  }
}
