package org.purlin.pipelines.edfi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.purlin.io.edfi.DistrictResult;
import org.purlin.io.edfi.Fate;
import org.purlin.io.edfi.ResultTable;
import org.purlin.io.edfi.SubmitProof;
import org.purlin.io.edfi.SubmitRun;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.FollowUp;
import org.purlin.pipelines.report.RunReport;

/** Makes the run report of a push or a deletion. */
final class SubmitReport {

  /** So many places are enough to begin with; the results have all. */
  private static final int PLACES = 20;

  private static final String REJECTED =
      "Each row and what is wrong with it is in the table of results. Mend the rows, then run the"
          + " same command again: what was delivered is not sent twice.";

  private final SubmitRun run;
  private final SubmitProof proof;
  private final RunReport.Builder report = RunReport.Outcome.builder();

  SubmitReport(SubmitRun run, SubmitProof proof) {
    this.run = run;
    this.proof = proof;
  }

  RunReport.Outcome outcome() {
    balances();
    proof.districts().forEach(this::rejects);
    proof.districts().forEach(this::problems);
    if (proof.districts().stream().mapToLong(DistrictResult::rows).sum() == 0) {
      report.problem("input", "The input has no rows.", "Check --input; nothing was sent.");
    }
    report.counter("districts", proof.districts().size());
    report.counter("requests that change something", sum(DistrictResult::posts));
    report.counter("attempts of them", sum(DistrictResult::attempts));
    notices();
    return report.build();
  }

  /** One of all rows; a district's own only when it does not close, to say whose it is. */
  private void balances() {
    Balance all = Balance.of("rows", "read", sum(DistrictResult::rows));
    for (Fate fate : Fate.values()) {
      all = all.plus(fate.words(), sum(result -> result.count(fate)));
    }
    report.balance(all);
    for (DistrictResult result : proof.districts()) {
      Balance own = Balance.of("rows of " + name(result), "read", result.rows());
      for (Fate fate : Fate.values()) {
        own = own.plus(fate.words(), result.count(fate));
      }
      if (!own.isClosed()) {
        report.balance(own);
      }
    }
  }

  private long sum(ToLongFunction<DistrictResult> number) {
    return proof.districts().stream().mapToLong(number).sum();
  }

  private void rejects(DistrictResult result) {
    result.rejects().forEach(report::rejects);
    result.rejects().keySet().forEach(reason -> report.todo(reason, REJECTED));
    result.places().stream()
        .limit(PLACES)
        .forEach(place -> report.rejectedAt(name(result) + ": " + place));
  }

  private void problems(DistrictResult result) {
    long open = result.count(Fate.NOT_SENT) + result.count(Fate.IN_DOUBT);
    if (result.problem() != null) {
      report.problem(
          name(result),
          result.problem(),
          open == 0
              ? "Nothing was left open by it."
              : open(result)
                  + " Mend that, then run the same command again; what was delivered is not sent"
                  + " twice.");
    } else if (open > 0) {
      report.problem(
          name(result),
          open(result),
          "Run the same command again; what was delivered is not sent twice.");
    }
  }

  private static String open(DistrictResult result) {
    long notSent = result.count(Fate.NOT_SENT);
    long inDoubt = result.count(Fate.IN_DOUBT);
    return rows(notSent)
        + " not sent"
        + (inDoubt == 0 ? "." : ", and of " + rows(inDoubt) + " it is not known what became.");
  }

  private static String rows(long count) {
    return String.format(Locale.ROOT, "%,d", count) + (count == 1 ? " row" : " rows");
  }

  private void notices() {
    if (!run.commit()) {
      report.notice("Nothing was sent; add --commit.");
      report.followUp(
          new FollowUp(
              "Send it",
              run.mode() == SubmitRun.Mode.PUSH ? "edfi push" : "edfi delete",
              List.of(),
              Map.of("commit", "true")));
    }
    long duplicates = sum(DistrictResult::duplicates);
    if (duplicates > 0) {
      String first =
          proof.districts().stream()
              .flatMap(result -> result.duplicatesAt().stream())
              .findFirst()
              .orElse("");
      report.notice(
          rows(duplicates)
              + (duplicates == 1 ? " has" : " have")
              + " the natural key of an earlier row"
              + (first.isEmpty() ? "" : ", the first at " + first)
              + (run.duplicates() == SubmitRun.Duplicates.ORDER
                  ? "; they go in the order of the input, so the last one stays."
                  : "; none of them is sent (--duplicates=reject)."));
    }
    proof.districts().forEach(this::skipped);
    report.notice(
        "What became of each row is in "
            + Storage.resolve(run.landing().root(), ResultTable.TABLE.name() + "/" + run.runId())
            + "/.");
  }

  private void skipped(DistrictResult result) {
    result
        .skipped()
        .forEach(
            (why, count) ->
                report.notice(name(result) + ": " + rows(count) + " skipped, " + why + "."));
  }

  private static String name(DistrictResult result) {
    return result.district().isEmpty() ? "rows without a district" : result.district();
  }
}
