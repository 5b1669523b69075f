package org.purlin.io.staging;

import java.io.Serializable;
import java.time.Instant;

/**
 * What became of a row, to be written into it if the row is still what was read.
 *
 * @param id the row's number
 * @param sourceHash {@link SourceHash} of the {@code json_payload} that was read
 * @param fate what became of it
 * @param response for {@code api_response}: the receipt or the reason; null keeps what is there
 * @param at the receiver's wall time, read as if it were UTC, because the column has no zone; null
 *     keeps what is there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed once it is made
public record WriteBack(long id, byte[] sourceHash, Fate fate, String response, Instant at)
    implements Serializable {

  /** What became of a row. */
  public enum Fate {
    /** The receiver accepted the row's payload or what changed in it. */
    SENT,
    /** The receiver or a check refused it; {@code response} says why. */
    ERROR,
    /** The receiver holds it already. */
    UNCHANGED,
    /** The receiver accepted that the child is gone. */
    PURGED
  }

  @Override
  public String toString() {
    return "staging row " + id + ": " + fate;
  }
}
