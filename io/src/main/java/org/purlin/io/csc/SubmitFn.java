package org.purlin.io.csc;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.csc.CscRun.InDoubt;

/**
 * The last step: gets all differences as one group, so that the brake sees every deletion and
 * nothing is sent before everything was compared. Writes the run's proof when all is done, and
 * gives the lock back.
 *
 * <p>Harmless to repeat. A runner repeats it when a worker died, and may not repeat the step that
 * settles what is open; so each attempt begins by settling what an earlier one of its run left. It
 * takes the lock first: an earlier attempt that lives on posts nothing more and writes no answer.
 */
final class SubmitFn extends DoFn<KV<String, Iterable<NightPart>>, String> {

  private static final long serialVersionUID = 1L;

  private final CscRun run;

  SubmitFn(CscRun run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, Iterable<NightPart>> parts, OutputReceiver<String> ended)
      throws IOException, InterruptedException {
    Instant compared = Instant.now();
    NightReport.Builder report = new NightReport.Builder();
    List<Candidate> candidates = new ArrayList<>();
    boolean someoneUnknown = false;
    String stopped = null;
    for (NightPart part : parts.getValue()) {
      if (part instanceof Opened opened) {
        report.opened(opened, compared);
        stopped = opened.stopped();
      } else if (part instanceof Differences differences) {
        report.compared(differences);
        candidates.addAll(differences.candidates());
        someoneUnknown |= differences.unkeyed() > 0;
      }
    }
    try (Tables tables = Tables.open(run);
        QuarantineFile quarantine = QuarantineFile.create(run.quarantine())) {
      Work work = new Work(tables, quarantine, report);
      if (run.sending().dryRun()) {
        work.show(candidates, someoneUnknown);
        quarantine.publish();
      } else {
        // This may be another worker than the one that took the lock, or another attempt.
        tables.records().take(Owner.ofThisProcess(run.runId()), run.sending().lease());
        boolean ours = true;
        try {
          work.send(candidates, someoneUnknown, stopped);
        } catch (LeaseLostException e) {
          ours = false;
          throw e;
        } finally {
          if (ours) {
            // Who was refused stands in the rows already, also when the rest could not be sent.
            quarantine.publish();
          }
        }
        // The proof is of who has the lock.
        tables.records().renew(run.sending().lease());
      }
      report.build(Instant.now()).write(run.proof());
      tables.records().release();
    }
    ended.output("night ended");
  }

  /** What a night needs, while its tables are open. */
  private final class Work {

    private final Tables tables;
    private final QuarantineFile quarantine;
    private final NightReport.Builder report;

    private Work(Tables tables, QuarantineFile quarantine, NightReport.Builder report) {
      this.tables = tables;
      this.quarantine = quarantine;
      this.report = report;
    }

    private void show(List<Candidate> candidates, boolean someoneUnknown)
        throws IOException, InterruptedException {
      night(DryRunFiles.replacing(run, report)).run(candidates, someoneUnknown);
    }

    private void send(List<Candidate> candidates, boolean someoneUnknown, String stopped)
        throws IOException, InterruptedException {
      try (CscReceiver receiver = CscReceiver.open(run.receiver(), run.sending().inDoubt())) {
        Submitter submitter =
            new Submitter(
                receiver, tables.records(), () -> tables.records().renew(run.sending().lease()));
        submitter.stop(stopped);
        ToReceiver outlet =
            new ToReceiver(submitter, tables.records(), tables.staging(), run.sending().lease());
        settleEarlierAttempt(outlet);
        night(outlet).run(candidates, someoneUnknown);
        report.count(NightReport.POSTS, submitter.posts());
        report.count(NightReport.EXTRA_POSTS, submitter.extraPosts());
        report.count(NightReport.REBUILT, outlet.rebuilt());
        report.stopped(submitter.stopped());
      }
    }

    /** As the next run would: known answers are written back, doubts follow --inDoubt. */
    private void settleEarlierAttempt(ToReceiver outlet) throws IOException, InterruptedException {
      Recovery recovery = new Recovery(outlet);
      for (OpenBatch batch : tables.records().open()) {
        if (batch.runId().equals(run.runId())) {
          recovery.settle(batch, run.sending().inDoubt() == InDoubt.RESEND);
        }
      }
      report.count(NightReport.RESUMED, recovery.accepted());
      report.count(NightReport.RESUMED_REFUSED, recovery.refused());
    }

    private Night night(Outlet outlet) {
      return new Night(run, tables.staging(), tables.records(), outlet, quarantine, report);
    }
  }
}
