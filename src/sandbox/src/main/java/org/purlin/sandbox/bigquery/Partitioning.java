package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.purlin.sandbox.bigquery.Column.Mode;

/**
 * Partitions of a column of days or moments.
 *
 * @param unit DAY, HOUR, MONTH or YEAR
 */
record Partitioning(String unit, Column column) {

  /** The id of the partition of rows that have null in the column. */
  static final String OF_NULLS = "__NULL__";

  /** Reads a TimePartitioning; null when it is missing. */
  static Partitioning of(JsonNode json, Schema schema) {
    if (json.isMissingNode() || json.isNull()) {
      return null;
    }
    String unit = json.path("type").asText().toUpperCase(Locale.ROOT);
    if (!unit.matches("DAY|HOUR|MONTH|YEAR")) {
      throw Refused.invalid("timePartitioning.type must be DAY, HOUR, MONTH or YEAR");
    }
    if (!json.hasNonNull("field")) {
      throw Refused.unsupported("partitions by the time of loading; give timePartitioning.field");
    }
    String name = json.get("field").asText();
    Column column = schema.column(name);
    if (column == null) {
      throw Refused.invalid("The field specified for partitioning cannot be found: " + name);
    }
    boolean days = column.type() == Type.DATE && !unit.equals("HOUR");
    boolean moments = column.type() == Type.TIMESTAMP || column.type() == Type.DATETIME;
    if (column.mode() == Mode.REPEATED || (!days && !moments)) {
      throw Refused.invalid("The field cannot be partitioned by " + unit + ": " + name);
    }
    return new Partitioning(unit, column);
  }

  /** The id of the partition that a row belongs to. */
  String idOf(JsonNode row) {
    JsonNode value = row.path(column.name());
    if (value.isNull()) {
      return OF_NULLS;
    }
    String digits = value.textValue().replaceAll("[^0-9]", "");
    return digits.substring(0, length());
  }

  /**
   * The condition for H2 that a row is of a partition.
   *
   * @param id is refused when it is none of this kind
   */
  String condition(String id) {
    String name = Names.quoted(column.name());
    if (id.equals(OF_NULLS)) {
      return name + " IS NULL";
    }
    LocalDateTime start = start(id);
    LocalDateTime end = start.plus(1, ChronoUnit.valueOf(unit + "S"));
    return name + " >= " + literal(start) + " AND " + name + " < " + literal(end);
  }

  private LocalDateTime start(String id) {
    if (!id.matches("\\d{" + length() + "}")) {
      throw Refused.invalid("Invalid partition id \"" + id + "\" for partitions by " + unit);
    }
    try {
      return LocalDateTime.of(
          Integer.parseInt(id.substring(0, 4)),
          id.length() < 6 ? 1 : Integer.parseInt(id.substring(4, 6)),
          id.length() < 8 ? 1 : Integer.parseInt(id.substring(6, 8)),
          id.length() < 10 ? 0 : Integer.parseInt(id.substring(8, 10)),
          0);
    } catch (DateTimeException e) {
      throw Refused.invalid("Invalid partition id \"" + id + "\" for partitions by " + unit);
    }
  }

  private int length() {
    return switch (unit) {
      case "YEAR" -> 4;
      case "MONTH" -> 6;
      case "DAY" -> 8;
      default -> 10;
    };
  }

  private String literal(LocalDateTime moment) {
    return switch (column.type()) {
      case DATE -> "DATE '" + moment.toLocalDate() + "'";
      case DATETIME -> "TIMESTAMP '" + moment + ":00'";
      default -> "TIMESTAMP WITH TIME ZONE '" + moment + ":00+00:00'";
    };
  }
}
