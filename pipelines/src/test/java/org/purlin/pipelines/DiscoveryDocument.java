package org.purlin.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Google's description of one of its APIs, and what of a text does not fit it. */
public final class DiscoveryDocument {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode schemas;

  DiscoveryDocument(JsonNode document) {
    schemas = document.path("schemas");
  }

  public static DiscoveryDocument read(Path file) throws IOException {
    return new DiscoveryDocument(JSON.readTree(file.toFile()));
  }

  /**
   * What does not fit, one line each with its place: members the schema does not know, values of
   * another type or form, words it does not list. Empty when everything fits.
   */
  public List<String> violations(String schema, JsonNode json) {
    List<String> found = new ArrayList<>();
    if (schemas.path(schema).isMissingNode()) {
      throw new IllegalArgumentException("The document has no schema " + schema + ".");
    }
    check(schemas.path(schema), json, schema, found);
    return found;
  }

  private void check(JsonNode given, JsonNode value, String place, List<String> found) {
    JsonNode schema = given.has("$ref") ? schemas.path(given.path("$ref").asText()) : given;
    String type = schema.path("type").asText();
    if (!fits(type, value)) {
      found.add(place + ": must be " + type + ", but is " + value.getNodeType());
    } else if (type.equals("object")) {
      checkMembers(schema, value, place, found);
    } else if (type.equals("array")) {
      for (int i = 0; i < value.size(); i++) {
        check(schema.path("items"), value.path(i), place + "[" + i + "]", found);
      }
    } else if (schema.has("enum") && !lists(schema.path("enum"), value)) {
      found.add(place + ": " + value + " is none of the words it may be");
    } else if (type.equals("string")) {
      checkForm(schema.path("format").asText(), value.textValue(), place, found);
    }
  }

  private static void checkForm(String format, String text, String place, List<String> found) {
    switch (format) {
      case "int64", "uint64" -> {
        if (!text.matches("-?\\d+")) {
          found.add(place + ": must be a whole number in quotes");
        }
      }
      case "byte" -> {
        if (!isBase64(text)) {
          found.add(place + ": must be in Base64");
        }
      }
      case "google-duration" -> {
        if (!text.matches("-?\\d+([.]\\d{1,9})?s")) {
          found.add(place + ": must be a duration such as 3.5s");
        }
      }
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

  private void checkMembers(JsonNode schema, JsonNode value, String place, List<String> found) {
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String below = place + "." + member.getKey();
      if (schema.path("properties").has(member.getKey())) {
        check(schema.path("properties").path(member.getKey()), member.getValue(), below, found);
      } else if (schema.has("additionalProperties")) {
        check(schema.path("additionalProperties"), member.getValue(), below, found);
      } else {
        found.add(below + ": is unknown");
      }
    }
  }

  private static boolean fits(String type, JsonNode value) {
    return switch (type) {
      case "any" -> true;
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> throw new IllegalStateException("The document has a type of its own: " + type);
    };
  }

  private static boolean lists(JsonNode words, JsonNode value) {
    return StreamSupport.stream(words.spliterator(), false).anyMatch(value::equals);
  }
}
