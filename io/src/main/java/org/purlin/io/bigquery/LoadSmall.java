package org.purlin.io.bigquery;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.PartWriter;
import org.purlin.transforms.rows.Table;

/**
 * Lands one row and loads it without a pipeline: for what is only known when the pipeline has
 * ended, the run itself.
 */
public final class LoadSmall {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LoadSmall() {}

  /**
   * Publishes a window of one row, then loads it. When the load fails, the window is still pending,
   * and the next run loads it.
   *
   * @param row a JSON object on one line
   */
  public static void load(
      BigQueryRun run, PipelineOptions options, Table table, String window, String row)
      throws IOException, InterruptedException {
    Part part;
    try (PartWriter writer = run.landing().newPart()) {
      writer.out().write((row + "\n").getBytes(StandardCharsets.UTF_8));
      part = writer.finish();
    }
    run.landing().publish(table, window, List.of(part), true);
    run.landing().cleanUp();
    ObjectNode staged = (ObjectNode) JSON.readTree(row);
    staged.put(LoadTables.WINDOW, window);
    // Jobs of its own: the row may be loaded again with something else in it.
    BigQueryRun own = run.named(run.runId() + "_" + Instant.now().toEpochMilli());
    try (Warehouse warehouse = Warehouse.open(own, options)) {
      warehouse.createStaging(table);
      warehouse.stage(
          table, (JSON.writeValueAsString(staged) + "\n").getBytes(StandardCharsets.UTF_8));
      Placing.ofWhole(own, warehouse, new WindowToLoad(table, window, run.runId(), 1, List.of()))
          .place();
    }
  }
}
