package org.purlin.pipelines.csc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.csc.Owner;
import org.purlin.io.csc.Reconciliation;
import org.purlin.io.csc.Reconciliation.Choice;
import org.purlin.io.csc.Reconciliation.Finding;
import org.purlin.io.csc.Records;
import org.purlin.io.staging.Sql;
import org.purlin.io.staging.StagingTable;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.csc.CscReconcileOptions.Settle;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/**
 * Lists posts of which it is not known whether they arrived, and settles them once a person knows.
 * Listing changes nothing; settling takes the lock, so that no run sends meanwhile.
 */
public final class ReconcileCsc implements Command<CscReconcileOptions> {

  /** It is renewed batch by batch; a process that dies is in nobody's way for longer. */
  private static final Duration LEASE = Duration.ofMinutes(5);

  @Override
  public String verb() {
    return "csc reconcile";
  }

  @Override
  public String summary() {
    return "List what was sent without a clear answer, and settle it.";
  }

  @Override
  public Class<CscReconcileOptions> options() {
    return CscReconcileOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # What is in doubt; exit code 3 while something is
        purlin csc reconcile""",
        """
        # The ids to ask the Department about
        purlin csc reconcile --showIds""",
        """
        # The Department has the batch
        purlin csc reconcile --settle=accepted --batch=BATCH""",
        """
        # It does not have it: the next run sends it
        purlin csc reconcile --settle=notAccepted --batch=BATCH""");
  }

  @Override
  public Map<String, String> aliases() {
    return CscSettings.ALIASES;
  }

  @Override
  public Optional<ExitCode> exitCodeOf(Throwable failure) {
    return CscSettings.exitCodeOf(failure);
  }

  @Override
  public Verdict run(CscReconcileOptions options, Console console) {
    if (options.getSettle() == null && (options.getBatch() != null || options.getRow() != null)) {
      throw new UserMistakeException(
          "--batch and --row say what --settle is to settle. Say --settle=accepted or"
              + " --settle=notAccepted with them.");
    }
    try (OpenRecords open = OpenRecords.open(options)) {
      return options.getSettle() == null && !options.isWriteBack()
          ? list(open.records(), options, console)
          : change(open.records(), options, console);
    }
  }

  private static Verdict list(Records records, CscReconcileOptions options, Console console) {
    OpenBatches open = open(records, options);
    open.print(console);
    return left("", open);
  }

  private static OpenBatches open(Records records, CscReconcileOptions options) {
    return new OpenBatches(records.open(), records.holder().orElse(null), options.isShowIds());
  }

  private static Verdict change(Records records, CscReconcileOptions options, Console console) {
    if (options.getSettle() != null && !options.isYes()) {
      Confirmation.ask(question(records, options));
    }
    records.take(Owner.ofThisProcess(runId(options)), LEASE);
    StringBuilder done = new StringBuilder();
    try (Sql sql = Sql.open(CscSettings.staging(options))) {
      Reconciliation work =
          new Reconciliation(records, StagingTable.open(sql, CscSettings.table(options)), LEASE);
      if (options.getSettle() != null) {
        done.append(settle(work, options));
      }
      if (options.isWriteBack()) {
        done.append(work.writeBack()).append(" answers were written back. ");
      }
      if (work.rebuilt() > 0) {
        done.append(work.rebuilt())
            .append(
                " of their rows were rebuilt since and stay pending; the next run sends what is"
                    + " new. ");
      }
    }
    records.release();
    OpenBatches open = open(records, options);
    open.print(console);
    return left(done.toString(), open);
  }

  private static String settle(Reconciliation work, CscReconcileOptions options) {
    Finding finding =
        options.getSettle() == Settle.ACCEPTED ? Finding.ACCEPTED : Finding.NOT_ACCEPTED;
    long settled = work.settle(finding, new Choice(options.getBatch(), options.getRow()));
    return settled + " records were settled as " + word(options.getSettle()) + ". ";
  }

  private static String question(Records records, CscReconcileOptions options) {
    return "Settle "
        + (options.getRow() != null
            ? "row " + options.getRow()
            : options.getBatch() != null
                ? "batch " + options.getBatch()
                : "all " + open(records, options).inDoubt() + " records in doubt")
        + " as "
        + word(options.getSettle())
        + "?";
  }

  private static String word(Settle settle) {
    return settle == Settle.ACCEPTED ? "accepted" : "not accepted";
  }

  private static String runId(CscReconcileOptions options) {
    return "reconcile-" + new JobOptions.NewRunId().create(options);
  }

  private static Verdict left(String done, OpenBatches open) {
    if (open.inDoubt() == 0 && open.answered() == 0) {
      return new Verdict(ExitCode.DONE, done + "Nothing is in doubt.");
    }
    return new Verdict(
        ExitCode.INCOMPLETE,
        done
            + open.inDoubt()
            + " records are in doubt"
            + (open.answered() > 0
                ? ", and " + open.answered() + " answers are not written back (--writeBack)"
                : "")
            + ".");
  }
}
