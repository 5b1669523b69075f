package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that either of two versions of a child has. It is what a receiver may hold that may or
 * may not have taken the second one; {@link ChildDelta#fullAfter} then removes whatever of it is
 * not there today.
 */
public final class ChildUnion {

  private ChildUnion() {}

  /**
   * A record with the keys and items of both; where both have a value, the later one's.
   *
   * @throws IllegalArgumentException when items of a list have no id or share one
   */
  public static ObjectNode of(ObjectNode earlier, ObjectNode later) {
    ObjectNode union = later.deepCopy();
    earlier
        .fields()
        .forEachRemaining(
            field ->
                union.set(
                    field.getKey(),
                    value(field.getKey(), field.getValue(), later.get(field.getKey()))));
    return union;
  }

  private static JsonNode value(String key, JsonNode earlier, JsonNode later) {
    if (ChildShape.isAbsent(later)) {
      return earlier.deepCopy();
    }
    if (earlier instanceof ObjectNode before && later instanceof ObjectNode after) {
      return of(before, after);
    }
    String idKey = ChildShape.idKey(key, earlier, later);
    if (idKey == null || !earlier.isArray() || !later.isArray()) {
      return later.deepCopy();
    }
    Map<JsonNode, ObjectNode> items = new LinkedHashMap<>(ChildShape.byId(key, idKey, earlier));
    ChildShape.byId(key, idKey, later).forEach((id, item) -> items.merge(id, item, ChildUnion::of));
    ArrayNode union = JsonNodeFactory.instance.arrayNode(items.size());
    items.values().forEach(item -> union.add(item.deepCopy()));
    return union;
  }
}
