package org.purlin.io.csc;

import java.io.Serializable;

/**
 * One record about to be sent. Prints as its place only: the rest is about a child.
 *
 * @param position place in the batch, from 0
 * @param rowId its row in the staging table; 0 when the child has none any more, so that nothing is
 *     to be written back
 * @param personId the child's key in the staging table; null when unknown
 * @param laChildId the child's key at the receiver
 * @param misChildId the child's second key; null when it has none
 * @param kind what the body is
 * @param body what is sent
 * @param payload what the receiver holds once it has accepted; null exactly for a purge
 * @param payloadHash fingerprint of the payload, 32 bytes; null exactly for a purge
 * @param sourceHash fingerprint of the row's text as it was read, 32 bytes; null when there is no
 *     row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed once it is made
public record Outgoing(
    int position,
    long rowId,
    String personId,
    String laChildId,
    String misChildId,
    Kind kind,
    String body,
    String payload,
    byte[] payloadHash,
    byte[] sourceHash)
    implements Serializable {

  /** What a body is. */
  public enum Kind {
    /** The whole child. */
    FULL,
    /** What changed since the receiver last accepted the child. */
    DELTA,
    /** That the child is gone. */
    PURGE
  }

  /** Refuses a purge with a payload, and anything else without one. */
  public Outgoing {
    if ((kind == Kind.PURGE) != (payload == null && payloadHash == null)
        || (payload == null) != (payloadHash == null)) {
      throw new IllegalArgumentException(
          "A "
              + kind
              + " at position "
              + position
              + " must "
              + (kind == Kind.PURGE ? "leave no payload." : "have a payload and its hash."));
    }
  }

  @Override
  public String toString() {
    return kind + " at position " + position + ", staging row " + rowId;
  }
}
