package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Publishes targets, each when all of it was read. A repeat by the runner publishes the same again.
 */
final class PublishPullsFn
    extends DoFn<KV<String, Iterable<KV<PullTarget, PullPiece>>>, PullResult> {

  private static final long serialVersionUID = 1L;

  private final PullRun run;
  private transient PullApis apis;

  PublishPullsFn(PullRun run) {
    this.run = run;
  }

  @Setup
  public void setup() {
    apis = PullApis.of(run);
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<KV<PullTarget, PullPiece>>> target,
      OutputReceiver<PullResult> out)
      throws IOException, InterruptedException {
    List<PullPiece> pieces = new ArrayList<>();
    PullTarget which = null;
    for (KV<PullTarget, PullPiece> piece : target.getValue()) {
      which = piece.getKey();
      pieces.add(piece.getValue());
    }
    out.output(new PullPublication(run, apis, which, pieces).publish());
  }

  @Teardown
  public void teardown() {
    apis.close();
  }
}
