package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A receiver that replaces: what is sent of a key at the top takes the place of what it held of it,
 * an episode takes the place of the episode of its id, and {@code purge:true} and null leave
 * nothing where they stand.
 */
public final class ReplacingReceiver implements Receiver {

  private ObjectNode held;

  @Override
  public void receive(ObjectNode record) {
    if (record.path("purge").asBoolean()) {
      held = null;
      return;
    }
    if (held == null) {
      held = JsonNodeFactory.instance.objectNode();
    }
    record.fields().forEachRemaining(field -> replace(field.getKey(), field.getValue()));
  }

  @Override
  public JsonNode meaning() {
    return Meaning.of(held);
  }

  private void replace(String key, JsonNode value) {
    if (leavesNothing(value)) {
      held.remove(key);
    } else if (key.equals("social_care_episodes")) {
      held.set(key, replaced(held.path(key), value));
    } else {
      held.set(key, pruned(value));
    }
  }

  private static ArrayNode replaced(JsonNode before, JsonNode sent) {
    Map<String, JsonNode> episodes = new LinkedHashMap<>();
    before.forEach(item -> episodes.put(item.get("social_care_episode_id").asText(), item));
    for (JsonNode item : sent) {
      String id = item.get("social_care_episode_id").asText();
      if (leavesNothing(item)) {
        episodes.remove(id);
      } else {
        episodes.put(id, pruned(item));
      }
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    episodes.values().forEach(list::add);
    return list;
  }

  private static JsonNode pruned(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      object
          .fields()
          .forEachRemaining(
              field -> {
                if (!leavesNothing(field.getValue())) {
                  kept.set(field.getKey(), pruned(field.getValue()));
                }
              });
      return kept;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode kept = JsonNodeFactory.instance.arrayNode();
      list.forEach(
          item -> {
            if (!item.path("purge").asBoolean()) {
              kept.add(pruned(item));
            }
          });
      return kept;
    }
    return value;
  }

  private static boolean leavesNothing(JsonNode value) {
    return value.isNull() || value.path("purge").asBoolean();
  }
}
