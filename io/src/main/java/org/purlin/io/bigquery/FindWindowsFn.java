package org.purlin.io.bigquery;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.PendingLoad;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.rows.Table;

/**
 * Finds what is published and not loaded: of this run, and of runs that were killed. Makes the
 * staging tables. Harmless to repeat.
 */
final class FindWindowsFn extends DoFn<KV<String, Iterable<String>>, WindowToLoad> {

  private static final long serialVersionUID = 1L;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BigQueryRun run;

  FindWindowsFn(BigQueryRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException, InterruptedException {
    List<WindowToLoad> windows = new ArrayList<>();
    for (PendingLoad pending : run.ledger().pending()) {
      Optional<Manifest> manifest =
          run.landing().published(pending.table().name(), pending.window());
      if (manifest.isPresent()) {
        windows.add(window(pending, manifest.get()));
      }
    }
    Map<String, Table> tables = new TreeMap<>();
    for (WindowToLoad window : windows) {
      tables.merge(window.table().name(), window.table(), LoadTables::union);
    }
    List<WindowToLoad> all = new ArrayList<>();
    windows.forEach(window -> all.add(of(window, tables.get(window.table().name()))));
    if (!windows.isEmpty()) {
      tables.put(TableLoad.REJECTED, LoadTables.REJECTED);
    }
    // What was refused of a window before goes when the window is loaded again.
    windows.forEach(window -> all.add(rejected(window)));
    Map<String, String> schemas = new HashMap<>();
    try (Warehouse warehouse = Warehouse.open(run, context.getPipelineOptions())) {
      for (Table table : tables.values()) {
        warehouse.createStaging(table);
        schemas.put(table.name(), JSON.writeValueAsString(table));
      }
    }
    context.output(LoadToBigQuery.SCHEMAS, schemas);
    all.forEach(context::output);
  }

  /** With the columns that all windows of the table have together. */
  private static WindowToLoad of(WindowToLoad window, Table table) {
    List<WindowToLoad.File> files = window.files().stream().map(file -> file.into(table)).toList();
    return new WindowToLoad(table, window.window(), window.published(), window.rows(), files);
  }

  private WindowToLoad rejected(WindowToLoad window) {
    return new WindowToLoad(
        LoadTables.REJECTED,
        window.table().name() + "/" + window.window(),
        run.runId(),
        0,
        List.of());
  }

  private WindowToLoad window(PendingLoad pending, Manifest manifest) throws IOException {
    Table table = pending.table();
    String directory = run.landing().directory(table.name(), pending.window());
    List<WindowToLoad.File> files = new ArrayList<>();
    for (Manifest.File file : manifest.files()) {
      String place = Storage.resolve(directory, file.name());
      if (!Storage.size(place).equals(Optional.of(file.bytes()))) {
        throw new OutputChangedException(
            place
                + " is gone or not as it was published, so it cannot be loaded. Put it back, or"
                + " read its window again from its source.");
      }
      files.add(new WindowToLoad.File(table, pending.window(), place, file.bytes()));
    }
    return new WindowToLoad(table, pending.window(), manifest.runId(), manifest.rows(), files);
  }
}
