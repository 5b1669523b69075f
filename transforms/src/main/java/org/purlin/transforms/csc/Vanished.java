package org.purlin.transforms.csc;

import static org.purlin.transforms.csc.ChildShape.isAbsent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Forgets scalars that are gone, for whoever does not count that as a difference. */
final class Vanished {

  private Vanished() {}

  /** A copy of what was accepted, without the scalars that the current version no longer has. */
  static ObjectNode without(ObjectNode accepted, ObjectNode current) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    accepted
        .fields()
        .forEachRemaining(
            field -> {
              JsonNode now = current.get(field.getKey());
              if (!(field.getValue().isValueNode() && isAbsent(now))) {
                kept.set(field.getKey(), without(field.getKey(), field.getValue(), now));
              }
            });
    return kept;
  }

  private static JsonNode without(String key, JsonNode accepted, JsonNode current) {
    if (accepted instanceof ObjectNode before && current instanceof ObjectNode now) {
      return without(before, now);
    }
    String idKey =
        accepted.isArray() && current instanceof ArrayNode
            ? ChildShape.idKey(key, accepted, current)
            : null;
    if (idKey == null) {
      return accepted;
    }
    Map<JsonNode, ObjectNode> now = ChildShape.byId(key, idKey, current);
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    ChildShape.byId(key, idKey, accepted)
        .forEach((id, item) -> kept.add(now.containsKey(id) ? without(item, now.get(id)) : item));
    return kept;
  }
}
