package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;

/**
 * What stands in front of the receiver. It takes the characters 0x in an id for an attack on a
 * database.
 */
final class Firewall {

  private static final String PAGE =
      "<!DOCTYPE html>\n<html><head><title>403 Forbidden</title></head>"
          + "<body><h1>Request blocked</h1></body></html>\n";

  private Firewall() {}

  static Answer page() {
    return Answer.of(
        403, "text/html; charset=utf-8", new Body.Bytes(PAGE.getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether any id in it has the characters. */
  static boolean blocks(JsonNode part) {
    if (part.isObject()) {
      for (Map.Entry<String, JsonNode> field : part.properties()) {
        boolean id = field.getKey().endsWith("_id") && field.getValue().asText().contains("0x");
        if (id || blocks(field.getValue())) {
          return true;
        }
      }
    }
    if (part.isArray()) {
      for (JsonNode item : part) {
        if (blocks(item)) {
          return true;
        }
      }
    }
    return false;
  }
}
