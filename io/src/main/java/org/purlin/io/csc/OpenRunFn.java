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
      if (run.sending().createTables() || run.records().isFiles()) {
        records.createTables();
      }
      records.check();
      if (!run.sending().dryRun()) {
        records.take(Owner.ofThisProcess(run.runId()), run.sending().lease());
        staging.makeReturnsVisible();
      }
      Adopted adopted = adopt(staging, records);
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

  /** What an adoption came to. */
  private record Adopted(long children, long unreadable) {}

  /** Children that are known already stay as they are, so adopting once more does no harm. */
  private Adopted adopt(StagingTable staging, Records records) throws AdoptionNeededException {
    // A dry run adopts into records of its own, which are new, and leaves those that are in use.
    boolean mayAdopt = !run.sending().dryRun() || records.isFirstUse();
    if (run.sending().adopt() == Adopt.SENT && mayAdopt) {
      Adoption adoption = new Adoption(staging, records, run.payload().delta());
      long children = adoption.adopt();
      return new Adopted(children, adoption.unreadable());
    }
    if (run.sending().adopt() == null && records.isFirstUse()) {
      long sent = staging.countSent();
      if (sent > 0) {
        throw new AdoptionNeededException(sent);
      }
    }
    return new Adopted(0, 0);
  }

  private Opened settle(Tables tables, Adopted adopted, Instant began)
      throws IOException, InterruptedException {
    List<String> warnings = new ArrayList<>(tables.staging().warns());
    List<OpenBatch> open = run.sending().dryRun() ? List.of() : tables.records().open();
    if (open.isEmpty()) {
      return new Opened(
          tables.staging().count(),
          adopted.children(),
          adopted.unreadable(),
          0,
          0,
          warnings,
          began,
          Instant.now(),
          null);
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
                  tables.staging(),
                  run.sending().lease()));
      for (OpenBatch batch : open) {
        recovery.settle(batch, run.sending().inDoubt() == InDoubt.RESEND);
      }
      return new Opened(
          tables.staging().count(),
          adopted.children(),
          adopted.unreadable(),
          recovery.accepted(),
          recovery.refused(),
          warnings,
          began,
          Instant.now(),
          recovery.stopped());
    }
  }
}
