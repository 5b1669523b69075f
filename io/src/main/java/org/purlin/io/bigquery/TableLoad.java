package org.purlin.io.bigquery;

import java.io.Serializable;
import java.util.List;

/**
 * What became of one table of a run.
 *
 * @param table its name in the dataset
 * @param windows that were loaded
 * @param read rows in their files
 * @param loaded rows of these windows in the table now
 * @param rejected rows that BigQuery would have refused
 * @param reasons of those, at most {@link #MOST_NAMED}
 */
public record TableLoad(
    String table, long windows, long read, long loaded, long rejected, List<String> reasons)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Name of the table of rejected rows. */
  public static final String REJECTED = "load_rejected";

  /** That table has all. */
  static final int MOST_NAMED = 20;
}
