package org.purlin.io.edfi;

import java.io.IOException;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Reads units into part files. May run more than once for a unit: what a lost attempt wrote is
 * temporary and never published.
 */
final class ReadUnitsFn extends DoFn<PullUnit, KV<PullTarget, PullPiece>> {

  private static final long serialVersionUID = 1L;

  private final PullRun run;
  private final Counter rows = Metrics.counter(EdfiIO.class, "pulledRows");
  private final Counter pages = Metrics.counter(EdfiIO.class, "pulledPages");
  private final Counter units = Metrics.counter(EdfiIO.class, "finishedUnits");
  private transient PullApis apis;

  ReadUnitsFn(PullRun run) {
    this.run = run;
  }

  @Setup
  public void setup() {
    apis = PullApis.of(run);
  }

  @ProcessElement
  public void process(@Element PullUnit unit, OutputReceiver<KV<PullTarget, PullPiece>> out)
      throws IOException, InterruptedException {
    PullPiece piece = PullReader.read(run, apis, unit);
    if (piece instanceof PullPiece.Read read) {
      rows.inc(read.numbers().read() - read.numbers().duplicates());
      pages.inc(read.numbers().pages());
      units.inc();
    }
    out.output(KV.of(unit.target(), piece));
  }

  @Teardown
  public void teardown() {
    apis.close();
  }
}
