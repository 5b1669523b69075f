package org.purlin.io.csc;

import java.io.Serializable;

/**
 * A row of the staging table without its payload.
 *
 * @param key the child, as the receiver knows it: la_child_id, or person_id where the payload
 *     cannot be read; empty when there is neither
 * @param rowId the row
 * @param hash of the payload's canonical form; null exactly when it cannot be read
 * @param deleted whether the row is marked Deleted
 * @param settled whether the row says sent and unchanged already
 * @param error whether the row says that its last sending failed
 * @param reason why the payload cannot be read; null when it can
 */
@SuppressWarnings("ArrayRecordComponent") // never changed once it is made
record TodayRow(
    String key,
    long rowId,
    byte[] hash,
    boolean deleted,
    boolean settled,
    boolean error,
    String reason)
    implements Serializable {

  private static final long serialVersionUID = 1L;
}
