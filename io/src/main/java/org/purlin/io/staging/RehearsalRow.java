package org.purlin.io.staging;

/**
 * A row about a made-up child. Prints as nothing but that.
 *
 * @param personId made up; null when the row it comes from has none
 * @param legacyId made up; null when the row it comes from has none
 * @param payload made up, as JSON
 * @param previousPayload made up, as JSON; null when there is none
 * @param hash of the payload, 32 bytes
 * @param previousHash of the previous payload; null exactly when there is none
 * @param rowState as in the row it comes from
 * @param status as in the row it comes from
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed once it is made
public record RehearsalRow(
    String personId,
    String legacyId,
    String payload,
    String previousPayload,
    byte[] hash,
    byte[] previousHash,
    String rowState,
    String status) {

  @Override
  public String toString() {
    return "rehearsal row";
  }
}
