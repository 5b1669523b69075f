package org.purlin.io.staging;

import java.io.Serializable;

/**
 * One row of the staging table. Prints as its id only: the rest is about a child.
 *
 * @param id the row's number
 * @param personId the child's key in the standard tables; null where the table has none
 * @param legacyId second key, which becomes {@code mis_child_id}; null when the row or the table
 *     has none
 * @param payload {@code json_payload} as it stands
 * @param previousPayload {@code previous_json_payload}; null when the row or the table has none
 * @param rowState as it stands, in any case; null where the table has none
 * @param status as it stands, in any case; null where the table has none
 */
public record StagingRow(
    long id,
    String personId,
    String legacyId,
    String payload,
    String previousPayload,
    String rowState,
    String status)
    implements Serializable {

  @Override
  public String toString() {
    return "staging row " + id;
  }
}
