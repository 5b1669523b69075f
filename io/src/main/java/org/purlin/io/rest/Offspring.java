package org.purlin.io.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The units of children that the records of one unit ask for. */
final class Offspring {

  private final RestSource source;
  private final Unit unit;
  private final Map<RestResource, List<Unit>> units = new LinkedHashMap<>();
  private final Map<RestResource, List<String>> batches = new LinkedHashMap<>();

  Offspring(RestSource source, RestResource parent, Unit unit) {
    this.source = source;
    this.unit = unit;
    for (RestResource child : source.childrenOf(parent)) {
      units.put(child, new ArrayList<>());
      batches.put(child, new ArrayList<>());
    }
  }

  /** Adds what a record asks for. */
  void of(ObjectNode record) {
    for (RestResource child : units.keySet()) {
      RestResource.Parent parent = child.parent();
      if (parent.when() == null || parent.when().accepts(record)) {
        Map<String, String> variables = new TreeMap<>(unit.variables());
        parent.binds().forEach((name, field) -> variables.put(name, text(record.path(field))));
        if (parent.binds().keySet().stream().noneMatch(name -> variables.get(name).isEmpty())) {
          add(child, variables);
        }
      }
    }
  }

  /** Empty for null: nothing is asked for by it. */
  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText().strip();
  }

  private void add(RestResource child, Map<String, String> variables) {
    if (child.parent().batch() == 1) {
      units.get(child).add(Unit.of(child, variables));
      return;
    }
    List<String> batch = batches.get(child);
    batch.add(variables.get(child.parent().binds().firstKey()));
    if (batch.size() == child.parent().batch()) {
      flush(child);
    }
  }

  private void flush(RestResource child) {
    List<String> batch = batches.get(child);
    if (!batch.isEmpty()) {
      Map<String, String> variables = new TreeMap<>(unit.variables());
      variables.put(child.parent().binds().firstKey(), String.join(",", batch));
      units.get(child).add(Unit.of(child, variables));
      batch.clear();
    }
  }

  /** By child, in the order of the records. */
  Map<RestResource, List<Unit>> units() {
    batches.keySet().forEach(this::flush);
    return units;
  }

  /**
   * By window, how many units there are. A child whose window is known without a record is planned
   * with none too: nobody is not the same as nobody asked.
   */
  Map<WindowKey, Long> planned() {
    Map<WindowKey, Long> planned = new LinkedHashMap<>();
    units()
        .forEach(
            (child, found) -> {
              if (unit.variables().keySet().containsAll(Template.variables(child.window()))) {
                planned.put(Unit.of(child, unit.variables()).key(source), 0L);
              }
              found.forEach(one -> planned.merge(one.key(source), 1L, Long::sum));
            });
    return planned;
  }
}
