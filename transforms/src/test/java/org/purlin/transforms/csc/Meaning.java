package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a record says, however it is written: null, empty lists and {@code purge:false} say nothing,
 * and the order of items with ids says nothing. Written from the receiver's contract alone.
 */
final class Meaning {

  /** The lists that the contract matches by id, and one that is not in it. */
  static final Map<String, String> ID_KEYS =
      Map.of(
          "social_care_episodes", "social_care_episode_id",
          "child_and_family_assessments", "child_and_family_assessment_id",
          "child_in_need_plans", "child_in_need_plan_id",
          "section_47_assessments", "section_47_assessment_id",
          "child_protection_plans", "child_protection_plan_id",
          "child_looked_after_placements", "child_looked_after_placement_id",
          "new_reviews", "review_id");

  private Meaning() {}

  static JsonNode of(JsonNode record) {
    return record == null ? JsonNodeFactory.instance.nullNode() : of("", record);
  }

  private static JsonNode of(String key, JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      object.fields().forEachRemaining(f -> fields.put(f.getKey(), of(f.getKey(), f.getValue())));
      fields.forEach(
          (name, said) -> {
            if (!saysNothing(name, said)) {
              sorted.set(name, said);
            }
          });
      return sorted;
    }
    if (value instanceof ArrayNode list && ID_KEYS.containsKey(key)) {
      TreeMap<String, JsonNode> items = new TreeMap<>();
      list.forEach(item -> items.put(item.get(ID_KEYS.get(key)).asText(), of("", item)));
      ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
      items.values().forEach(sorted::add);
      return sorted;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode same = JsonNodeFactory.instance.arrayNode();
      list.forEach(item -> same.add(of("", item)));
      return same;
    }
    return value;
  }

  private static boolean saysNothing(String key, JsonNode value) {
    return value.isNull()
        || (value.isArray() && value.isEmpty())
        || (key.equals("purge") && value.isBoolean() && !value.booleanValue());
  }
}
