package org.purlin.io.csc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.purlin.io.csc.CscRun.Adopt;
import org.purlin.io.csc.CscRun.InDoubt;
import org.purlin.io.staging.IdRange;
import org.purlin.io.staging.StagingTable;

/**
 * The first step: takes the lock, looks at the tables, settles what earlier runs left open, and
 * only then says what is to be read, because settling changes what the receiver holds.
 */
final class OpenRunFn extends DoFn<String, NightPart> {

  private static final long serialVersionUID = 1L;

  /** Rows one query reads; some ten megabytes of payloads. */
  private static final int ROWS_EACH = 2_500;

  private static final int HELD_PARTITIONS = 16;

  private final CscRun run;

  OpenRunFn(CscRun run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(MultiOutputReceiver out) throws IOException, InterruptedException {
    Instant began = Instant.now();
    try (Tables tables = Tables.open(run)) {
      Records records = tables.records();
      StagingTable staging = tables.staging();
      if (run.sending().createTables()) {
        records.createTables();
      }
      records.check();
      if (!run.sending().dryRun()) {
        records.take(Owner.ofThisProcess(run.runId()), run.sending().lease());
      }
      long adopted = records.isFirstUse() ? adopt(staging, records) : 0;
      Opened opened = settle(tables, adopted, began);
      for (IdRange range : staging.partitions(ROWS_EACH)) {
        out.get(CscIO.ROWS_TO_READ).output(range);
      }
      for (HashRange range : Records.partitions(HELD_PARTITIONS)) {
        out.get(CscIO.HELD_TO_READ).output(range);
      }
      out.get(CscIO.OPENED).output(opened);
    }
  }

  private long adopt(StagingTable staging, Records records) throws AdoptionNeededException {
    if (run.sending().adopt() == Adopt.SENT) {
      return new Adoption(staging, records, run.payload().delta()).adopt();
    }
    long sent = staging.countSent();
    if (run.sending().adopt() == null && sent > 0) {
      throw new AdoptionNeededException(sent);
    }
    return 0;
  }

  private Opened settle(Tables tables, long adopted, Instant began)
      throws IOException, InterruptedException {
    List<String> warnings = new ArrayList<>(tables.staging().warns());
    List<OpenBatch> open = run.sending().dryRun() ? List.of() : tables.records().open();
    if (open.isEmpty()) {
      return new Opened(
          tables.staging().count(), adopted, 0, 0, warnings, began, Instant.now(), null);
    }
    try (CscReceiver receiver = CscReceiver.open(run.receiver(), run.sending().inDoubt())) {
      Recovery recovery =
          new Recovery(
              new ToReceiver(
                  new Submitter(
                      receiver,
                      tables.records(),
                      () -> tables.records().renew(run.sending().lease())),
                  tables.records(),
                  tables.staging()));
      for (OpenBatch batch : open) {
        recovery.settle(batch, run.sending().inDoubt() == InDoubt.RESEND);
      }
      return new Opened(
          tables.staging().count(),
          adopted,
          recovery.accepted(),
          recovery.refused(),
          warnings,
          began,
          Instant.now(),
          recovery.stopped());
    }
  }
}
