package org.purlin.io.bigquery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** The statements that are sent to BigQuery, in GoogleSQL. Names are quoted, texts are escaped. */
final class Sql {

  /** Names of columns in the answer of {@link #counts}. */
  static final String ROWS = "row_count";

  static final String LOW = "low";
  static final String HIGH = "high";

  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Sql() {}

  /** A table's path. */
  static String path(Dataset dataset, String table) {
    return name(dataset.project() + "." + dataset.name() + "." + table);
  }

  private static String name(String name) {
    if (name.chars().anyMatch(c -> c == '`' || c == '\\' || Character.isISOControl(c))) {
      throw new IllegalArgumentException("This cannot be a name in BigQuery: " + name);
    }
    return '`' + name + '`';
  }

  /** A text as a literal. */
  static String text(String text) {
    StringBuilder literal = new StringBuilder("'");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> literal.append("\\\\");
                case '\'' -> literal.append("\\'");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                default -> literal.appendCodePoint(c);
              }
            });
    return literal.append('\'').toString();
  }

  private static String texts(List<String> texts) {
    return texts.stream().map(Sql::text).collect(Collectors.joining(", "));
  }

  /**
   * Rows by window, with the smallest and largest value of the partition column.
   *
   * @param windows null counts all of them
   */
  static String counts(String path, Table table, List<String> windows) {
    Optional<Column> partition = Schemas.partition(table);
    return "SELECT "
        + name(LoadTables.WINDOW)
        + ", COUNT(*) AS "
        + name(ROWS)
        + partition
            .map(
                column ->
                    ", MIN("
                        + name(column.name())
                        + ") AS "
                        + name(LOW)
                        + ", MAX("
                        + name(column.name())
                        + ") AS "
                        + name(HIGH))
            .orElse("")
        + " FROM "
        + path
        + (windows == null
            ? ""
            : " WHERE " + name(LoadTables.WINDOW) + " IN (" + texts(windows) + ")")
        + " GROUP BY "
        + name(LoadTables.WINDOW);
  }

  /** Rejected rows of a table, by table and window. */
  static String rejectedOf(String path, String table) {
    return "SELECT "
        + name(LoadTables.WINDOW)
        + ", COUNT(*) AS "
        + name(ROWS)
        + ofTable(path, table)
        + " GROUP BY "
        + name(LoadTables.WINDOW);
  }

  /** Why rows of a table were rejected. */
  static String reasonsOf(String path, String table, int most) {
    return "SELECT DISTINCT `reason`" + ofTable(path, table) + " ORDER BY `reason` LIMIT " + most;
  }

  private static String ofTable(String path, String table) {
    return " FROM " + path + " WHERE `table_name` = " + text(table);
  }

  /** An instant as texts of the same form sort. */
  static String instant(Instant instant) {
    return INSTANT.format(instant);
  }

  /**
   * Puts the rows of a staging table in the place of those that the target has of some windows. One
   * statement, so others see all of it or nothing.
   *
   * @param range where the target's rows of these windows are, as far as it is known
   */
  static String putInPlace(
      String target, String staging, Table table, List<String> windows, Optional<Range> range) {
    List<String> columns = columns(table);
    return "MERGE "
        + target
        + " AS T USING ("
        + staged(staging, table, windows)
        + ") AS S ON "
        + same(table)
        + update(table, columns)
        + " WHEN NOT MATCHED BY TARGET THEN INSERT ("
        + String.join(", ", columns)
        + ") VALUES ("
        + columns.stream().map(column -> "S." + column).collect(Collectors.joining(", "))
        + ") WHEN NOT MATCHED BY SOURCE AND "
        + stale(table, windows, range)
        + " THEN DELETE";
  }

  private static List<String> columns(Table table) {
    return LoadTables.columns(table).stream().map(column -> name(column.name())).toList();
  }

  /** The rows that are put in. */
  static String staged(String staging, Table table, List<String> windows) {
    return "SELECT "
        + String.join(", ", columns(table))
        + " FROM "
        + staging
        + " WHERE "
        + name(LoadTables.WINDOW)
        + " IN ("
        + texts(windows)
        + ")";
  }

  /** Which rows of the target are taken out when the source has none in their place. */
  static String stale(Table table, List<String> windows, Optional<Range> range) {
    return "T."
        + name(LoadTables.WINDOW)
        + " IN ("
        + texts(windows)
        + ")"
        + range.map(known -> " AND " + known.condition(table)).orElse("");
  }

  /** Which row takes the place of which; none does where rows cannot be told apart. */
  static String same(Table table) {
    if (table.unique().isEmpty()) {
      return "FALSE";
    }
    StringBuilder same =
        new StringBuilder("T." + name(LoadTables.WINDOW) + " = S." + name(LoadTables.WINDOW));
    for (String column : table.unique()) {
      same.append(" AND T.").append(name(column)).append(" = S.").append(name(column));
    }
    return same.toString();
  }

  /** A row that is as it was is left alone. */
  private static String update(Table table, List<String> columns) {
    if (table.unique().isEmpty()) {
      return "";
    }
    return " WHEN MATCHED AND ("
        + changed(table)
        + ") THEN UPDATE SET "
        + columns.stream()
            .map(column -> column + " = S." + column)
            .collect(Collectors.joining(", "));
  }

  /** Which rows differ from those that take their place. */
  static String changed(Table table) {
    return LoadTables.columns(table).stream()
        .map(column -> value("T", column) + " IS DISTINCT FROM " + value("S", column))
        .collect(Collectors.joining(" OR "));
  }

  /** Something that can be compared; structures cannot. */
  private static String value(String side, Column column) {
    String value = side + "." + name(column.name());
    boolean structure = column.type() == ColumnType.JSON || column.type() == ColumnType.STRINGS;
    return structure ? "TO_JSON_STRING(" + value + ")" : value;
  }

  /**
   * Values of the partition column, both inclusive.
   *
   * @param low as the column's literal without its type
   * @param high the same
   */
  record Range(String low, String high) {

    /** So that BigQuery looks into these partitions only. Rows without a value are in none. */
    private String condition(Table table) {
      Column column = Schemas.partition(table).orElseThrow();
      String type = column.type() == ColumnType.DATE ? "DATE " : "TIMESTAMP ";
      return "T."
          + name(column.name())
          + " BETWEEN "
          + type
          + text(low)
          + " AND "
          + type
          + text(high);
    }
  }
}
