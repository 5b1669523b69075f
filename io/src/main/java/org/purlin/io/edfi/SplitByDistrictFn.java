package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Reads one file of the input and puts its rows aside, each district's into temporary files of its
 * own. Emits the files when all are complete.
 */
final class SplitByDistrictFn extends DoFn<Integer, KV<String, SpoolPart>> {

  private static final long serialVersionUID = 1L;

  /** Files open at a time: systems often allow a thousand to a process. */
  private static final int MOST_OPEN = 200;

  private final SubmitRun run;
  private final Counter rowsRead = Metrics.counter(EdfiIO.class, "rowsRead");

  SplitByDistrictFn(SubmitRun run) {
    this.run = run;
  }

  /** The spools of one file of the input; those that are full wait until all are. */
  private static final class Spools {
    private final Map<String, Spool<InputRow>> open = new HashMap<>();
    private final List<KV<String, Spool<InputRow>>> finished = new ArrayList<>();

    void finish() throws IOException {
      for (Map.Entry<String, Spool<InputRow>> spool : open.entrySet()) {
        finished.add(KV.of(spool.getKey(), spool.getValue()));
        spool.getValue().finish();
      }
      open.clear();
    }

    void delete() throws IOException {
      for (Spool<InputRow> spool : open.values()) {
        spool.close();
      }
      for (KV<String, Spool<InputRow>> spool : finished) {
        spool.getValue().close();
      }
    }
  }

  @ProcessElement
  public void process(@Element Integer file, OutputReceiver<KV<String, SpoolPart>> out)
      throws IOException {
    Spools spools = new Spools();
    boolean complete = false;
    String sha256;
    try {
      sha256 =
          new InputReader(run.format(), file, run.inputs().get(file))
              .read(row -> spool(spools, districtOf(row)).add(row));
      spools.finish();
      complete = true;
    } finally {
      if (!complete) {
        spools.delete();
      }
    }
    int number = 0;
    for (KV<String, Spool<InputRow>> part : spools.finished) {
      Spool<InputRow> spool = part.getValue();
      rowsRead.inc(spool.rows());
      out.output(
          KV.of(part.getKey(), new SpoolPart(file, number++, spool.name(), spool.rows(), sha256)));
    }
  }

  /** Rows of districts that are not known go together, so that a bad column opens no files. */
  private String districtOf(InputRow row) {
    return run.district(row.district()).map(District::key).orElse("");
  }

  private Spool<InputRow> spool(Spools spools, String district) throws IOException {
    Spool<InputRow> spool = spools.open.get(district);
    if (spool == null) {
      if (spools.open.size() == MOST_OPEN) {
        spools.finish();
      }
      spool = Spool.create(CheckRows.spoolName(run), InputRow.class);
      spools.open.put(district, spool);
    }
    return spool;
  }
}
