package org.purlin.io.csc;

import java.io.Serializable;
import java.time.Instant;

/**
 * One sending of one child, and what came of it. Prints without the child and what was sent.
 *
 * @param recordedAt when the outcome was recorded
 * @param runId the run that sent it
 * @param batchId the batch it went out with
 * @param position its place in the batch
 * @param kind what the body was
 * @param outcome what came of it
 * @param receipt the receiver's text; null when it gave none
 * @param receivedAt the time in the receipt; null when there is none
 * @param reason why it was refused, is in doubt or was given up, or that a person settled it as
 *     accepted; null when the receiver accepted it
 * @param body what was sent; null when bodies are not kept
 * @param payloadHash fingerprint of what the receiver holds since; null for a purge
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed once it is made
public record HistoryLine(
    Instant recordedAt,
    String runId,
    String batchId,
    int position,
    Outgoing.Kind kind,
    Outcome outcome,
    String receipt,
    Instant receivedAt,
    String reason,
    String body,
    byte[] payloadHash)
    implements Serializable {

  /** What came of a sending. */
  public enum Outcome {
    /** The receiver holds it. */
    ACCEPTED,
    /** The receiver refused it. */
    REFUSED,
    /** No answer that could be read. */
    IN_DOUBT,
    /** In doubt, until a person settled that it was not accepted. */
    GIVEN_UP
  }

  @Override
  public String toString() {
    return recordedAt + " batch " + batchId + " position " + position + ": " + kind + " " + outcome;
  }
}
