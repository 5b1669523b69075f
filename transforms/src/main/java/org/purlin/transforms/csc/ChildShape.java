package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What is known of a record's keys, and what is concluded of keys that are not known. */
final class ChildShape {

  static final String LA_CHILD_ID = "la_child_id";
  static final String MIS_CHILD_ID = "mis_child_id";
  static final String PURGE = "purge";
  static final String CHILD_DETAILS = "child_details";
  static final String DISABILITIES = "disabilities";
  static final String ID_SUFFIX = "_id";

  /** The lists whose items have an id and a purge flag, and the key of that id. */
  private static final Map<String, String> ID_KEYS =
      Map.of(
          "social_care_episodes", "social_care_episode_id",
          "child_and_family_assessments", "child_and_family_assessment_id",
          "child_in_need_plans", "child_in_need_plan_id",
          "section_47_assessments", "section_47_assessment_id",
          "child_protection_plans", "child_protection_plan_id",
          "child_looked_after_placements", "child_looked_after_placement_id");

  /** Lists without purge. A worker's id is no key: one worker may have two spells. */
  private static final Set<String> WHOLE_LISTS =
      Set.of("factors", DISABILITIES, "sdq_assessments", "care_worker_details");

  /** The blocks with purge. */
  private static final Set<String> BLOCKS =
      Set.of(CHILD_DETAILS, "health_and_wellbeing", "adoption", "care_leavers");

  private ChildShape() {}

  /** True for the blocks that the contract gives a purge flag. */
  static boolean isBlock(String key) {
    return BLOCKS.contains(key);
  }

  /** True for the lists whose items the contract gives an id and a purge flag. */
  static boolean isIdList(String key) {
    return ID_KEYS.containsKey(key);
  }

  /** True for every key that leads to an object or a list of a record. */
  static boolean isContainer(String key) {
    return ID_KEYS.containsKey(key) || WHOLE_LISTS.contains(key) || BLOCKS.contains(key);
  }

  /** True for what means "nothing there": no key, null, or a list without items. */
  static boolean isAbsent(JsonNode value) {
    return value == null
        || value.isNull()
        || value.isMissingNode()
        || (value.isArray() && value.isEmpty());
  }

  /** True for a record, block or item that says itself that it is to be removed. */
  static boolean isPurged(JsonNode value) {
    JsonNode purge = value == null ? MissingNode.getInstance() : value.path(PURGE);
    return purge.isBoolean() && purge.booleanValue();
  }

  /** True when the whole object has to go, of a block known or one that has shown the flag. */
  static boolean canBePurged(String key, JsonNode value) {
    return value.isObject() && (isBlock(key) || value.has(PURGE));
  }

  /**
   * The key by which items of a list are known in both versions; null when the list is one value. A
   * list that is not known counts as one with ids when every item has exactly one key that ends in
   * {@code _id}, it is the same key, and no two items share its value.
   */
  static String idKey(String list, JsonNode accepted, JsonNode current) {
    String known = ID_KEYS.get(list);
    if (known != null || WHOLE_LISTS.contains(list)) {
      return known;
    }
    if (isAbsent(accepted)) {
      return inferredIdKey(current);
    }
    String before = inferredIdKey(accepted);
    return isAbsent(current) || (before != null && before.equals(inferredIdKey(current)))
        ? before
        : null;
  }

  private static String inferredIdKey(JsonNode list) {
    if (isAbsent(list) || !list.isArray()) {
      return null;
    }
    String key = null;
    Set<JsonNode> ids = new HashSet<>();
    for (JsonNode item : list) {
      String own = onlyIdKey(item);
      if (own == null || (key != null && !key.equals(own)) || !ids.add(item.get(own))) {
        return null;
      }
      key = own;
    }
    return key;
  }

  private static String onlyIdKey(JsonNode item) {
    String found = null;
    Iterator<Map.Entry<String, JsonNode>> fields = item.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().endsWith(ID_SUFFIX)) {
        if (found != null || !isId(field.getValue())) {
          return null;
        }
        found = field.getKey();
      }
    }
    return found;
  }

  /**
   * A list's items by id, in their order; none when there is no list.
   *
   * @throws IllegalArgumentException when an item has no id or two items share one
   */
  static Map<JsonNode, ObjectNode> byId(String list, String idKey, JsonNode items) {
    Map<JsonNode, ObjectNode> found = new LinkedHashMap<>();
    if (isAbsent(items) || !items.isArray()) {
      return found;
    }
    for (JsonNode item : items) {
      if (!(item instanceof ObjectNode object) || !isId(object.get(idKey))) {
        throw new IllegalArgumentException(
            "Every item of " + list + " must be an object with a " + idKey + ", and one is not.");
      }
      if (found.put(object.get(idKey), object) != null) {
        throw new IllegalArgumentException(
            "Each " + idKey + " may stand once in its list, and one stands there twice.");
      }
    }
    return found;
  }

  private static boolean isId(JsonNode id) {
    return id != null && (id.isTextual() || id.isNumber());
  }
}
