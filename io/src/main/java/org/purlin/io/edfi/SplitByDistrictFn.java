package org.purlin.io.edfi;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Reads one file of the input and puts its rows aside, each district's into a temporary file of its
 * own. Emits the files when all are complete.
 */
final class SplitByDistrictFn extends DoFn<Integer, KV<String, SpoolPart>> {

  private static final long serialVersionUID = 1L;

  private final SubmitRun run;
  private final Counter rowsRead = Metrics.counter(EdfiIO.class, "rowsRead");

  SplitByDistrictFn(SubmitRun run) {
    this.run = run;
  }

  @ProcessElement
  public void process(@Element Integer file, OutputReceiver<KV<String, SpoolPart>> out)
      throws IOException {
    Map<String, Spool<InputRow>> districts = new HashMap<>();
    boolean complete = false;
    try {
      new InputReader(run.format(), file, run.inputs().get(file))
          .read(row -> spool(districts, districtOf(row)).add(row));
      for (Spool<InputRow> spool : districts.values()) {
        spool.finish();
      }
      complete = true;
    } finally {
      if (!complete) {
        for (Spool<InputRow> spool : districts.values()) {
          spool.close();
        }
      }
    }
    districts.forEach(
        (district, spool) -> {
          rowsRead.inc(spool.rows());
          out.output(KV.of(district, new SpoolPart(file, spool.name(), spool.rows())));
        });
  }

  /** Rows of districts that are not known go together, so that a bad column opens no files. */
  private String districtOf(InputRow row) {
    return run.district(row.district()).map(District::key).orElse("");
  }

  private Spool<InputRow> spool(Map<String, Spool<InputRow>> districts, String district)
      throws IOException {
    Spool<InputRow> spool = districts.get(district);
    if (spool == null) {
      spool = Spool.create(run.landing().temporary(UUID.randomUUID() + ".spool"), InputRow.class);
      districts.put(district, spool);
    }
    return spool;
  }
}
