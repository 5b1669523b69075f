package org.purlin.transforms.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Drift;
import org.purlin.transforms.rows.Redaction;
import org.purlin.transforms.rows.RowFlattener;
import org.purlin.transforms.rows.Table;

/**
 * Writes records of one resource as rows, one JSON object a line, every column in its order.
 *
 * <p>Nothing is lost but the links of references: a key without a column and a value that has not
 * its column's type are kept in {@code _extra} and counted. Numbers keep every digit they have in
 * the tree. A record that is refused leaves no row anywhere. Serves one thread.
 */
public final class ResourceWriter {

  private final ResourceRows rows;
  private final RecordRedaction redaction;
  private final RowFlattener flattener;
  private final Map<String, Child> children = new TreeMap<>();

  /** A list's table, and its rows of the record being written. */
  private static final class Child {
    final String table;
    final Property list;
    final RowFlattener flattener;
    final ByteArrayOutputStream rows = new ByteArrayOutputStream();

    Child(Table table, Property list) {
      this.table = table.name();
      this.list = list;
      this.flattener = new RowFlattener(table, Redaction.none(), null);
    }
  }

  ResourceWriter(ResourceRows rows, RecordRedaction redaction) {
    this.rows = rows;
    this.redaction = redaction;
    this.flattener = new RowFlattener(rows.table(), Redaction.none(), null);
    rows.childTables()
        .forEach((name, table) -> children.put(name, new Child(table, rows.apart().get(name))));
  }

  /**
   * Writes one record given as UTF-8.
   *
   * @throws BadRecordException when it is no JSON object with an id; nothing is written
   */
  public void write(byte[] record, RowLineage lineage, RowSink sink)
      throws IOException, BadRecordException {
    JsonNode tree;
    try {
      tree = EdfiJson.MAPPER.readTree(record);
    } catch (JsonProcessingException e) {
      throw new BadRecordException("not JSON" + EdfiJson.place(e.getLocation()));
    } catch (NumberFormatException e) {
      throw new BadRecordException("a number is larger than any real one");
    }
    write(tree, lineage, sink);
  }

  /**
   * Writes one record, which is not changed. A tree read by {@link EdfiJson#reader} has every digit
   * of its numbers.
   *
   * @throws BadRecordException when it is no object with an id; nothing is written
   */
  public void write(JsonNode record, RowLineage lineage, RowSink sink)
      throws IOException, BadRecordException {
    if (!(record instanceof ObjectNode given)) {
      throw new BadRecordException("not a JSON object");
    }
    ObjectNode entry = given;
    if (!redaction.isEmpty()) {
      entry = given.deepCopy();
      redaction.apply(entry);
    }
    byte[] flat = flat(entry, lineage);
    setLineage(flattener, lineage);
    flattener.flatten(flat, 0, flat.length);
    for (Child child : children.values()) {
      flattenItems(child, entry, lineage);
    }
    flattener.writeTo(sink.rowsOf(rows.table().name()));
    for (Child child : children.values()) {
      if (child.rows.size() > 0) {
        child.rows.writeTo(sink.rowsOf(child.table));
      }
    }
  }

  /** By table, how the rows written since the last call differ from it. */
  public Map<String, Drift> takeDrift() {
    Map<String, Drift> drift = new TreeMap<>();
    drift.put(rows.table().name(), flattener.takeDrift());
    children.values().forEach(child -> drift.put(child.table, child.flattener.takeDrift()));
    return drift;
  }

  private byte[] flat(ObjectNode entry, RowLineage lineage) throws IOException {
    FlatRecord flat = new FlatRecord();
    if (rows.model() == null) {
      ObjectNode known = entry.objectNode();
      for (String name : List.of("id", "_etag", "_lastModifiedDate")) {
        if (entry.has(name)) {
          known.set(name, entry.get(name));
        }
      }
      flat.add(known, List.of(), Set.of());
    } else {
      flat.add(entry, rows.model().properties(), rows.apart().keySet());
    }
    addChangeVersion(flat, lineage);
    if (rows.keepsBody()) {
      flat.value(ResourceColumns.BODY_KEY, entry);
    }
    return flat.toBytes();
  }

  private void flattenItems(Child child, ObjectNode entry, RowLineage lineage)
      throws IOException, BadRecordException {
    child.rows.reset();
    JsonNode items = entry.path(child.list.name());
    if (!FlatRecord.isApart(child.list.name(), items, rows.apart().keySet())) {
      return;
    }
    setLineage(child.flattener, lineage);
    child.flattener.setLineage(ResourceColumns.PARENT_ID, entry.get(ResourceColumns.ID).asText());
    JsonNode modified = FlatRecord.inMicros(entry.path(ResourceColumns.LAST_MODIFIED));
    for (int i = 0; i < items.size(); i++) {
      FlatRecord flat = new FlatRecord();
      flat.add(items.get(i), child.list.properties(), Set.of());
      addChangeVersion(flat, lineage);
      if (modified.isTextual()) {
        flat.value(ResourceColumns.PARENT_MODIFIED_KEY, modified);
      }
      byte[] bytes = flat.toBytes();
      child.flattener.setLineage(ResourceColumns.INDEX, i);
      child.flattener.flatten(bytes, 0, bytes.length);
      child.flattener.writeTo(child.rows);
    }
  }

  private static void addChangeVersion(FlatRecord flat, RowLineage lineage) throws IOException {
    if (lineage.changeVersion() != null) {
      flat.value(ResourceColumns.CHANGE_VERSION_KEY, LongNode.valueOf(lineage.changeVersion()));
    }
  }

  private static void setLineage(RowFlattener flattener, RowLineage lineage) {
    flattener.setLineage(ResourceColumns.DISTRICT, lineage.district());
    flattener.setLineage(ResourceColumns.RUN_ID, lineage.runId());
  }
}
