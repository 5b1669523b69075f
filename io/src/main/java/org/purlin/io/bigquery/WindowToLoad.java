package org.purlin.io.bigquery;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.purlin.transforms.rows.Table;

/**
 * A published window that is to be loaded.
 *
 * @param table its table
 * @param window its path below the table
 * @param published the run that published it
 * @param rows in its files
 * @param files in the order they were written; empty for a window without rows
 */
record WindowToLoad(Table table, String window, String published, long rows, List<File> files)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * One file of rows.
   *
   * @param place where it is
   * @param table with the columns of its rows
   * @param bytes its size
   * @param spelling what BigQuery's table calls those columns, where the case of letters differs
   */
  record File(Table table, String window, String place, long bytes, Map<String, String> spelling)
      implements Serializable {

    private static final long serialVersionUID = 1L;

    File {
      spelling = Map.copyOf(spelling);
    }

    /** A file whose rows spell their columns as the table in BigQuery does. */
    File(Table table, String window, String place, long bytes) {
      this(table, window, place, bytes, Map.of());
    }

    /** The same file, for a table that has its columns, and may spell them differently. */
    File into(Table union) {
      return new File(table, window, place, bytes, LoadTables.spelling(table, union));
    }
  }
}
