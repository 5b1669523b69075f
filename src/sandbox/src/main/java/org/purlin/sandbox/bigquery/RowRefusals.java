package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Rows that loads refuse although they fit the schema. */
final class RowRefusals {

  private record Marked(String column, String value) {}

  private final List<Marked> marked = new ArrayList<>();

  synchronized void add(String column, String value) {
    marked.add(new Marked(column, value));
  }

  synchronized void clear() {
    marked.clear();
  }

  synchronized boolean refuses(JsonNode row) {
    return marked.stream().anyMatch(one -> row.path(one.column).asText().equals(one.value));
  }
}
