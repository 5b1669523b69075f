package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.FileLanding;

/** Publishes the results and leaves the run's proof. May be repeated by the runner. */
final class PublishResultsFn extends DoFn<KV<String, Iterable<DistrictResult>>, String> {

  private static final long serialVersionUID = 1L;

  private final SubmitRun run;

  PublishResultsFn(SubmitRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<DistrictResult>> all, OutputReceiver<String> ended)
      throws IOException {
    FileLanding landing = run.landing();
    List<DistrictResult> results = new ArrayList<>();
    for (DistrictResult result : all.getValue()) {
      // Without results it only stands for the run itself, which may have had no rows.
      if (result.results() != null) {
        landing.publish(
            ResultTable.TABLE,
            SubmitRun.window(run.runId(), result.district()),
            List.of(result.results()),
            true);
        results.add(result);
      }
    }
    results.sort(Comparator.comparing(DistrictResult::district));
    SubmitProof.write(run.proof(), results);
    ended.output("results published");
  }
}
