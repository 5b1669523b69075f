package org.purlin.io.csc;

import java.io.Serializable;
import java.time.Instant;

/**
 * What the receiver said of one record of a batch.
 *
 * @param position the record's place in the batch
 * @param fate what became of it
 * @param receipt the receiver's text, whole; null when it gave none
 * @param receivedAt the time in the receipt; null when there is none
 * @param reason why it was refused or is in doubt; null when the receiver accepted it
 */
public record Result(int position, Fate fate, String receipt, Instant receivedAt, String reason)
    implements Serializable {

  /** What became of a record. */
  public enum Fate {
    /** The receiver holds it. */
    ACCEPTED,
    /** The receiver holds what it held before. */
    REFUSED,
    /** The receiver may or may not hold it; its answer did not arrive or could not be read. */
    IN_DOUBT
  }

  @Override
  public String toString() {
    return "position " + position + ": " + fate;
  }
}
