package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.transforms.edfi.EdfiJson;
import org.purlin.transforms.keys.KeySet;

/** Writes a list about records: deletions, key changes. Remembers which records it speaks of. */
final class PullLog implements PullSink, Closeable {

  private final PullRun run;
  private final String district;

  /** Columns of natural keys, by what the server calls them. */
  private final Map<String, String> keys;

  private final String readAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  private final KeySet known = new KeySet();
  private final PartWriter rows;
  private final PartWriter ids;
  private long count;

  /**
   * Begins the list.
   *
   * @param keys columns of natural keys, by what the server calls them
   */
  PullLog(PullRun run, String district, Map<String, String> keys) throws IOException {
    this.run = run;
    this.district = district;
    this.keys = keys;
    this.rows = run.landing().newPart();
    this.ids = run.landing().newPart();
  }

  @Override
  public boolean isKnown(JsonNode entry) {
    return known.contains(key(entry));
  }

  @Override
  public boolean take(JsonNode entry, Place where) throws IOException {
    if (!known.add(key(entry))) {
      return false;
    }
    String id = entry.path("id").asText();
    if (id.isEmpty()) {
      throw new DistrictException(
          "The server lists changes of records without saying of which (" + where + ").");
    }
    count++;
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put(PullTables.DISTRICT, district);
    row.put(PullTables.ID, id);
    row.set(PullTables.CHANGE_VERSION, entry.get("changeVersion"));
    // A path of a redaction does not fit a key, whose parts stand without their references.
    keys.forEach((name, column) -> row.set(column, run.redacts() ? null : entry.get(name)));
    row.put(PullTables.READ_AT, readAt);
    row.put(PullTables.RUN_ID, run.runId());
    write(rows, EdfiJson.text(row));
    write(ids, id);
    return true;
  }

  private static void write(PartWriter part, String line) throws IOException {
    part.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A record can be in the list more than once. */
  private static String key(JsonNode entry) {
    return entry.path("id").asText() + "/" + entry.path("changeVersion").asText();
  }

  long count() {
    return count;
  }

  Part finishRows() throws IOException {
    return rows.finish();
  }

  /** The ids of the list, one a line; some may stand there twice. */
  Part finishIds() throws IOException {
    return ids.finish();
  }

  /** Deletes what is not finished. */
  @Override
  public void close() throws IOException {
    known.close();
    rows.close();
    ids.close();
  }
}
