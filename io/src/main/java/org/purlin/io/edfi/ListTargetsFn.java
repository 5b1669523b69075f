package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.transforms.edfi.ResourceName;

/** Lists what is pulled from a district. A district that cannot be asked ends here. */
final class ListTargetsFn extends DoFn<String, PullTarget> {

  private static final long serialVersionUID = 1L;

  private final PullRun run;
  private transient PullApis apis;

  ListTargetsFn(PullRun run) {
    this.run = run;
  }

  @Setup
  public void setup() {
    apis = PullApis.of(run);
  }

  @ProcessElement
  public void process(@Element String district, MultiOutputReceiver out)
      throws IOException, InterruptedException {
    try {
      PullTargets.of(run, apis.api(district))
          .forEach(target -> out.get(EdfiIO.TARGETS).output(target));
    } catch (IOException e) {
      PullPiece.Failed failed = PullTrouble.of(e, run.settings(), new PullTally());
      // The district as a whole is no resource that somebody may lack the right to.
      PullPiece.Failed whole = new PullPiece.Failed(failed.why(), false, failed.numbers());
      List<ResourceName> named = new ArrayList<>(run.resources());
      if (named.isEmpty()) {
        named.add(null);
      }
      for (ResourceName resource : named) {
        out.get(EdfiIO.PIECES).output(KV.of(new PullTarget(district, resource), whole));
      }
    }
  }

  @Teardown
  public void teardown() {
    apis.close();
  }
}
