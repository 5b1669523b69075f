package org.purlin.io.edfi;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Plans targets. A repeat by the runner plans anew; only what one attempt emitted is used. */
final class PlanPullsFn extends DoFn<PullTarget, PullUnit> {

  private static final long serialVersionUID = 1L;

  private final PullRun run;
  private transient PullApis apis;

  PlanPullsFn(PullRun run) {
    this.run = run;
  }

  @Setup
  public void setup() {
    apis = PullApis.of(run);
  }

  @ProcessElement
  public void process(@Element PullTarget target, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    PullTally tally = new PullTally();
    try {
      PullPlanner.Planned planned =
          new PullPlanner(run, apis.api(target.district()), target, tally).plan();
      out.get(EdfiIO.PIECES)
          .output(KV.of(target, new PullPiece.Planned(planned.plan(), tally.asked())));
      planned.units().forEach(unit -> out.get(EdfiIO.UNITS).output(unit));
    } catch (IOException e) {
      out.get(EdfiIO.PIECES).output(KV.of(target, PullTrouble.of(e, run.settings(), tally)));
    }
  }

  @Teardown
  public void teardown() {
    apis.close();
  }
}
