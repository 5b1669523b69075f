package org.purlin.io.rest;

import java.io.Serializable;
import java.util.Map;

/**
 * What became of one table of a window.
 *
 * @param read rows that were read
 * @param rejected records that could not be rows
 * @param landed rows that are new in the window, or took the place of others
 * @param duplicates rows that came more than once
 * @param older rows of days that stay as they were landed
 * @param unchanged rows that are landed already, with the same hash
 * @param kept rows of before that stay
 * @param rows in the window now
 * @param bytes of the window now
 * @param newKeys keys without a column, and in how many records
 * @param changedTypes by column, JSON types that do not fit, and how often
 * @param changes null when they were not looked for, or there was nothing to compare with
 */
public record TableResult(
    String table,
    long read,
    long rejected,
    long landed,
    long duplicates,
    long older,
    long unchanged,
    long kept,
    long rows,
    long bytes,
    Map<String, Long> newKeys,
    Map<String, Map<String, Long>> changedTypes,
    Changes changes)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** How many rows differ from those landed before. */
  public record Changes(long added, long modified, long removed) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  TableResult with(Changes differences) {
    return new TableResult(
        table,
        read,
        rejected,
        landed,
        duplicates,
        older,
        unchanged,
        kept,
        rows,
        bytes,
        newKeys,
        changedTypes,
        differences);
  }
}
