package org.purlin.pipelines.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Google's published description of an API, to check JSON against its schemas. */
final class DiscoveryDocument {

  private final JsonNode schemas;

  private DiscoveryDocument(JsonNode schemas) {
    this.schemas = schemas;
  }

  static DiscoveryDocument read(Path file) throws IOException {
    return new DiscoveryDocument(new ObjectMapper().readTree(file.toFile()).path("schemas"));
  }

  /** What the JSON has that the schema does not allow, each with its place; empty when nothing. */
  List<String> violations(String schema, JsonNode json) {
    List<String> violations = new ArrayList<>();
    check(schema, schemas.path(schema), json, violations);
    return violations;
  }

  private void check(String place, JsonNode schema, JsonNode json, List<String> violations) {
    if (schema.has("$ref")) {
      check(place, schemas.path(schema.path("$ref").asText()), json, violations);
      return;
    }
    switch (schema.path("type").asText()) {
      case "object" -> object(place, schema, json, violations);
      case "array" -> {
        if (json.isArray()) {
          json.forEach(element -> check(place + "[]", schema.path("items"), element, violations));
        } else {
          violations.add(place + " is no list");
        }
      }
      case "string" -> string(place, schema, json, violations);
      case "boolean" -> expect(json.isBoolean(), place + " is no boolean", violations);
      case "integer" -> expect(json.isIntegralNumber(), place + " is no integer", violations);
      case "number" -> expect(json.isNumber(), place + " is no number", violations);
      case "any" -> {}
      default -> violations.add(place + " has no schema");
    }
  }

  private void object(String place, JsonNode schema, JsonNode json, List<String> violations) {
    if (!json.isObject()) {
      violations.add(place + " is no object");
      return;
    }
    json.fields()
        .forEachRemaining(
            field -> {
              String inside = place + "." + field.getKey();
              JsonNode property = schema.path("properties").path(field.getKey());
              JsonNode other = schema.path("additionalProperties");
              if (property.isMissingNode() && other.isMissingNode()) {
                violations.add(inside + " is unknown");
              } else {
                check(
                    inside,
                    property.isMissingNode() ? other : property,
                    field.getValue(),
                    violations);
              }
            });
  }

  private static void string(
      String place, JsonNode schema, JsonNode json, List<String> violations) {
    if (!json.isTextual()) {
      violations.add(place + " is no text");
      return;
    }
    String text = json.textValue();
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode value : schema.path("enum")) {
        known |= value.textValue().equals(text);
      }
      expect(known, place + " is none of the enum's values", violations);
    }
    switch (schema.path("format").asText()) {
      case "byte" -> expect(isBase64(text), place + " is not in Base64", violations);
      case "google-duration" ->
          expect(text.matches("-?\\d+([.]\\d{1,9})?s"), place + " is no duration", violations);
      case "int64", "uint64" ->
          expect(text.matches("-?\\d+"), place + " is no whole number", violations);
      default -> {}
    }
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void expect(boolean holds, String violation, List<String> violations) {
    if (!holds) {
      violations.add(violation);
    }
  }
}
