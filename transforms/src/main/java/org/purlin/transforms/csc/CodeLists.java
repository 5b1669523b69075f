package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the code lists of a schema: which texts a key may have, or the items of its list. */
final class CodeLists {

  /** Steps from a key to its codes: a reference, a list's items, another reference. */
  private static final int MAX_STEPS = 8;

  private CodeLists() {}

  /** By name of the key. */
  static Map<String, List<String>> in(JsonNode schema) {
    Map<String, List<String>> found = new TreeMap<>();
    addFrom(schema, schema, found);
    return found;
  }

  private static void addFrom(JsonNode schema, JsonNode part, Map<String, List<String>> found) {
    part.path("properties")
        .fields()
        .forEachRemaining(
            property -> {
              List<String> codes = codes(schema, property.getValue());
              if (!codes.isEmpty()) {
                found.put(property.getKey(), codes);
              }
            });
    part.forEach(inner -> addFrom(schema, inner, found));
  }

  private static List<String> codes(JsonNode schema, JsonNode start) {
    JsonNode at = start;
    for (int step = 0; step < MAX_STEPS && !at.has("enum"); step++) {
      String reference = at.path("$ref").asText();
      at = reference.startsWith("#/") ? schema.at(reference.substring(1)) : at.path("items");
    }
    List<String> codes = new ArrayList<>();
    at.path("enum").forEach(code -> codes.add(code.asText()));
    return List.copyOf(codes);
  }
}
