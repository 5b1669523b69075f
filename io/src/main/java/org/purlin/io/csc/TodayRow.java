package org.purlin.io.csc;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * A row of the staging table without its payload. Equal by content, because Beam compares what was
 * read again; prints without the child, because Beam logs elements.
 *
 * @param key the child, as the receiver knows it: la_child_id, or person_id where the payload
 *     cannot be read; empty when there is neither
 * @param rowId the row
 * @param hash of the payload's canonical form; null exactly when it cannot be read
 * @param guessed whether the key is the table's own, because the payload does not tell the
 *     receiver's; they can differ
 * @param deleted whether the row is marked Deleted
 * @param settled whether the row says sent and unchanged already
 * @param error whether the row says that its last sending failed
 * @param reason why the payload cannot be read; null when it can
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once it is made, and compared by content
record TodayRow(
    String key,
    long rowId,
    byte[] hash,
    boolean guessed,
    boolean deleted,
    boolean settled,
    boolean error,
    String reason)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  @Override
  public boolean equals(Object other) {
    return other instanceof TodayRow row
        && rowId == row.rowId
        && key.equals(row.key)
        && Arrays.equals(hash, row.hash)
        && guessed == row.guessed
        && deleted == row.deleted
        && settled == row.settled
        && error == row.error
        && Objects.equals(reason, row.reason);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, rowId);
  }

  @Override
  public String toString() {
    return "staging row " + rowId;
  }
}
