package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Brings all rows of a district to their end. A repeat by the runner sends what the ledger does not
 * prove delivered.
 */
final class SubmitDistrictFn extends DoFn<KV<String, Iterable<SpoolPart>>, DistrictResult> {

  private static final long serialVersionUID = 1L;

  private final SubmitRun run;

  SubmitDistrictFn(SubmitRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(
      @Element KV<String, Iterable<SpoolPart>> district, OutputReceiver<DistrictResult> out)
      throws IOException, InterruptedException {
    List<SpoolPart> parts = new ArrayList<>();
    district.getValue().forEach(parts::add);
    parts.sort(Comparator.comparingInt(SpoolPart::file).thenComparingInt(SpoolPart::number));
    out.output(new DistrictSubmission(run, district.getKey(), parts).run());
  }
}
