package org.purlin.sandbox.edfi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The rows of one collection in the order of their numbers. Computed rows come first. Not
 * thread-safe: {@link Store} guards it.
 */
final class Table {

  private final Resource resource;
  private final GeneratedStudents generated;
  private final NavigableMap<Long, Row> byNumber;
  private final Map<String, Row> byKey;
  private final Map<String, Row> byId;
  private long lastNumber;

  Table(Resource resource, int generatedRows) {
    this.resource = resource;
    this.generated = new GeneratedStudents(generatedRows);
    this.byNumber = new TreeMap<>();
    this.byKey = new HashMap<>();
    this.byId = new HashMap<>();
    this.lastNumber = generatedRows;
  }

  private Table(Table other) {
    this.resource = other.resource;
    this.generated = other.generated;
    this.byNumber = new TreeMap<>(other.byNumber);
    this.byKey = new HashMap<>(other.byKey);
    this.byId = new HashMap<>(other.byId);
    this.lastNumber = other.lastNumber;
  }

  Table copy() {
    return new Table(this);
  }

  Resource resource() {
    return resource;
  }

  /** The number for a row that is new. */
  long nextNumber() {
    return ++lastNumber;
  }

  void put(Row row) {
    Row before = byNumber.put(row.number(), row);
    if (before != null) {
      byKey.remove(before.key());
    }
    byKey.put(row.key(), row);
    byId.put(row.id(), row);
  }

  void remove(Row row) {
    byNumber.remove(row.number());
    byKey.remove(row.key());
    byId.remove(row.id());
  }

  Optional<Row> byKey(String key) {
    OptionalLong number = generated.byKey(key);
    return number.isPresent()
        ? Optional.of(generated.row(number.getAsLong()))
        : Optional.ofNullable(byKey.get(key));
  }

  Optional<Row> byId(String id) {
    OptionalLong number = generated.byId(id);
    return number.isPresent()
        ? Optional.of(generated.row(number.getAsLong()))
        : Optional.ofNullable(byId.get(id));
  }

  boolean isGenerated(Row row) {
    return row.number() <= generated.count();
  }

  /** The rows that are held and not computed. */
  Collection<Row> stored() {
    return byNumber.values();
  }

  long count(Filter filter) {
    long count = 0;
    long[] computed = computed(0, Long.MAX_VALUE, filter);
    count += Math.max(0, computed[1] - computed[0] + 1);
    return count + byNumber.values().stream().filter(row -> filter.matches(resource, row)).count();
  }

  /**
   * Rows that match.
   *
   * @param after only rows with higher numbers
   * @param upTo only rows with this number or a lower one
   * @param skip how many matching rows to leave out first
   */
  Slice slice(long after, long upTo, long skip, int limit, Filter filter) {
    long[] computed = computed(after, upTo, filter);
    long available = Math.max(0, computed[1] - computed[0] + 1);
    int first = (int) Math.min(limit, Math.max(0, available - skip));
    long from = computed[0] + skip;
    List<Row> rows = new ArrayList<>();
    long left = Math.max(0, skip - available);
    if (first < limit && after < upTo) {
      for (Row row : byNumber.subMap(after, false, upTo, true).values()) {
        if (filter.matches(resource, row) && --left < 0) {
          rows.add(row);
          if (first + rows.size() == limit) {
            break;
          }
        }
      }
    }
    return new Slice(from, first, rows);
  }

  /** First and last number of the computed rows that match; the last is lower when none does. */
  private long[] computed(long after, long upTo, Filter filter) {
    long first = Math.max(after + 1, filter.minChangeVersion());
    long last = Math.min(Math.min(upTo, generated.count()), filter.maxChangeVersion());
    for (Map.Entry<String, String> wanted : filter.values().entrySet()) {
      OptionalLong only =
          wanted.getKey().equalsIgnoreCase("id")
              ? generated.byId(wanted.getValue())
              : generated.byKey(wanted.getValue());
      first = Math.max(first, only.orElse(Long.MAX_VALUE));
      last = Math.min(last, only.orElse(0));
    }
    return new long[] {first, last};
  }
}
