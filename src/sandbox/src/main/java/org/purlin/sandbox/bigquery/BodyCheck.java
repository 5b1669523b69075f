package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Consumer;

/** Checks a JSON body against a schema of a description. Violations name fields, never values. */
final class BodyCheck {

  private final Description description;
  private final Consumer<String> violations;

  BodyCheck(Description description, Consumer<String> violations) {
    this.description = description;
    this.violations = violations;
  }

  /**
   * Checks a value. Null passes everywhere: it removes what a patch names.
   *
   * @param path of the value; empty for the body itself
   * @param owner the name of the schema that the value is a part of
   */
  void check(String path, JsonNode schema, JsonNode value, String owner) {
    if (schema.has("$ref")) {
      String name = schema.get("$ref").asText();
      check(path, description.schema(name), value, name);
      return;
    }
    if (value.isNull()) {
      return;
    }
    String type = schema.path("type").asText("any");
    if (!fits(type, schema.path("format").asText(), value)) {
      violations.accept(name(path) + " must be of the type " + type);
      return;
    }
    if (schema.has("enum") && !contains(schema.get("enum"), value.asText())) {
      violations.accept(name(path) + " has a value that is not in the list of its values");
    }
    if (value.isArray()) {
      for (JsonNode item : value) {
        check(path + "[]", schema.path("items"), item, owner);
      }
    } else if (value.isObject() && type.equals("object")) {
      fields(path, schema, value, owner);
    }
  }

  private void fields(String path, JsonNode schema, JsonNode value, String owner) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      JsonNode known = schema.path("properties").path(field.getKey());
      if (!known.isMissingNode()) {
        check(inner, known, field.getValue(), owner);
      } else if (schema.has("additionalProperties")) {
        check(path + ".*", schema.get("additionalProperties"), field.getValue(), owner);
      } else if (schema.has("properties")) {
        violations.accept(inner + " is no field of " + owner);
      }
    }
  }

  private static boolean fits(String type, String format, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "string" ->
          format.endsWith("int64")
              ? value.isIntegralNumber() || (value.isTextual() && isWhole(value.textValue()))
              : value.isTextual();
      default -> true;
    };
  }

  static boolean isWhole(String text) {
    return text.matches("-?\\d{1,20}");
  }

  static boolean contains(JsonNode list, String value) {
    for (JsonNode one : list) {
      if (one.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static String name(String path) {
    return path.isEmpty() ? "the body" : path;
  }
}
