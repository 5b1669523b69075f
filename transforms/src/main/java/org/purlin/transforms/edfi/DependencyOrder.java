package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which waves resources are written: those of one wave in parallel, one wave after the other.
 * Waves count from 0 without gaps, whatever numbers the server uses. Immutable.
 */
public final class DependencyOrder implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A resource listed without operations may do all of them there. */
  private static final String CREATE = "create";

  private static final String UPDATE = "update";

  /** Without a document: descriptors, then all else. */
  private static final int WAVES_WITHOUT_DOCUMENT = 2;

  private static final DependencyOrder NONE =
      new DependencyOrder(null, null, WAVES_WITHOUT_DOCUMENT);

  /** Waves by folded name; null exactly when there is no document. */
  private final TreeMap<String, Integer> creates;

  private final TreeMap<String, Integer> updates;
  private final int waves;

  private DependencyOrder(Map<String, Integer> creates, Map<String, Integer> updates, int waves) {
    this.creates = creates == null ? null : new TreeMap<>(creates);
    this.updates = updates == null ? null : new TreeMap<>(updates);
    this.waves = waves;
  }

  /** The order to use when a server publishes none: descriptors first, everything else after. */
  public static DependencyOrder none() {
    return NONE;
  }

  /**
   * Reads a dependencies document; its entries may stand in any order.
   *
   * @throws IllegalArgumentException when the text is no list of resources with their order
   */
  public static DependencyOrder parse(String json) {
    JsonNode entries = read(json);
    TreeSet<Integer> orders = new TreeSet<>();
    TreeMap<String, Integer> creates = new TreeMap<>();
    TreeMap<String, Integer> updates = new TreeMap<>();
    for (int i = 0; i < entries.size(); i++) {
      JsonNode entry = entries.get(i);
      JsonNode order = entry.path("order");
      if (!entry.path("resource").isTextual() || !order.canConvertToInt()) {
        throw new IllegalArgumentException(
            "Entry " + i + " of the dependencies document must have a resource and an order.");
      }
      String name = ResourceName.parse(entry.get("resource").textValue()).folded();
      orders.add(order.intValue());
      // Listed twice for the same operation: the later wave is the safe one.
      if (allows(entry, CREATE)) {
        creates.merge(name, order.intValue(), Math::max);
      }
      if (allows(entry, UPDATE)) {
        updates.merge(name, order.intValue(), Math::max);
      }
    }
    updates.forEach(creates::putIfAbsent);
    creates.forEach(updates::putIfAbsent);
    Map<Integer, Integer> waves = new HashMap<>();
    orders.forEach(order -> waves.put(order, waves.size()));
    creates.replaceAll((name, order) -> waves.get(order));
    updates.replaceAll((name, order) -> waves.get(order));
    return new DependencyOrder(creates, updates, waves.size());
  }

  private static JsonNode read(String json) {
    try {
      JsonNode entries = EdfiJson.MAPPER.readTree(json);
      if (entries.isArray()) {
        return entries;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The dependencies document is not JSON.", e);
    }
    throw new IllegalArgumentException("The dependencies document must be a JSON list.");
  }

  private static boolean allows(JsonNode entry, String operation) {
    JsonNode operations = entry.path("operations");
    if (!operations.isArray() || operations.isEmpty()) {
      return true;
    }
    for (JsonNode each : operations) {
      if (each.asText().toLowerCase(Locale.ROOT).equals(operation)) {
        return true;
      }
    }
    return false;
  }

  /** The wave in which new records of a resource are sent; empty when the server lists it not. */
  public OptionalInt createWave(ResourceName resource) {
    return wave(creates, resource);
  }

  /**
   * The wave in which records that exist already may be sent again, which for students, staff and
   * contacts is after their associations; empty when the server lists the resource not.
   */
  public OptionalInt updateWave(ResourceName resource) {
    return wave(updates, resource);
  }

  /** The wave in which records are deleted: what is created first goes last. */
  public OptionalInt deleteWave(ResourceName resource) {
    OptionalInt created = createWave(resource);
    return created.isEmpty() ? created : OptionalInt.of(waves - 1 - created.getAsInt());
  }

  /** Number of waves. */
  public int waves() {
    return waves;
  }

  /** False when the server's document does not list the resource; true where there is none. */
  public boolean knows(ResourceName resource) {
    return createWave(resource).isPresent();
  }

  private static OptionalInt wave(Map<String, Integer> byName, ResourceName resource) {
    if (byName == null) {
      return OptionalInt.of(resource.isDescriptor() ? 0 : WAVES_WITHOUT_DOCUMENT - 1);
    }
    Integer wave = byName.get(resource.folded());
    return wave == null ? OptionalInt.empty() : OptionalInt.of(wave);
  }
}
