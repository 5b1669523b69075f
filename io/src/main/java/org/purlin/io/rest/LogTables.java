package org.purlin.io.rest;

import static org.purlin.transforms.rows.ColumnType.INT64;
import static org.purlin.transforms.rows.ColumnType.JSON;
import static org.purlin.transforms.rows.ColumnType.STRING;
import static org.purlin.transforms.rows.ColumnType.TIMESTAMP;

import java.util.List;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/** The tables that every source has besides its own. */
public final class LogTables {

  static final String RESOURCE = "resource";
  static final String WINDOW = "window";
  static final String CHANGE = "change";
  static final String IMAGE = "image";
  static final String ROW = "row";

  private LogTables() {}

  /** One row a request. */
  public static Table calls(String source) {
    return new Table(
        source + "_calls",
        List.of(
            Column.lineage(RESOURCE, STRING, "What was asked for."),
            Column.lineage(
                "url_path",
                STRING,
                "Where, from the endpoint on; ids of persons as the start of their SHA-256."),
            Column.lineage("http_status", INT64, "Status of the reply; null when none came."),
            Column.lineage("attempts", INT64, "How often it was asked."),
            Column.lineage("rows", INT64, "Records in the page."),
            Column.lineage("ms", INT64, "Milliseconds until it was settled, waits included."),
            Column.lineage("error", STRING, "Why it was not good; null when it was."),
            Column.lineage(RestTable.RUN_ID, STRING, "The run that asked.")),
        RestTable.RUN_ID,
        null,
        List.of());
  }

  /** One row a record that could not be one, and for each that was asked for and is not there. */
  public static Table rejected(String source) {
    return new Table(
        source + "_rejected",
        List.of(
            Column.lineage(RESOURCE, STRING, "What was asked for."),
            Column.lineage("table", STRING, "Whose row it should be; null when it is missing."),
            Column.lineage("record", STRING, "Its place in the page, or the id asked for."),
            Column.lineage("reason", STRING, "What is wrong with it."),
            Column.lineage("url_path", STRING, "Where it was read, as in the table of calls."),
            Column.lineage(RestTable.PAGE, INT64, "Page it was in."),
            Column.lineage(RestTable.RUN_ID, STRING, "The run that read it.")),
        RestTable.RUN_ID,
        null,
        List.of());
  }

  /** One row a row that is not what was landed before. */
  public static Table changes(Table table) {
    return new Table(
        table.name() + "_changes",
        List.of(
            Column.lineage(WINDOW, STRING, "The window the rows are in."),
            Column.lineage(CHANGE, STRING, "added, modified or removed."),
            Column.lineage(
                IMAGE, STRING, "after or before: a modified row has one of each, two lines."),
            Column.lineage(ROW, JSON, "The row, as it is or was landed."),
            Column.lineage(RestTable.ROW_HASH, STRING, "Hash of the row."),
            Column.lineage(RestTable.RUN_ID, STRING, "The run that found it."),
            Column.lineage(RestTable.LOADED_AT, TIMESTAMP, "When that began.")),
        RestTable.RUN_ID,
        null,
        List.of());
  }
}
