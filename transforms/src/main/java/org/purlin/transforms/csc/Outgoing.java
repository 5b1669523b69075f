package org.purlin.transforms.csc;

import static org.purlin.transforms.csc.ChildShape.CHILD_DETAILS;
import static org.purlin.transforms.csc.ChildShape.DISABILITIES;
import static org.purlin.transforms.csc.ChildShape.LA_CHILD_ID;
import static org.purlin.transforms.csc.ChildShape.MIS_CHILD_ID;
import static org.purlin.transforms.csc.ChildShape.PURGE;
import static org.purlin.transforms.csc.ChildShape.isAbsent;
import static org.purlin.transforms.csc.ChildShape.isPurged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.purlin.transforms.csc.DeltaSettings.Cleared;
import org.purlin.transforms.csc.DeltaSettings.Reading;

/** Writes values as they are sent, and says what of the accepted ones is gone. */
final class Outgoing {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectNode NOTHING = NODES.objectNode();

  /** How much of an object is written. */
  enum Part {
    ALL,
    /** Its scalars, and of its blocks and lists what differs. */
    CHANGED
  }

  private final DeltaSettings settings;
  private final Canonical canonical;

  Outgoing(DeltaSettings settings) {
    this.settings = settings;
    this.canonical = new Canonical(settings.ignoredPaths());
  }

  /** True when two values at one path mean the same. */
  boolean isSame(String path, String key, JsonNode accepted, JsonNode current) {
    return canonical.of(path, key, accepted).equals(canonical.of(path, key, current));
  }

  /**
   * A record: identifiers, purge and child_details first and always; of the rest all, or what
   * differs. What is gone from the top is always said, because no reading takes the absence of a
   * block or an episode for its removal.
   */
  ObjectNode record(ObjectNode accepted, ObjectNode current, Part part) {
    ObjectNode record = NODES.objectNode();
    record.set(LA_CHILD_ID, current.get(LA_CHILD_ID));
    if (!isAbsent(current.get(MIS_CHILD_ID))) {
      record.set(MIS_CHILD_ID, current.get(MIS_CHILD_ID));
    }
    record.put(PURGE, false);
    if (!isAbsent(current.get(CHILD_DETAILS))) {
      add(record, "", CHILD_DETAILS, accepted, current, Part.ALL);
    }
    current
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!record.has(key)
                  && (part == Part.ALL || !isSame(key, key, accepted.get(key), current.get(key)))) {
                add(record, "", key, accepted, current, part);
              }
            });
    addGone(record, accepted, current);
    return record;
  }

  /** An object of which nothing is known to be at the receiver. */
  ObjectNode whole(String key, ObjectNode current) {
    return object(key, ChildShape.isBlock(key), NOTHING, current, Part.ALL);
  }

  private ObjectNode object(
      String path, boolean hasPurge, ObjectNode accepted, ObjectNode current, Part part) {
    ObjectNode before = isPurged(current) ? NOTHING : accepted;
    ObjectNode object = NODES.objectNode();
    current
        .fieldNames()
        .forEachRemaining(
            key -> {
              JsonNode now = current.get(key);
              if (part == Part.ALL
                  || now.isValueNode()
                  || !isSame(Canonical.inner(path, key), key, before.get(key), now)) {
                add(object, path, key, before, current, part);
              }
            });
    if (settings.reading() != Reading.REPLACE) {
      addGone(object, before, current);
    }
    if (hasPurge && !object.has(PURGE)) {
      object.put(PURGE, false);
    }
    return object;
  }

  /**
   * Adds one key of the current version, unless null; a list that became empty is added as gone.
   */
  private void add(
      ObjectNode to, String path, String key, ObjectNode accepted, ObjectNode current, Part part) {
    JsonNode before = accepted.get(key);
    JsonNode now = current.get(key);
    String inner = Canonical.inner(path, key);
    if (now.isNull() || (isAbsent(now) && !isAbsent(before))) {
      return;
    }
    if (now instanceof ObjectNode object) {
      to.set(
          key,
          object(
              inner,
              ChildShape.isBlock(key),
              before instanceof ObjectNode known ? known : NOTHING,
              object,
              Part.ALL));
    } else if (now instanceof ArrayNode list) {
      to.set(key, list(inner, key, before, list, part, path.isEmpty()));
    } else {
      to.set(key, now);
    }
  }

  private ArrayNode list(
      String path, String key, JsonNode accepted, ArrayNode current, Part part, boolean isTop) {
    String idKey = ChildShape.idKey(key, accepted, current);
    ArrayNode list = NODES.arrayNode();
    if (idKey == null) {
      current.forEach(
          item ->
              list.add(item instanceof ObjectNode object ? whole("", object) : item.deepCopy()));
      return list;
    }
    Part inside = settings.reading() == Reading.MERGE && isTop ? part : Part.ALL;
    Map<JsonNode, ObjectNode> before = ChildShape.byId(key, idKey, accepted);
    Map<JsonNode, ObjectNode> now = ChildShape.byId(key, idKey, current);
    now.forEach(
        (id, item) -> {
          ObjectNode known = before.getOrDefault(id, NOTHING);
          if (part == Part.ALL || !before.containsKey(id) || !isSame(path, key, known, item)) {
            list.add(object(path, ChildShape.isIdList(key), known, item, inside));
          }
        });
    if (isTop || settings.reading() != Reading.REPLACE) {
      before.keySet().removeAll(now.keySet());
      addStubs(list, idKey, before);
    }
    return list;
  }

  private static void addStubs(ArrayNode list, String idKey, Map<JsonNode, ObjectNode> gone) {
    gone.forEach(
        (id, item) -> {
          if (!isPurged(item)) {
            list.addObject().<ObjectNode>set(idKey, id).put(PURGE, true);
          }
        });
  }

  private void addGone(ObjectNode to, ObjectNode accepted, ObjectNode current) {
    accepted
        .fields()
        .forEachRemaining(
            field -> {
              String key = field.getKey();
              if (!key.equals(PURGE) && !isAbsent(field.getValue()) && isAbsent(current.get(key))) {
                addGone(to, key, field.getValue());
              }
            });
  }

  private void addGone(ObjectNode to, String key, JsonNode accepted) {
    if (ChildShape.canBePurged(key, accepted)) {
      if (!isPurged(accepted)) {
        to.putObject(key).put(PURGE, true);
      }
    } else if (accepted.isArray() && !key.equals(DISABILITIES)) {
      String idKey = ChildShape.idKey(key, accepted, null);
      ArrayNode list = NODES.arrayNode();
      if (idKey != null) {
        addStubs(list, idKey, ChildShape.byId(key, idKey, accepted));
      }
      if (idKey == null || !list.isEmpty()) {
        to.set(key, list);
      }
    } else if (settings.cleared() == Cleared.NULL) {
      // Also for disabilities, of which an empty list is refused.
      to.putNull(key);
    }
  }
}
