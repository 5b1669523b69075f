package org.purlin.io.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.purlin.transforms.keys.KeySet;
import org.purlin.transforms.rows.Column;

/**
 * The records that the pages of one unit had so far, so that pages without a new one are noticed. A
 * record is known by the unique columns of its table; where there are none, by all of it.
 */
final class SeenRecords implements Closeable {

  private final List<String> identifying = new ArrayList<>();
  private final KeySet seen = new KeySet();

  SeenRecords(RestResource resource) {
    for (RestTable table : resource.tables()) {
      if (table.records().equals(resource.records()) && identifying.isEmpty()) {
        table.table().columns().stream()
            .filter(column -> table.unique().contains(column.name()) && !column.isLineage())
            .map(Column::source)
            .forEach(identifying::add);
      }
    }
  }

  /** Adds a record; false when it was there. */
  boolean add(ObjectNode record) throws IOException {
    return seen.add(identifying.isEmpty() ? record.toString() : identity(record));
  }

  private String identity(ObjectNode record) {
    StringBuilder identity = new StringBuilder();
    for (String field : identifying) {
      identity.append(record.path(field).asText()).append('\n');
    }
    return identity.toString();
  }

  @Override
  public void close() {
    seen.close();
  }
}
