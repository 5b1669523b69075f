package org.purlin.io.rest;

import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.RowLines;
import org.purlin.io.landing.Storage;

/** Writes what is different, row by row, from the files where the rows are. */
final class WriteChangesFn extends DoFn<KV<String, CoGbkResult>, Merged> {

  private static final long serialVersionUID = 1L;

  private final RestRun run;

  WriteChangesFn(RestRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element KV<String, CoGbkResult> window, OutputReceiver<Merged> out)
      throws IOException {
    Merged merged = window.getValue().getOnly(RestIO.MERGED);
    Map<String, Map<String, RowChange.Kind>> changes = new HashMap<>();
    for (RowChange change : window.getValue().getAll(RestIO.CHANGES)) {
      changes
          .computeIfAbsent(change.table(), table -> new HashMap<>())
          .put(change.key(), change.kind());
    }
    Map<String, List<Part>> logs = new LinkedHashMap<>(merged.logs());
    List<TableResult> results = new ArrayList<>();
    for (RestTable table : run.source().resource(merged.key().resource()).tables()) {
      results.add(write(merged, table, changes.getOrDefault(table.table().name(), Map.of()), logs));
    }
    out.output(new Merged(merged.key(), merged.result().with(results), merged.parts(), logs));
  }

  private TableResult write(
      Merged merged,
      RestTable table,
      Map<String, RowChange.Kind> changes,
      Map<String, List<Part>> logs)
      throws IOException {
    String name = table.table().name();
    TableResult result =
        merged.result().tables().stream()
            .filter(one -> one.table().equals(name))
            .findFirst()
            .orElseThrow();
    Optional<Manifest> before = ListRowsFn.before(run, table, merged);
    if (before.isEmpty()) {
      return result;
    }
    try (JsonRows rows = new JsonRows(run.landing())) {
      String directory = run.landing().directory(name, merged.key().window());
      for (Manifest.File file : before.get().files()) {
        String place = Storage.resolve(directory, file.name());
        write(place, merged, table, changes, RowChange.Kind.REMOVED, rows);
      }
      String after = merged.parts().get(name).temporary();
      write(after, merged, table, changes, RowChange.Kind.ADDED, rows);
      rows.finish()
          .ifPresent(part -> logs.put(LogTables.changes(table.table()).name(), List.of(part)));
    }
    return result.with(
        new TableResult.Changes(
            count(changes, RowChange.Kind.ADDED),
            count(changes, RowChange.Kind.MODIFIED),
            count(changes, RowChange.Kind.REMOVED)));
  }

  private static long count(Map<String, RowChange.Kind> changes, RowChange.Kind kind) {
    return changes.values().stream().filter(one -> one == kind).count();
  }

  /** Writes the changed rows of one file: modified ones, and those of its own side. */
  private void write(
      String file,
      Merged merged,
      RestTable table,
      Map<String, RowChange.Kind> changes,
      RowChange.Kind side,
      JsonRows rows)
      throws IOException {
    RowFacts facts = RowFacts.of(table);
    RowCover cover = RowCover.of(run, table.table());
    try (RowLines line = RowLines.open(file)) {
      while (line.next()) {
        facts.read(line, file);
        RowKey key = RowKey.of(merged.key().text(), table.table().name(), facts.key());
        RowChange.Kind kind = changes.get(key.key());
        if (kind == side || kind == RowChange.Kind.MODIFIED) {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put(LogTables.WINDOW, merged.key().window());
          row.put(LogTables.CHANGE, kind.word());
          row.put(LogTables.IMAGE, side == RowChange.Kind.REMOVED ? "before" : "after");
          row.put(LogTables.ROW, raw(line, file, cover));
          row.put(RestTable.ROW_HASH, facts.value(RestTable.ROW_HASH));
          row.put(RestTable.RUN_ID, run.runId());
          row.put(RestTable.LOADED_AT, run.startedAt().toString());
          rows.write(row);
        }
      }
    }
  }

  private static RawValue raw(RowLines line, String file, RowCover cover) throws IOException {
    ByteArrayOutputStream row = new ByteArrayOutputStream(line.length());
    cover.write(line, file, row);
    return new RawValue(row.toString(StandardCharsets.UTF_8).strip());
  }
}
