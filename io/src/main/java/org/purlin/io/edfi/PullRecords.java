package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.transforms.edfi.EdfiJson;
import org.purlin.transforms.edfi.ResourceWriter;
import org.purlin.transforms.edfi.RowLineage;
import org.purlin.transforms.keys.KeySet;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Drift;
import org.purlin.transforms.rows.KeyedHash;

/**
 * Writes the records of one layer as rows, each once, straight into part files. Of two copies of a
 * record the first stays: both are newer than the watermark, so what changed between them comes
 * with the next run.
 */
final class PullRecords implements PullSink, Closeable {

  /** Places that are told one by one. */
  private static final int MOST_PLACES = 20;

  private static final String ID = "id";

  private final FileLanding landing;
  private final ResourceWriter writer;
  private final KeyedHash hiddenIds;
  private final RowLineage lineage;
  private final PullTally tally;
  private final KeySet known = new KeySet();
  private final PartWriter ids;
  private final Map<String, PartWriter> parts = new LinkedHashMap<>();
  private final Map<String, OutputStream> outs = new LinkedHashMap<>();
  private final Map<String, Long> rejects = new TreeMap<>();
  private final List<String> rejectedAt = new ArrayList<>();

  /**
   * Begins a layer.
   *
   * @param hiddenIds makes of an id what rows have in its place; null when they have the id
   */
  PullRecords(
      FileLanding landing,
      ResourceWriter writer,
      KeyedHash hiddenIds,
      RowLineage lineage,
      PullTally tally)
      throws IOException {
    this.hiddenIds = hiddenIds;
    this.landing = landing;
    this.writer = writer;
    this.lineage = lineage;
    this.tally = tally;
    this.ids = landing.newPart();
  }

  @Override
  public boolean isKnown(JsonNode record) {
    return known.contains(key(record));
  }

  boolean contains(String id) {
    return known.contains(id);
  }

  @Override
  public boolean take(JsonNode record, Place where) throws IOException {
    tally.read++;
    if (!known.add(key(record))) {
      tally.duplicates++;
      return false;
    }
    try {
      writer.write(record, lineage, this::rowsOf);
      String id = record.get(ID).asText();
      replace(hiddenIds == null ? id : hiddenIds.of(id));
    } catch (BadRecordException e) {
      reject(record, where, e.getMessage());
    }
    return true;
  }

  /** Replaces a record below, also when there is no row of it here. */
  void replace(String id) throws IOException {
    ids.out().write((id + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** What has no id is told apart by its content. */
  private static String key(JsonNode record) {
    JsonNode id = record.path(ID);
    return id.isTextual() && !id.asText().isEmpty() ? id.asText() : "\n" + EdfiJson.text(record);
  }

  private void reject(JsonNode record, Place where, String reason) {
    tally.rejected++;
    rejects.merge(reason, 1L, Long::sum);
    if (rejectedAt.size() < MOST_PLACES) {
      rejectedAt.add(where + ", id hash " + PullHash.of(key(record)) + ": " + reason);
    }
  }

  private OutputStream rowsOf(String table) throws IOException {
    OutputStream out = outs.get(table);
    if (out == null) {
      PartWriter part = landing.newPart();
      parts.put(table, part);
      out = part.out();
      outs.put(table, out);
    }
    return out;
  }

  Map<String, Long> rejects() {
    return rejects;
  }

  /** How the rows of a table differ from it; asked for once. */
  Drift drift(String table) {
    return writer.takeDrift().get(table);
  }

  List<String> rejectedAt() {
    return rejectedAt;
  }

  /** Completes the files. */
  PullLayer finish() throws IOException {
    Map<String, Part> rows = new LinkedHashMap<>();
    for (Map.Entry<String, PartWriter> part : parts.entrySet()) {
      rows.put(part.getKey(), part.getValue().finish());
    }
    return new PullLayer(ids.finish(), rows);
  }

  /** Deletes what is not finished. */
  @Override
  public void close() throws IOException {
    known.close();
    ids.close();
    for (PartWriter part : parts.values()) {
      part.close();
    }
  }
}
