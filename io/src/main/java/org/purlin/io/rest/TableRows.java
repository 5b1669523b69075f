package org.purlin.io.rest;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.transforms.rest.FoundRecord;
import org.purlin.transforms.rows.BadRecordException;
import org.purlin.transforms.rows.Drift;
import org.purlin.transforms.rows.RowFlattener;

/** Writes a unit's rows of one table. */
final class TableRows implements Closeable {

  private final RestRun run;
  private final RestTable table;
  private final RowFlattener flattener;
  private PartWriter part;
  private long rows;

  private TableRows(RestRun run, RestTable table, RowFlattener flattener) {
    this.run = run;
    this.table = table;
    this.flattener = flattener;
    // Of a unit that failed.
    flattener.takeDrift();
    set(RestTable.RUN_ID, run.runId());
    set(RestTable.LOADED_AT, run.startedAt().toString());
  }

  /** The flatteners of one thread, each made once: there are many units of few rows. */
  static final class Flatteners {

    private final RestRun run;
    private final Map<String, RowFlattener> byTable = new HashMap<>();

    Flatteners(RestRun run) {
      this.run = run;
    }

    /** Begins a unit's rows; those of the unit before must be finished. */
    TableRows rows(RestTable table) {
      RowFlattener flattener =
          byTable.computeIfAbsent(
              table.table().name(),
              name -> new RowFlattener(table.table(), run.redaction(table.table()), run.key()));
      return new TableRows(run, table, flattener);
    }
  }

  RestTable table() {
    return table;
  }

  /** From now on rows are of a page. */
  void page(long number, String url, Map<String, String> variables) {
    if (table.has(RestTable.PAGE)) {
      flattener.setLineage(RestTable.PAGE, number);
    }
    set(RestTable.URL, url);
    table.filled().forEach((column, template) -> set(column, Template.plain(template, variables)));
  }

  private void set(String column, String text) {
    if (table.has(column)) {
      flattener.setLineage(column, text);
    }
  }

  /**
   * Writes a record's row.
   *
   * @throws BadRecordException when it can be none
   */
  void write(FoundRecord found) throws IOException, BadRecordException {
    flattener.flatten(table.shape().shape(found));
    if (table.has(RestTable.ROW_HASH)) {
      flattener.setLineage(RestTable.ROW_HASH, flattener.contentHash(Set.copyOf(table.unhashed())));
    }
    if (part == null) {
      part = run.landing().newPart();
    }
    flattener.writeTo(part.out());
    rows++;
  }

  /**
   * Completes the part.
   *
   * @param rejected records that could not be rows
   */
  Piece.TablePiece finish(long rejected) throws IOException {
    Part finished = part == null ? null : part.finish();
    Drift drift = flattener.takeDrift();
    Map<String, Map<String, Long>> changed = new TreeMap<>();
    drift.changedTypes().forEach((column, types) -> changed.put(column, new TreeMap<>(types)));
    return new Piece.TablePiece(finished, rows, rejected, new TreeMap<>(drift.newKeys()), changed);
  }

  /** Deletes what is not finished. */
  @Override
  public void close() throws IOException {
    if (part != null) {
      part.close();
    }
  }
}
