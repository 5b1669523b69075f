package org.purlin.io.bigquery;

/** A table in BigQuery has a column that rows do not fit. */
public final class TableDiffersException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private TableDiffersException(String message) {
    super(message);
  }

  static TableDiffersException ofOther(String table) {
    return new TableDiffersException(
        "The table "
            + table
            + " holds the rows of another landing directory. Give that one as --landing, or another"
            + " dataset; nothing of it was changed.");
  }

  TableDiffersException(String table, String column, String there, String wanted) {
    super(
        "Column "
            + column
            + " of the table "
            + table
            + " is "
            + there
            + " in BigQuery, but the rows have "
            + wanted
            + ". Rename that table or give another dataset; nothing of it was changed.");
  }
}
