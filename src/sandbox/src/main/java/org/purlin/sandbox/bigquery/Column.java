package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column, or a field of a STRUCT.
 *
 * @param fields of a STRUCT; empty for other types
 * @param resource the TableFieldSchema, type and mode spelt as the API spells them
 */
record Column(String name, Type type, Mode mode, Schema fields, ObjectNode resource) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,299}");

  enum Mode {
    NULLABLE,
    REQUIRED,
    REPEATED
  }

  static Column of(JsonNode json) {
    String name = json.path("name").asText();
    if (!NAME.matcher(name).matches()) {
      throw Refused.invalid("Invalid field name \"" + name + "\".");
    }
    Type type = Type.of(json.path("type").asText());
    String mode = json.path("mode").asText("NULLABLE").toUpperCase(Locale.ROOT);
    Schema fields = type == Type.STRUCT ? Schema.of(json) : Schema.EMPTY;
    if (type == Type.STRUCT && fields.columns().isEmpty()) {
      throw Refused.invalid("Field " + name + " is type RECORD but has no schema");
    }
    return of(json.deepCopy(), name, type, mode(mode), fields);
  }

  /** A column of a query's result. */
  static Column of(ObjectNode resource, String name, Type type, Mode mode, Schema fields) {
    resource.put("name", name).put("type", type.apiName()).put("mode", mode.name());
    if (type == Type.STRUCT) {
      resource.set("fields", fields.resource().get("fields"));
    }
    return new Column(name, type, mode, fields, resource);
  }

  boolean isRepeated() {
    return mode == Mode.REPEATED;
  }

  /** Whether the value is kept as a text of JSON. */
  boolean isStructured() {
    return isRepeated() || type == Type.JSON || type == Type.STRUCT;
  }

  /** The column as it is declared in H2. */
  String declaration() {
    String declared = Names.quoted(name) + " " + (isStructured() ? "CLOB" : type.sqlName());
    return switch (mode) {
      case NULLABLE -> declared;
      case REQUIRED -> declared + " NOT NULL";
      case REPEATED -> declared + " DEFAULT '[]' NOT NULL";
    };
  }

  Column with(Mode otherMode, Schema otherFields) {
    return of(resource.deepCopy(), name, type, otherMode, otherFields);
  }

  private static Mode mode(String name) {
    try {
      return Mode.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw Refused.invalid("Invalid field mode: " + name);
    }
  }
}
