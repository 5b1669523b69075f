package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.Map;
import org.purlin.sandbox.bigquery.Column.Mode;

/**
 * Checks a row that is loaded as JSON, and brings it into one form: every column of the schema, in
 * its order, by its name; values as {@link Values} describes.
 */
final class RowCheck {

  private final Schema schema;
  private final boolean ignoresUnknown;

  RowCheck(Schema schema, boolean ignoresUnknown) {
    this.schema = schema;
    this.ignoresUnknown = ignoresUnknown;
  }

  /** A row that BigQuery would not take. The message names the column, never the value. */
  static final class BadRow extends Exception {
    private static final long serialVersionUID = 1;

    BadRow(String message) {
      super(message);
    }
  }

  ObjectNode checked(JsonNode row) throws BadRow {
    if (!row.isObject()) {
      throw new BadRow("Parser terminated before end of string");
    }
    return checked("", schema, row);
  }

  private ObjectNode checked(String path, Schema fields, JsonNode given) throws BadRow {
    if (!ignoresUnknown) {
      for (Map.Entry<String, JsonNode> field : given.properties()) {
        if (fields.column(field.getKey()) == null) {
          throw new BadRow("No such field: " + path + field.getKey() + ".");
        }
      }
    }
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (Column column : fields.columns()) {
      row.set(column.name(), value(path, column, field(given, column.name())));
    }
    return row;
  }

  private static JsonNode field(JsonNode given, String name) {
    JsonNode exact = given.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> field : given.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return NullNode.getInstance();
  }

  private JsonNode value(String path, Column column, JsonNode given) throws BadRow {
    String name = path + column.name();
    if (column.isRepeated()) {
      return repeated(name, column, given);
    }
    // A null in a JSON column is SQL's NULL, as it is in every other column.
    if (given.isNull()) {
      if (column.mode() == Mode.REQUIRED) {
        throw new BadRow("Missing required field: " + name + ".");
      }
      return given;
    }
    return one(name, column, given);
  }

  private ArrayNode repeated(String name, Column column, JsonNode given) throws BadRow {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    if (given.isNull()) {
      return list;
    }
    if (!given.isArray()) {
      throw new BadRow("Field: " + name + "; Value: not an array, but the field is repeated.");
    }
    for (JsonNode item : given) {
      if (item.isNull()) {
        throw new BadRow("Only optional fields can be set to NULL. Field: " + name + ".");
      }
      list.add(one(name, column, item));
    }
    return list;
  }

  private JsonNode one(String name, Column column, JsonNode given) throws BadRow {
    if (column.type() == Type.JSON) {
      return Values.json(given);
    }
    if (column.type() == Type.STRUCT) {
      if (!given.isObject()) {
        throw new BadRow("Field: " + name + "; a record is expected.");
      }
      return checked(name + ".", column.fields(), given);
    }
    if (given.isContainerNode()) {
      throw new BadRow(
          (given.isArray() ? "Array" : "JSON object")
              + " specified for non-"
              + (given.isArray() ? "repeated" : "record")
              + " field: "
              + name
              + ".");
    }
    try {
      return Values.scalar(column.type(), given);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      throw new BadRow(
          "Could not convert value to " + column.type().apiName() + ". Field: " + name + ".");
    }
  }
}
