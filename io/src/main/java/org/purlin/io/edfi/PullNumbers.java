package org.purlin.io.edfi;

import java.io.Serializable;

/**
 * Counts of a pull. The records read are those landed, those that were there twice, those replaced
 * by a later copy or a deletion, and those rejected.
 *
 * @param read records that servers sent
 * @param landed of them, rows of the published table
 * @param duplicates of them, sent once more by the same walk
 * @param replaced of them, replaced by what was read later
 * @param rejected of them, no rows for a reason
 * @param kept rows of the table published before that stay
 * @param removed rows of the table published before that were replaced or deleted
 * @param keyChanges key changes read
 * @param deletes deletions read
 * @param units pieces of work
 * @param pages with records
 * @param requests all, repeated ones counted each
 * @param bytes of the pages
 */
public record PullNumbers(
    long read,
    long landed,
    long duplicates,
    long replaced,
    long rejected,
    long kept,
    long removed,
    long keyChanges,
    long deletes,
    long units,
    long pages,
    long requests,
    long bytes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  static final PullNumbers NONE = new PullNumbers(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** The sums. */
  public PullNumbers plus(PullNumbers more) {
    return new PullNumbers(
        read + more.read,
        landed + more.landed,
        duplicates + more.duplicates,
        replaced + more.replaced,
        rejected + more.rejected,
        kept + more.kept,
        removed + more.removed,
        keyChanges + more.keyChanges,
        deletes + more.deletes,
        units + more.units,
        pages + more.pages,
        requests + more.requests,
        bytes + more.bytes);
  }

  /** With what merging found out. */
  PullNumbers merged(long landedRows, long replacedRows, long keptRows, long removedRows) {
    return new PullNumbers(
        read,
        landedRows,
        duplicates,
        replacedRows,
        rejected,
        keptRows,
        removedRows,
        keyChanges,
        deletes,
        units,
        pages,
        requests,
        bytes);
  }
}
