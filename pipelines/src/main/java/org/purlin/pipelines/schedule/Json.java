package org.purlin.pipelines.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Trees of JSON with placeholders. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** The values are names and paths, which JSON writes as they are. */
  static ObjectNode filled(ObjectNode tree, Map<String, String> values) {
    try {
      return (ObjectNode) MAPPER.readTree(Placeholders.fill(tree.toString(), values));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("What was filled in broke the JSON.", e);
    }
  }
}
