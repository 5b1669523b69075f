package org.purlin.transforms.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Follows one path on from its anchor, hands on the records it comes to, and counts. */
final class RecordSearch {

  private final RecordPath path;
  private final List<String> steps;
  private final RecordSink sink;
  private long found;
  private long rejected;
  private long barren;
  private long nulls;

  RecordSearch(RecordPath path, RecordSink sink) {
    this.path = path;
    this.steps = path.rest();
    this.sink = sink;
  }

  /** True when an object at the anchor is not a record but what leads to records. */
  boolean entersObjects() {
    return !steps.isEmpty();
  }

  Tally tally() {
    return new Tally(found, rejected, barren, nulls);
  }

  /** Searches all that stands at the anchor. */
  void whole(JsonNode value, String place) throws IOException {
    follow(value, 0, new Passed(null, null, place));
  }

  /**
   * Searches one element of the array or object at the anchor.
   *
   * @param key null in an array
   */
  void element(JsonNode value, String key, String place) throws IOException {
    long before = found + rejected;
    Passed passed = new Passed(null, key, place);
    if (steps.isEmpty()) {
      leaf(value, passed);
    } else {
      inside(value, 1, passed);
    }
    if (found + rejected == before) {
      barren++;
    }
  }

  /** What should have led to the anchor does not. */
  void astray(JsonNode value, String place) throws IOException {
    if (!saysNothing(value)) {
      reject(value, "an object", new Passed(null, null, place));
    }
  }

  /** What was passed on the way: the nearest outer record, the last star's key, the steps. */
  private record Passed(ObjectNode outer, String key, String place) {

    Passed to(Object step) {
      return new Passed(outer, key, place + "/" + step);
    }

    Passed to(int position, String starsKey) {
      return new Passed(outer, starsKey, place + "/" + position);
    }
  }

  private void follow(JsonNode value, int next, Passed passed) throws IOException {
    if (next == steps.size()) {
      end(value, passed);
    } else if (steps.get(next).equals(RecordPath.EACH)) {
      each(value, next + 1, passed);
    } else {
      field(value, next, passed);
    }
  }

  private void field(JsonNode value, int next, Passed passed) throws IOException {
    String name = steps.get(next);
    if (value.hasNonNull(name)) {
      follow(value.get(name), next + 1, passed.to(name));
    } else if (!value.isObject() && !saysNothing(value)) {
      reject(value, "an object with " + name, passed);
    }
  }

  private void each(JsonNode value, int next, Passed passed) throws IOException {
    int position = 0;
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        starred(field.getValue(), next, passed.to(position++, field.getKey()));
      }
    } else if (value.isArray()) {
      for (JsonNode element : value) {
        starred(element, next, passed.to(position++, null));
      }
    } else if (!value.isNull()) {
      reject(value, "records", passed);
    }
  }

  private void starred(JsonNode element, int next, Passed passed) throws IOException {
    if (next == 1) {
      element(element, passed.key(), passed.place());
    } else {
      inside(element, next, passed);
    }
  }

  /** Goes on from what a star came to; that is the outer record of what is found inside it. */
  private void inside(JsonNode element, int next, Passed passed) throws IOException {
    boolean isOuter = next < steps.size() && element.isObject();
    follow(
        element,
        next,
        isOuter ? new Passed((ObjectNode) element, passed.key(), passed.place()) : passed);
  }

  private void end(JsonNode value, Passed passed) throws IOException {
    if (!value.isArray()) {
      leaf(value, passed);
      return;
    }
    int position = 0;
    for (JsonNode element : value) {
      leaf(element, passed.to(position++));
    }
  }

  private void leaf(JsonNode value, Passed passed) throws IOException {
    if (value instanceof ObjectNode fields) {
      found++;
      sink.found(new FoundRecord(path, fields, passed.outer(), passed.key(), passed.place()));
    } else if (value.isNull()) {
      nulls++;
    } else {
      reject(value, "a record", passed);
    }
  }

  /** Some servers send an empty array for an object without fields. */
  private static boolean saysNothing(JsonNode value) {
    return value.isNull() || (value.isArray() && value.isEmpty());
  }

  private void reject(JsonNode value, String expected, Passed passed) throws IOException {
    rejected++;
    sink.rejected(
        path,
        passed.place(),
        "expected " + expected + ", but there is " + Kinds.of(value.asToken()));
  }
}
