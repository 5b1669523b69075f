package org.purlin.transforms.rows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A small table with every type, and rows of it as text and as trees. */
final class Sample {

  static final Table TABLE =
      new Table(
          "events",
          List.of(
              Column.of("uuid", ColumnType.STRING, "Key.").asRequired(),
              Column.of("insert_id", ColumnType.STRING, "Sender's key.").from("$insert_id"),
              Column.of("user_id", ColumnType.STRING, "User.").asPersonal(),
              Column.of("event_time", ColumnType.TIMESTAMP, "When."),
              Column.of("session_id", ColumnType.INT64, "Session."),
              Column.of("lat", ColumnType.FLOAT64, "Latitude.").from("location_lat"),
              Column.of("paying", ColumnType.BOOL, "Whether the user pays."),
              Column.of("properties", ColumnType.JSON, "Properties.").from("event_properties"),
              Column.lineage(Table.EXTRA, ColumnType.JSON, "What has no column."),
              Column.lineage("_file", ColumnType.STRING, "Member."),
              Column.lineage("_line", ColumnType.INT64, "Line.")),
          "uuid",
          "event_time",
          List.of("user_id"));

  /** Reads every digit of a number. */
  private static final ObjectMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Sample() {}

  static RowFlattener flattener() {
    return flattener("");
  }

  static RowFlattener flattener(String redaction) {
    return new RowFlattener(
        TABLE,
        Redaction.parse(redaction, TABLE),
        "an invented key".getBytes(StandardCharsets.US_ASCII));
  }

  /** The row of a record, as written but for its line end. */
  static String row(RowFlattener flattener, String record) throws BadRecordException {
    byte[] line = record.getBytes(StandardCharsets.UTF_8);
    flattener.flatten(line, 0, line.length);
    return written(flattener);
  }

  static String written(RowFlattener flattener) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      int bytes = flattener.writeTo(out);
      String row = out.toString(StandardCharsets.UTF_8);
      if (bytes != out.size() || row.indexOf('\n') != row.length() - 1) {
        throw new AssertionError("A row is one line and counts its bytes, but was: " + row);
      }
      return row.substring(0, row.length() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The row of a record that has a uuid besides these fields. */
  static JsonNode rowWith(String fields) throws BadRecordException {
    return rowWith(flattener(), fields);
  }

  static JsonNode rowWith(RowFlattener flattener, String fields) throws BadRecordException {
    return tree(row(flattener, "{\"uuid\":\"u\"," + fields + "}"));
  }

  static JsonNode tree(String json) {
    try {
      return EXACT.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
