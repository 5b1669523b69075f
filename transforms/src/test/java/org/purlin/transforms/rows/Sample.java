package org.purlin.transforms.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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

  /** The tree of a text, with every digit of its numbers: databind's own makes 1e400 infinite. */
  static JsonNode tree(String json) {
    try (JsonParser parser = RowFlattener.JSON.createParser(json)) {
      parser.nextToken();
      JsonNode tree = tree(parser);
      if (parser.nextToken() != null) {
        throw new AssertionError("More than one value: " + json);
      }
      return tree;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode tree(JsonParser parser) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, tree(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = nodes.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(tree(parser));
        }
        yield array;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          DecimalNode.valueOf(new BigDecimal(parser.getText()));
      case VALUE_TRUE -> nodes.booleanNode(true);
      case VALUE_FALSE -> nodes.booleanNode(false);
      case VALUE_NULL -> nodes.nullNode();
      default -> nodes.textNode(parser.getText());
    };
  }
}
