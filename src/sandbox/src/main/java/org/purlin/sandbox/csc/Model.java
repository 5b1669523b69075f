package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a receiver may do with a record it accepts. Which of the two the real one does is not
 * published, so the stand-in does both side by side. In both, {@code purge: true} removes.
 */
public enum Model {
  /**
   * Objects are merged key by key and items with ids into the item of that id; other lists are
   * replaced, null clears, and what is not mentioned stays.
   */
  MERGE {
    @Override
    ObjectNode part(ObjectNode held, ObjectNode sent) {
      ObjectNode merged = held.deepCopy();
      for (Map.Entry<String, JsonNode> field : sent.properties()) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        if (value.isNull() || Payloads.isPurged(value)) {
          merged.remove(name);
        } else if (value instanceof ObjectNode block) {
          merged.set(name, part(orEmpty(merged.get(name)), block));
        } else if (value.isArray() && Payloads.idKeyOf(name).isPresent()) {
          merged.set(name, items(merged.path(name), value, Payloads.idKeyOf(name).get()));
        } else if (!name.equals(Payloads.PURGE)) {
          merged.set(name, Payloads.settled(value));
        }
      }
      return merged;
    }

    @Override
    ObjectNode item(ObjectNode held, ObjectNode sent) {
      return part(held, sent);
    }
  },

  /**
   * child_details, health_and_wellbeing and each episode are replaced as a whole; blocks and
   * episodes that are not mentioned stay.
   */
  REPLACE {
    @Override
    ObjectNode part(ObjectNode held, ObjectNode sent) {
      ObjectNode replaced = held.deepCopy();
      for (Map.Entry<String, JsonNode> field : sent.properties()) {
        String name = field.getKey();
        JsonNode value = field.getValue();
        if (value.isNull() || Payloads.isPurged(value)) {
          replaced.remove(name);
        } else if (value.isArray() && Payloads.idKeyOf(name).isPresent()) {
          replaced.set(name, items(replaced.path(name), value, Payloads.idKeyOf(name).get()));
        } else if (!name.equals(Payloads.PURGE)) {
          replaced.set(name, Payloads.settled(value));
        }
      }
      return replaced;
    }

    @Override
    ObjectNode item(ObjectNode held, ObjectNode sent) {
      return Payloads.settled(sent);
    }
  };

  /**
   * What is held of a child once a record was accepted.
   *
   * @param held what was held before; null when nothing was
   * @return null when nothing is held any more
   */
  ObjectNode accept(ObjectNode held, ObjectNode sent) {
    return Payloads.isPurged(sent) ? null : part(orEmpty(held), sent);
  }

  /** A record or block after another was sent. */
  abstract ObjectNode part(ObjectNode held, ObjectNode sent);

  /** An item with an id after another was sent with the same id. */
  abstract ObjectNode item(ObjectNode held, ObjectNode sent);

  ArrayNode items(JsonNode held, JsonNode sent, String idKey) {
    Map<String, JsonNode> byId = new LinkedHashMap<>();
    held.forEach(item -> byId.put(item.path(idKey).asText(), item));
    for (JsonNode item : sent) {
      String id = item.path(idKey).asText();
      if (Payloads.isPurged(item)) {
        byId.remove(id);
      } else {
        byId.put(id, item(orEmpty(byId.get(id)), (ObjectNode) item));
      }
    }
    return JsonNodeFactory.instance.arrayNode().addAll(byId.values());
  }

  private static ObjectNode orEmpty(JsonNode held) {
    return held instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }
}
