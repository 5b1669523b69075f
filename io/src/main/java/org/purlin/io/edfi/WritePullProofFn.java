package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Leaves the run's proof, when everything was carried out. */
final class WritePullProofFn extends DoFn<KV<String, Iterable<PullResult>>, String> {

  private static final long serialVersionUID = 1L;

  private final PullRun run;

  WritePullProofFn(PullRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element KV<String, Iterable<PullResult>> all, OutputReceiver<String> ended)
      throws IOException {
    List<PullResult> results = new ArrayList<>();
    all.getValue().forEach(results::add);
    results.sort(
        Comparator.comparing(PullResult::district)
            .thenComparing(PullResult::resource, Comparator.nullsFirst(Comparator.naturalOrder())));
    PullProof.write(run.proof(), new PullProof(run.runId(), results));
    ended.output("resources published");
  }
}
