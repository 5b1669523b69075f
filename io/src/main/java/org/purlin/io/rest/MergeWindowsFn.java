package org.purlin.io.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Merges windows of which everything was read that will be. A repeat by the runner does it anew.
 */
final class MergeWindowsFn extends DoFn<KV<String, Iterable<Piece>>, Merged> {

  private static final long serialVersionUID = 1L;

  private final RestRun run;

  MergeWindowsFn(RestRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<Piece>> window, OutputReceiver<Merged> out)
      throws IOException {
    List<Piece> pieces = new ArrayList<>();
    window.getValue().forEach(pieces::add);
    out.output(new WindowPieces(run, WindowKey.parse(window.getKey()), pieces).merge());
  }
}
