package org.purlin.io.bigquery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Leaves the proof of a load, when all tables are in place. */
final class FinishLoadFn extends DoFn<KV<String, Iterable<TableLoad>>, String> {

  private static final long serialVersionUID = 1L;

  private final BigQueryRun run;

  FinishLoadFn(BigQueryRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(ProcessContext context) throws IOException {
    List<TableLoad> tables = new ArrayList<>();
    for (TableLoad table : context.element().getValue()) {
      if (table.windows() > 0) {
        tables.add(table);
      }
    }
    tables.sort(Comparator.comparing(TableLoad::table));
    if (!tables.isEmpty()) {
      try (Warehouse warehouse = Warehouse.open(run, context.getPipelineOptions())) {
        warehouse.dropStaging(TableLoad.REJECTED);
      }
    }
    new LoadProof(run.runId(), tables).write(run.proof());
    context.output("loaded into " + run.dataset());
  }
}
