package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The columns of a table, in their order. Names differ in more than case. */
record Schema(List<Column> columns) {

  static final Schema EMPTY = new Schema(List.of());

  Schema {
    Map<String, Column> names = new TreeMap<>();
    for (Column column : columns) {
      if (names.put(column.name().toLowerCase(Locale.ROOT), column) != null) {
        throw Refused.invalid("Duplicate field name: " + column.name());
      }
    }
    columns = List.copyOf(columns);
  }

  /** Reads the {@code fields} of a TableSchema, or of a field that is a STRUCT. */
  static Schema of(JsonNode json) {
    List<Column> columns = new ArrayList<>();
    json.path("fields").forEach(field -> columns.add(Column.of(field)));
    return new Schema(columns);
  }

  /** A TableSchema. */
  ObjectNode resource() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode fields = json.putArray("fields");
    columns.forEach(column -> fields.add(column.resource().deepCopy()));
    return json;
  }

  /** The column of a name, which may be spelt in any case; null when there is none. */
  Column column(String name) {
    for (Column column : columns) {
      if (column.name().equalsIgnoreCase(name)) {
        return column;
      }
    }
    return null;
  }

  /** The names for H2, with commas between. */
  String names() {
    return columns.stream().map(one -> Names.quoted(one.name())).collect(Collectors.joining(", "));
  }
}
