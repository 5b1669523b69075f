package org.purlin.io.edfi;

import java.util.List;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** The table of results: one row for each row of the input. */
public final class ResultTable {

  /** Its definition. */
  public static final Table TABLE =
      new Table(
          "edfi_results",
          List.of(
              column("run_id", ColumnType.STRING, "The run."),
              column("row", ColumnType.STRING, "File and line of the row in the input."),
              column("district", ColumnType.STRING, "Key of the district."),
              column("resource", ColumnType.STRING, "Resource, as the server spells it."),
              Column.lineage("keys", ColumnType.JSON, "The key columns of the input."),
              column("status", ColumnType.STRING, "What became of the row."),
              Column.lineage("http_status", ColumnType.INT64, "Status of the last answer."),
              Column.lineage("id", ColumnType.STRING, "The server's id of the record."),
              Column.lineage("location", ColumnType.STRING, "Where the server has the record."),
              Column.lineage("problem_type", ColumnType.STRING, "Machine-readable type."),
              Column.lineage("problem_path", ColumnType.STRING, "Where in the payload."),
              Column.lineage("message", ColumnType.STRING, "The reason, one line."),
              column("attempts", ColumnType.INT64, "Requests made for the row."),
              column("finished_at", ColumnType.TIMESTAMP, "When it was settled, UTC.")),
          "row",
          "finished_at",
          List.of("district", "resource"));

  private ResultTable() {}

  private static Column column(String name, ColumnType type, String description) {
    return Column.lineage(name, type, description).asRequired();
  }
}
