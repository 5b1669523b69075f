package org.purlin.io.csc;

import java.io.Serializable;
import java.time.Instant;

/**
 * A record that was prepared for sending and is not settled.
 *
 * @param outgoing what was or would have been sent
 * @param state how far it came
 * @param receipt the receiver's text; null unless accepted
 * @param receivedAt the time in the receipt; null when there is none
 * @param reason why it was refused or is in doubt; null when nothing was said
 */
public record OpenRecord(
    Outgoing outgoing, State state, String receipt, Instant receivedAt, String reason)
    implements Serializable {

  /** How far a record came. */
  public enum State {
    /** In doubt: it may have been sent, and no answer is known. */
    PREPARED,
    /** Accepted, and not yet written back. */
    ACCEPTED,
    /** Refused, and not yet written back. */
    REFUSED
  }

  boolean isInDoubt() {
    return state == State.PREPARED;
  }

  /** What the receiver said, of a record that is not in doubt. */
  Result answer() {
    return new Result(
        outgoing.position(),
        state == State.ACCEPTED ? Result.Fate.ACCEPTED : Result.Fate.REFUSED,
        receipt,
        receivedAt,
        reason);
  }

  @Override
  public String toString() {
    return outgoing + ": " + state;
  }
}
