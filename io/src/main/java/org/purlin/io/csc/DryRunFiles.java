package org.purlin.io.csc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.purlin.io.landing.Storage;
import org.purlin.transforms.csc.ChildJson;
import org.purlin.transforms.csc.ChildRedaction;
import org.purlin.transforms.rows.BadRecordException;

/**
 * Writes batches to files instead of sending them: one file is the body of one post, a record a
 * line.
 */
final class DryRunFiles implements Outlet {

  private static final Pattern BATCH = Pattern.compile("batch-\\d+\\.json");

  private final CscRun run;
  private final NightReport.Builder report;
  private int files;

  private DryRunFiles(CscRun run, NightReport.Builder report) {
    this.run = run;
    this.report = report;
  }

  /** Begins anew: what an earlier dry run wrote is deleted. */
  static DryRunFiles replacing(CscRun run, NightReport.Builder report) throws IOException {
    Storage.delete(
        Storage.list(run.bodies()).stream()
            .filter(name -> BATCH.matcher(Storage.fileName(name)).matches())
            .toList());
    return new DryRunFiles(run, report);
  }

  @Override
  public List<Result> send(Batch batch) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Outgoing record : batch.records()) {
      lines.add(run.sending().showValues() ? record.body() : redacted(record.body()));
      String kind = record.kind().name().toLowerCase(Locale.ROOT);
      report.count(NightReport.DRY + ": " + kind, 1);
    }
    String name = String.format(Locale.ROOT, "batch-%05d.json", ++files);
    Storage.writePrivateText(
        Storage.resolve(run.bodies(), name), "[" + String.join(",\n", lines) + "]\n");
    report.count(NightReport.DRY, batch.records().size());
    // They have a fate of their own, counted above.
    report.count(NightReport.NOT_SENT, -batch.records().size());
    return List.of();
  }

  @Override
  public void alive() {
    // A dry run holds no lock.
  }

  @Override
  public String stopped() {
    return null;
  }

  private static String redacted(String body) {
    try {
      ObjectNode record = ChildJson.parse(body);
      return ChildJson.text(ChildRedaction.of(record));
    } catch (BadRecordException e) {
      throw new IllegalStateException("A body of ours is not JSON.", e);
    }
  }
}
