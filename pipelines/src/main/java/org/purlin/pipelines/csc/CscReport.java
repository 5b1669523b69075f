package org.purlin.pipelines.csc;

import java.util.List;
import java.util.Map;
import org.purlin.io.csc.CscRun;
import org.purlin.io.csc.NightReport;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.FollowUp;
import org.purlin.pipelines.report.RunReport;

/** Makes the run report of a night's numbers. */
final class CscReport {

  private final CscRun run;
  private final NightReport night;

  CscReport(CscRun run, NightReport night) {
    this.run = run;
    this.night = night;
  }

  RunReport.Outcome outcome() {
    RunReport.Builder report = RunReport.Outcome.builder();
    night
        .seconds()
        .forEach(
            (stage, seconds) ->
                report.counter("milliseconds to " + stage, Math.round(seconds * 1000)));
    report.balance(rows());
    report.balance(children());
    night.rejects().forEach(report::rejects);
    night.rejects().keySet().forEach(reason -> report.todo(reason, remedy(reason)));
    night.places().forEach(report::rejectedAt);
    counters(report);
    problems(report);
    followUps(report);
    notices(report);
    if (night.count(NightReport.REFUSED) > 0
        && night.deliveredInAll() == 0
        && night.count(NightReport.IN_DOUBT) == 0) {
      report.allRefused(
          "The receiver refused everything that was sent: "
              + night.count(NightReport.REFUSED)
              + " children. Its words are in "
              + Storage.fileName(run.quarantine())
              + ".");
    }
    return report.build();
  }

  private Balance rows() {
    return Balance.of("rows", "read", night.rows())
        .plus("unchanged", night.count(NightReport.UNCHANGED))
        .plus(NightReport.MARKED, night.count(NightReport.MARKED))
        .plus(NightReport.GONE, night.count(NightReport.GONE))
        .plus("not usable", night.count(NightReport.UNREADABLE))
        .plus(NightReport.MOVED_ROWS, night.count(NightReport.MOVED_ROWS))
        .plus(NightReport.LEFT_OUT_ROWS, night.count(NightReport.LEFT_OUT_ROWS))
        .plus(NightReport.SELECTED, night.count(NightReport.SELECTED_ROWS));
  }

  private Balance children() {
    return Balance.of("children", "selected", night.count(NightReport.SELECTED))
        .plus("delivered", night.deliveredInAll())
        .plus(NightReport.DRY, night.count(NightReport.DRY))
        .plus(NightReport.REFUSED, night.count(NightReport.REFUSED))
        .plus(NightReport.QUARANTINED, night.count(NightReport.QUARANTINED))
        .plus(NightReport.IN_DOUBT, night.count(NightReport.IN_DOUBT))
        .plus(NightReport.NOT_SENT, night.count(NightReport.NOT_SENT))
        .plus(NightReport.BRAKED, night.count(NightReport.BRAKED))
        .plus(NightReport.ABSENT_KEPT, night.count(NightReport.ABSENT_KEPT))
        .plus(NightReport.HELD, night.count(NightReport.HELD))
        .plus(NightReport.MOVED, night.count(NightReport.MOVED))
        .plus(NightReport.LEFT_OUT, night.count(NightReport.LEFT_OUT));
  }

  private void counters(RunReport.Builder report) {
    night.delivered().forEach((kind, count) -> report.counter("delivered: " + kind, count));
    night.counts().entrySet().stream()
        .filter(count -> count.getKey().startsWith(NightReport.DRY + ":"))
        .forEach(count -> report.counter(count.getKey(), count.getValue()));
    for (String name :
        new String[] {
          NightReport.BATCHES,
          NightReport.POSTS,
          NightReport.EXTRA_POSTS,
          NightReport.REBUILT,
          NightReport.ADOPTED,
          NightReport.RECOVERED,
          NightReport.RECOVERED_REFUSED,
          NightReport.RESUMED,
          NightReport.RESUMED_REFUSED
        }) {
      if (night.count(name) > 0) {
        report.counter(name, night.count(name));
      }
    }
  }

