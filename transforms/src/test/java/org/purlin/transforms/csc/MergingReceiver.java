package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A receiver that merges what it is sent into what it holds: objects key by key, lists with ids by
 * id, any other list replaced; null clears, {@code purge:true} removes.
 */
public final class MergingReceiver implements Receiver {

  private ObjectNode held;

  @Override
  public void receive(ObjectNode record) {
    held = record.path("purge").asBoolean() ? null : merged(held, record);
  }

  @Override
  public JsonNode meaning() {
    return Meaning.of(held);
  }

  private static ObjectNode merged(JsonNode before, ObjectNode sent) {
    ObjectNode result =
        before instanceof ObjectNode known
            ? known.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    sent.fields()
        .forEachRemaining(
            field -> {
              String key = field.getKey();
              JsonNode value = field.getValue();
              if (value.isNull() || value.path("purge").asBoolean()) {
                result.remove(key);
              } else if (value instanceof ObjectNode object) {
                result.set(key, merged(result.get(key), object));
              } else if (value.isArray() && Meaning.ID_KEYS.containsKey(key)) {
                result.set(key, mergedList(Meaning.ID_KEYS.get(key), result.get(key), value));
              } else {
                result.set(key, value.deepCopy());
              }
            });
    return result;
  }

  private static ArrayNode mergedList(String idKey, JsonNode before, JsonNode sent) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    if (before != null) {
      before.forEach(item -> items.put(item.get(idKey).asText(), item));
    }
    for (JsonNode item : sent) {
      String id = item.get(idKey).asText();
      if (item.path("purge").asBoolean()) {
        items.remove(id);
      } else {
        items.put(id, merged(items.get(id), (ObjectNode) item));
      }
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    items.values().forEach(list::add);
    return list;
  }
}
