package org.purlin.io.bigquery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Puts the staged rows of tables in the place of the earlier ones. Harmless to repeat. */
final class PutInPlaceFn extends DoFn<KV<String, Iterable<WindowToLoad>>, TableLoad> {

  private static final long serialVersionUID = 1L;

  private final BigQueryRun run;

  PutInPlaceFn(BigQueryRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException, InterruptedException {
    List<WindowToLoad> windows = new ArrayList<>();
    context.element().getValue().forEach(windows::add);
    windows.sort(Comparator.comparing(WindowToLoad::window));
    try (Warehouse warehouse = Warehouse.open(run, context.getPipelineOptions())) {
      context.output(Placing.of(run, warehouse, windows).place());
    }
  }
}
