package org.purlin.io.csc;

import java.io.Serializable;
import java.time.Instant;

/**
 * What the receiver last accepted of one child.
 *
 * @param laChildId the child's key at the receiver
 * @param misChildId the child's second key; null when it has none
 * @param personId the child's key in the staging table; null when unknown
 * @param purged whether that was that the child is gone
 * @param payload what the receiver holds; null exactly when purged
 * @param payloadHash fingerprint of the payload, 32 bytes; null exactly when purged
 * @param receipt the receiver's text; null when there is none
 * @param at the time in the receipt; null when there is none
 * @param certain false for what was adopted from another sender: it may or may not have arrived
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed once it is made
public record Accepted(
    String laChildId,
    String misChildId,
    String personId,
    boolean purged,
    String payload,
    byte[] payloadHash,
    String receipt,
    Instant at,
    boolean certain)
    implements Serializable {

  @Override
  public String toString() {
    return (purged ? "purged" : "accepted") + (certain ? "" : ", adopted");
  }
}
