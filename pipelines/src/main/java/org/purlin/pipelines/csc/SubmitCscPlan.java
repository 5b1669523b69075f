package org.purlin.pipelines.csc;

import java.util.Map;
import java.util.TreeMap;
import org.purlin.io.csc.NightReport;
import org.purlin.io.csc.Records;
import org.purlin.io.staging.Sql;
import org.purlin.pipelines.plan.DryRun;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.PlanText;

/**
 * What a night would send: the job's own dry run, in a directory that is deleted. The database is
 * only read, and the receiver is not asked.
 */
final class SubmitCscPlan {

  private static final String RECEIVER = "receiver";
  private static final String CHILDREN = "children";

  /** The value of {@code --records} that means the sender's tables in the database. */
  private static final String TABLES = "tables";

  /** What a dry run counts by kind. */
  private static final String KIND = NightReport.DRY + ": ";

  private static final Map<String, String> KINDS =
      Map.of(
          "full", "to send, whole record",
          "delta", "to send, what changed",
          "purge", "to send, deletion");

  /** What becomes of those that are not sent, in the words of the plan. */
  private static final Map<String, String> OTHERS =
      new TreeMap<>(
          Map.of(
              NightReport.QUARANTINED, "refused by the checks before sending",
              NightReport.IN_DOUBT, "in doubt since an earlier run, not sent",
              NightReport.BRAKED, "not purged, more than --maxPurgePercent or --maxPurgeCount",
              NightReport.ABSENT_KEPT, "without a row, not purged",
              NightReport.HELD, "held by the receiver already",
              NightReport.MOVED, "changed while this was planned",
              NightReport.LEFT_OUT, "left out by --only or --limit"));

  private final NightReport night;
  private final Plan.Builder builder;

  private SubmitCscPlan(String asked, NightReport night) {
    this.night = night;
    this.builder = Plan.of(asked);
  }

  static Plan of(SubmitCscChangesOptions options) {
    String output = options.getOutput();
    String records = options.getRecords();
    boolean dryRun = options.isDryRun();
    boolean showValues = options.isShowValues();
    try (DryRun dry = DryRun.begin()) {
      if (!records.equals(TABLES)) {
        // A database in files is changed by being opened.
        options.setRecords(dry.copyOf(records, "records"));
      }
      options.setOutput(dry.place("out"));
      options.setDryRun(true);
      options.setShowValues(false);
      try (SubmitRun run = SubmitRun.prepare(options)) {
        checkTables(options);
        dry.run(options, run::build);
        return new SubmitCscPlan(run.window(), run.night()).plan(options.getOnly() != null);
      }
    } finally {
      options.setOutput(output);
      options.setRecords(records);
      options.setDryRun(dryRun);
      options.setShowValues(showValues);
    }
  }

  /**
   * A dry run does without the sender's tables, and a run does not.
   *
   * @throws org.purlin.io.staging.SchemaProblem when they are missing and nobody is to make them
   */
  private static void checkTables(SubmitCscChangesOptions options) {
    if (options.isCreateTables() || !options.getRecords().equals(TABLES)) {
      return;
    }
    try (Sql sql = Sql.open(CscSettings.records(options));
        Records records =
            Records.open(sql, CscSettings.recordsSchema(options), CscSettings.scope(options))) {
      records.check();
    }
  }

  private Plan plan(boolean onlyOne) {
    night
        .counts()
        .forEach(
            (name, count) -> {
              if (name.startsWith(KIND)) {
                String kind = name.substring(KIND.length());
                builder.records(RECEIVER, CHILDREN, KINDS.getOrDefault(kind, kind), count);
              }
            });
    OTHERS.forEach((name, words) -> builder.records(RECEIVER, CHILDREN, words, night.count(name)));
    rows(NightReport.UNCHANGED, "unchanged since they were accepted");
    rows(NightReport.MARKED, "to be marked as unchanged");
    rows(NightReport.GONE, "deleted, and the receiver does not hold them");
    rows(NightReport.UNREADABLE, "cannot be read");
    builder.estimate(
        "calls",
        night.count(NightReport.BATCHES),
        "posts of --batchSize records, without repeats and those that narrow down a refusal; and a"
            + " token");
    notices();
    if (onlyOne) {
      builder.notice(
          "The command below does not repeat the child's id; put it where (one child) stands.");
    }
    builder.request(
        "the staging table and the sender's tables, by SELECT; the receiver was not asked.");
    return builder.build();
  }

  private void rows(String name, String words) {
    builder.records("staging table", "rows", words, night.count(name));
  }

  private void notices() {
    if (night.brake() != null) {
      builder.notice(night.brake());
    }
    long open = night.count(NightReport.OPEN_DOUBTS);
    if (open > 0) {
      builder.notice(
          PlanText.number(open)
              + " records of earlier runs have no clear answer. A run settles them first, as"
              + " --inDoubt says.");
    }
    long adopted = night.count(NightReport.ADOPTED);
    if (adopted > 0) {
      builder.notice(
          PlanText.number(adopted)
              + " children are taken as held by the receiver, because the table says they were"
              + " sent (--adopt=sent).");
    }
    night.warnings().forEach(builder::notice);
    night
        .rejects()
        .forEach(
            (reason, count) ->
                builder.notice("Not sent " + reason + ": " + PlanText.number(count) + "."));
  }
}
