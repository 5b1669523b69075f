package org.purlin.io.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.Part;
import org.purlin.transforms.rows.Table;

/**
 * Publishes all windows, then forgets what was kept of them for a run after a kill, then writes the
 * run's proof. One step on one worker: it renames files. Harmless to repeat.
 */
final class PublishWindowsFn extends DoFn<KV<String, Iterable<Merged>>, WindowResult> {

  private static final long serialVersionUID = 1L;

  private final RestRun run;

  PublishWindowsFn(RestRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<Merged>> all, OutputReceiver<WindowResult> out)
      throws IOException {
    List<Merged> windows = new ArrayList<>();
    all.getValue().forEach(windows::add);
    windows.sort(Comparator.comparing(merged -> merged.key().text()));
    check(windows);
    Map<String, List<Part>> logs = new TreeMap<>();
    for (Merged merged : windows) {
      publish(merged, logs);
    }
    String source = run.source().name();
    for (Table table : List.of(LogTables.calls(source), LogTables.rejected(source))) {
      run.landing().publish(table, run.runId(), logs.getOrDefault(table.name(), List.of()), false);
    }
    RestProof.write(
        run.proof(), new RestProof(run.runId(), windows.stream().map(Merged::result).toList()));
    for (Merged merged : windows) {
      if (merged.result().how() != WindowResult.How.FAILED) {
        PieceLedger.clear(run, merged.key());
      }
    }
    Spending.end(run);
    windows.forEach(merged -> out.output(merged.result()));
  }

  /** All parts must be there before the first is published. */
  private void check(List<Merged> windows) throws IOException {
    for (Merged merged : windows) {
      for (RestTable table : tables(merged)) {
        Part part = merged.parts().get(table.table().name());
        if (part != null) {
          run.landing().check(table.table(), merged.key().window(), part);
        }
      }
    }
  }

  private List<RestTable> tables(Merged merged) {
    return run.source().resource(merged.key().resource()).tables();
  }

  private void publish(Merged merged, Map<String, List<Part>> logs) throws IOException {
    String window = merged.key().window();
    for (RestTable table : tables(merged)) {
      // Before the rows: whoever compares after a kill must still find them different.
      Table changes = LogTables.changes(table.table());
      List<Part> changed = merged.logs().get(changes.name());
      if (changed != null) {
        run.landing().publish(changes, window + "/" + run.runId(), changed, false);
      }
      Part part = merged.parts().get(table.table().name());
      if (part != null) {
        List<Part> parts = part.rows() == 0 ? List.of() : List.of(part);
        run.landing().publish(table.table(), window, parts, true);
      }
    }
    merged
        .logs()
        .forEach(
            (table, parts) -> logs.computeIfAbsent(table, name -> new ArrayList<>()).addAll(parts));
  }
}
