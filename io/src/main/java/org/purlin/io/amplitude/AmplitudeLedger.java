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
    if (before.isPresent()
        && before.get().status() == Status.DONE
        && before.get().counts().rows() > 0) {
      return before
          .get()
          .withStatus(
              Status.FAILED,
              "Amplitude now says it has no events of this hour, of which it had "
                  + before.get().counts().rows()
                  + "; the rows landed earlier were kept");
    }
    return now;
  }
}