  private String remedy(String reason) {
    String where = Storage.fileName(run.quarantine());
    return reason.startsWith("by the receiver")
        ? where
            + " has the receiver's words and the row. Mend the record; it is sent again when it"
            + " changes."
        : where
            + " names row, field and rule. Mend the record where it is made; the next run sends it.";
  }

  private void followUps(RunReport.Builder report) {
    if (night.count(NightReport.IN_DOUBT) + night.count(NightReport.OPEN_DOUBTS) > 0) {
      report.followUp(
          new FollowUp(
              "List what is in doubt, to ask the Department about it and to settle it",
              "csc reconcile",
              OptionValues.flags(CscReconcileOptions.class),
              Map.of()));
    }
    if (run.sending().dryRun()) {
      report.followUp(new FollowUp("Send it", "csc", List.of(), Map.of("dryRun", "")));
    }
  }

  private void problems(RunReport.Builder report) {
    if (night.rows() < night.rowsAtStart()) {
      report.problem(
          run.table().name(),
          night.rowsAtStart()
              + " rows were there when the run began, and "
              + night.rows()
              + " were read.",
          "Rows were deleted while the run was under way; run again when nothing else is.");
    }
    if (night.brake() != null) {
      report.problem("deletions", night.brake(), "Look at the rows marked Deleted first.");
    }
    for (String doubt : night.doubts()) {
      report.problem(
          "in doubt",
          doubt,
          run.sending().inDoubt() == CscRun.InDoubt.RESEND
              ? "The next run sends these records once more; purlin csc reconcile lists them."
              : "purlin csc reconcile lists them, and settles them.");
    }
    if (night.count(NightReport.OPEN_DOUBTS) > 0 && night.doubts().isEmpty()) {
      report.problem(
          "in doubt",
          night.count(NightReport.OPEN_DOUBTS) + " records have no clear answer yet.",
          "purlin csc reconcile lists them, and settles them.");
    }
    if (night.count(NightReport.NOT_ADOPTED) > 0) {
      report.problem(
          run.table().name(),
          night.count(NightReport.NOT_ADOPTED)
              + " rows may have been sent before, and what was sent cannot be read.",
          "Such a child is sent in full while it has a row that can be read; if it is deleted, its"
              + " deletion is not sent.");
    }
    if (night.count(NightReport.ABSENT_KEPT) > 0 && run.sending().absent() == CscRun.Absent.PURGE) {
      report.problem(
          "deletions",
          night.count(NightReport.ABSENT_KEPT)
              + " children seem to have no row any more and were not purged: a row that cannot be"
              + " read, that is spelled another way, or that came or went while the run was under"
              + " way may be theirs.",
          "Mend the rows that quarantine.csv names, then run again.");
    }
    if (night.stopped() != null) {
      report.problem(
          "receiver",
          night.stopped(),
          "Sending was stopped; the next run sends what was not sent.");
    }
  }

  private void notices(RunReport.Builder report) {
    night.warnings().forEach(report::notice);
    if (night.count(NightReport.REBUILT) > 0) {
      report.notice(
          night.count(NightReport.REBUILT)
              + " rows were rebuilt while their record was under way; they stay pending and the next"
              + " run sends what is new.");
    }
    if (night.count(NightReport.MOVED) > 0) {
      report.notice(
          night.count(NightReport.MOVED)
              + " rows changed while the run was under way; the next run takes them.");
    }
    if (night.count(NightReport.ABSENT_KEPT) > 0 && run.sending().absent() == CscRun.Absent.KEEP) {
      report.notice(
          night.count(NightReport.ABSENT_KEPT)
              + " children have no row any more and were not purged (--absent=keep).");
    }
    if (night.count(NightReport.UNREADABLE) + night.count(NightReport.QUARANTINED) > 0) {
      report.notice("What is wrong with which child is in " + run.quarantine() + ".");
    }
    if (run.sending().dryRun()) {
      report.notice("Nothing was sent. The bodies are in " + run.bodies() + "/.");
    }
    if (run.staging().trustServerCertificate()) {
      report.notice(
          "The database server's certificate was accepted unseen (--trustServerCertificate).");
    }
  }
}
