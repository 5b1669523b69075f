package org.purlin.io.edfi;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What became of one resource of one district.
 *
 * @param district key of the district
 * @param resource such as ed-fi/students; null when the district could not even be asked what it
 *     has
 * @param table its table; null exactly when the resource is
 * @param how it was read
 * @param why it was read in full, is not readable, or failed; null when there is nothing to say
 * @param fromVersion change version of the state that changes were added to; null when it was not
 * @param toVersion change version that the table is at now; null when the server has none, or
 *     nothing was published
 * @param numbers of records, requests and bytes
 * @param publishedRows rows of the table now; 0 when nothing was published
 * @param publishedBytes of all the tables of the resource now, in files of this run
 * @param rejects records that became no row, by their reason
 * @param rejectedAt places of the first of them, with the hashes of their ids
 * @param newKeys keys that have no column, with how many records had them
 * @param changedTypes by column, the JSON types that did not fit and how many there were
 */
public record PullResult(
    String district,
    String resource,
    String table,
    How how,
    String why,
    Long fromVersion,
    Long toVersion,
    PullNumbers numbers,
    long publishedRows,
    long publishedBytes,
    Map<String, Long> rejects,
    List<String> rejectedAt,
    Map<String, Long> newKeys,
    Map<String, Map<String, Long>> changedTypes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How a resource was read. */
  public enum How {
    /** All of it. */
    FULL,
    /** What changed since the last run. */
    CHANGES,
    /** Not at all, because the server says that nothing changed. */
    UNCHANGED,
    /** Not at all, because we may not; nobody asked for it by its name. */
    NOT_READABLE,
    /** Not to its end; what was published before is still there. */
    FAILED
  }
}
