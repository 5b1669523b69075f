package org.purlin.transforms.rows;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far records differ from their table: keys without a column, and values whose JSON type is not
 * the column's. Counts only, never values. Not thread-safe.
 */
public final class Drift implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Distinct keys remembered; records with invented keys must not fill the heap. */
  private static final int MAX_KEYS = 200;

  /** Characters of a key that are kept, for the same reason. */
  private static final int MAX_KEY_CHARS = 100;

  /** Name under which the keys past {@link #MAX_KEYS} are counted together. */
  public static final String OTHERS = "(others)";

  private final TreeMap<String, Long> newKeys = new TreeMap<>();
  private final TreeMap<String, TreeMap<String, Long>> changedTypes = new TreeMap<>();

  /** Keys that have no column, and in how many records each was seen. */
  public Map<String, Long> newKeys() {
    return Collections.unmodifiableMap(newKeys);
  }

  /** By column, the JSON types that did not fit, and how often. */
  public Map<String, ? extends Map<String, Long>> changedTypes() {
    return Collections.unmodifiableMap(changedTypes);
  }

  /** Adds another part's differences to these. */
  public void add(Drift other) {
    other.newKeys.forEach(this::newKey);
    other.changedTypes.forEach(
        (column, types) -> types.forEach((type, count) -> changedType(column, type, count)));
  }

  void newKey(String key, long count) {
    String name = key.length() > MAX_KEY_CHARS ? key.substring(0, MAX_KEY_CHARS) + "…" : key;
    boolean known = newKeys.containsKey(name) || newKeys.size() < MAX_KEYS;
    newKeys.merge(known ? name : OTHERS, count, Long::sum);
  }

  void changedType(String column, String jsonType, long count) {
    changedTypes.computeIfAbsent(column, c -> new TreeMap<>()).merge(jsonType, count, Long::sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Drift drift
        && drift.newKeys.equals(newKeys)
        && drift.changedTypes.equals(changedTypes);
  }

  @Override
  public int hashCode() {
    return 31 * newKeys.hashCode() + changedTypes.hashCode();
  }
}
