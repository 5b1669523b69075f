package org.purlin.io.bigquery;

import static org.purlin.transforms.rows.ColumnType.INT64;
import static org.purlin.transforms.rows.ColumnType.STRING;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** Tables as they are in BigQuery, and those that only BigQuery has. */
public final class LoadTables {

  /** Which window of the landing a row belongs to; every table in BigQuery has it. */
  public static final String WINDOW = Table.WINDOW;

  /** Name of the table of runs. */
  public static final String RUNS = "purlin_runs";

  static final String PLACE = "place";

  /** Rows that BigQuery would have refused, one a row. */
  public static final Table REJECTED =
      new Table(
          TableLoad.REJECTED,
          List.of(
              Column.lineage("table_name", STRING, "Table the row is of.").asRequired(),
              Column.lineage("window_path", STRING, "Its window.").asRequired(),
              Column.lineage("file", STRING, "File of the landing it stands in.").asRequired(),
              Column.lineage(PLACE, INT64, "Bytes before it in that file.").asRequired(),
              Column.lineage("reason", STRING, "Why, without quoting the row.").asRequired(),
              Column.lineage("_run_id", STRING, "Run that met it.").asRequired()),
          "table_name",
          null,
          List.of("table_name"));

  private LoadTables() {}

  /** Tables that several landings write to; their windows are never the same. */
  static boolean isShared(Table table) {
    return table.name().equals(TableLoad.REJECTED) || table.name().equals(RUNS);
  }

  /** The columns of a table in BigQuery. */
  static List<Column> columns(Table table) {
    List<Column> columns = new ArrayList<>(table.columns());
    columns.add(
        Column.lineage(
                WINDOW, ColumnType.STRING, "Window the row was landed in; a load replaces it.")
            .asRequired());
    return columns;
  }

  /**
   * One table that holds the rows of both; columns that only one has can be null. Names that differ
   * in case only are one column, as they are to BigQuery, spelt as the first table spells it.
   */
  static Table union(Table one, Table other) {
    List<Column> columns = new ArrayList<>();
    for (Column column : one.columns()) {
      Column same = named(other, column.name());
      if (same != null && same.type() != column.type()) {
        throw new IllegalStateException(
            "Column "
                + column.name()
                + " of "
                + one.name()
                + " is "
                + column.type()
                + " in one window and "
                + same.type()
                + " in another; they cannot be loaded into one table.");
      }
      boolean required = column.required() && same != null && same.required();
      columns.add(required ? column : optional(column));
    }
    for (Column column : other.columns()) {
      if (named(one, column.name()) == null) {
        columns.add(optional(column));
      }
    }
    return new Table(
        one.name(),
        columns,
        one.key(),
        one.partition(),
        one.cluster(),
        one.granularity(),
        one.unique().equals(other.unique()) ? one.unique() : List.of());
  }

  private static Column optional(Column column) {
    return new Column(
        column.name(),
        column.source(),
        column.type(),
        false,
        column.personal(),
        column.description());
  }

  private static Column named(Table table, String name) {
    return table.columns().stream()
        .filter(column -> column.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  /** How a union spells the columns of one of its tables, by name, where it does so differently. */
  static Map<String, String> spelling(Table table, Table union) {
    Map<String, String> spelling = new HashMap<>();
    for (Column column : table.columns()) {
      String spelt = named(union, column.name()).name();
      if (!spelt.equals(column.name())) {
        spelling.put(column.name(), spelt);
      }
    }
    return spelling;
  }
}
