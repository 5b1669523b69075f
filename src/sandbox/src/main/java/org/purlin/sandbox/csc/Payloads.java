package org.purlin.sandbox.csc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parts of a child's payload are, by their names. */
final class Payloads {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  static final String CHILD_ID = "la_child_id";
  static final String EPISODES = "social_care_episodes";
  static final String PURGE = "purge";

  /** The lists whose items have ids, and the key of the id. */
  private static final Map<String, String> LIST_KEYS =
      Map.of(
          EPISODES,
          "social_care_episode_id",
          "child_and_family_assessments",
          "child_and_family_assessment_id",
          "child_in_need_plans",
          "child_in_need_plan_id",
          "section_47_assessments",
          "section_47_assessment_id",
          "child_protection_plans",
          "child_protection_plan_id",
          "child_looked_after_placements",
          "child_looked_after_placement_id");

  private Payloads() {}

  /** The key of the items' ids; empty for lists whose items have none. */
  static Optional<String> idKeyOf(String list) {
    return Optional.ofNullable(LIST_KEYS.get(list));
  }

  static boolean isPurged(JsonNode part) {
    return part.path(PURGE).asBoolean(false);
  }

  /** A copy without nulls, without purge flags and without what is marked to be purged. */
  static ObjectNode settled(ObjectNode part) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      JsonNode value = field.getValue();
      if (!field.getKey().equals(PURGE) && !value.isNull() && !isPurged(value)) {
        copy.set(field.getKey(), settled(value));
      }
    }
    return copy;
  }

  static JsonNode settled(JsonNode value) {
    if (value instanceof ObjectNode part) {
      return settled(part);
    }
    if (!value.isArray()) {
      return value;
    }
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : value) {
      if (!isPurged(item)) {
        copy.add(settled(item));
      }
    }
    return copy;
  }

  /**
   * A settled copy in which things that mean the same look the same: empty lists and objects are
   * absent, and lists of items with ids are in the order of their ids.
   */
  static ObjectNode comparable(ObjectNode record) {
    ObjectNode copy = settled(record);
    order(copy);
    return copy;
  }

  static ObjectNode parse(String record) {
    try {
      return (ObjectNode) JSON.readTree(record);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void order(ObjectNode part) {
    List<String> empty = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : part.properties()) {
      JsonNode value = field.getValue();
      if (value instanceof ObjectNode block) {
        order(block);
      } else if (value instanceof ArrayNode list) {
        idKeyOf(field.getKey()).ifPresent(key -> order(list, key));
      }
      if (value.isContainerNode() && value.isEmpty()) {
        empty.add(field.getKey());
      }
    }
    part.remove(empty);
  }

  private static void order(ArrayNode list, String idKey) {
    List<ObjectNode> items = new ArrayList<>();
    for (JsonNode item : list) {
      order((ObjectNode) item);
      items.add((ObjectNode) item);
    }
    items.sort(Comparator.comparing(item -> item.path(idKey).asText()));
    list.removeAll();
    list.addAll(items);
  }
}
