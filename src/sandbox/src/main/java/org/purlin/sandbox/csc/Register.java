package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The children one receiver holds, under each {@link Model}. */
final class Register {

  private final Map<Model, SortedMap<String, Packed>> held = new EnumMap<>(Model.class);
  private final Map<String, Integer> accepted = new HashMap<>();

  Register() {
    for (Model model : Model.values()) {
      held.put(model, new TreeMap<>());
    }
  }

  /** Applies a whole post, so that nobody sees half of it. */
  synchronized void accept(List<ObjectNode> records) {
    for (ObjectNode record : records) {
      String id = record.path(Payloads.CHILD_ID).asText();
      accepted.merge(id, 1, Integer::sum);
      for (Model model : Model.values()) {
        SortedMap<String, Packed> children = held.get(model);
        ObjectNode now = model.accept(child(model, id), record);
        if (now == null) {
          children.remove(id);
        } else {
          children.put(id, Packed.of(now.toString()));
        }
      }
    }
  }

  /** All children by id, in the order of their ids. */
  synchronized Map<String, ObjectNode> held(Model model) {
    Map<String, ObjectNode> children = new TreeMap<>();
    held.get(model).forEach((id, child) -> children.put(id, Payloads.parse(child.text())));
    return children;
  }

  /** How often each child was accepted. */
  synchronized Map<String, Integer> accepted() {
    return Collections.unmodifiableMap(new TreeMap<>(accepted));
  }

  /** The ids of the children that are not held as they are today, in order. */
  synchronized List<String> wrong(Model model, Map<String, ObjectNode> today) {
    TreeSet<String> wrong = new TreeSet<>(held.get(model).keySet());
    today.forEach(
        (id, payload) -> {
          ObjectNode child = child(model, id);
          ObjectNode expected = model.accept(null, payload);
          if (isSame(child, expected)) {
            wrong.remove(id);
          } else {
            wrong.add(id);
          }
        });
    return new ArrayList<>(wrong);
  }

  private static boolean isSame(ObjectNode child, ObjectNode expected) {
    if (child == null || expected == null) {
      return child == null && expected == null;
    }
    return Payloads.comparable(child).equals(Payloads.comparable(expected));
  }

  private ObjectNode child(Model model, String id) {
    Packed child = held.get(model).get(id);
    return child == null ? null : Payloads.parse(child.text());
  }
}
