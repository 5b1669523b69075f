package org.purlin.pipelines.rest;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.purlin.io.rest.Charges;
import org.purlin.io.rest.RestProof;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.TableResult;
import org.purlin.io.rest.WindowResult;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.RunReport;

/** Makes the run report of a run over a paged API. */
final class RestReport {

  /** So many places are enough to begin with. */
  private static final int PLACES = 20;

  private static final String REJECTED =
      "The records named below are not landed, and their neighbours are. Have them mended at the"
          + " source, then run the same command again.";

  /** A reason that names a flag or a time: doing the same again would not help. */
  private static final Pattern SAYS_WHAT_TO_DO = Pattern.compile(" --[a-z]|\\bRun again\\b");

  private final RestRun run;
  private final RestProof proof;
  private final RunReport.Builder report = RunReport.Outcome.builder();

  RestReport(RestRun run, RestProof proof) {
    this.run = run;
    this.proof = proof;
  }

  RunReport.Builder report() {
    report.balance(
        Balance.of("requests", "planned", sum(WindowResult::planned))
            .plus("answered", sum(WindowResult::read))
            .plus("failed", sum(WindowResult::failed)));
    report.balance(rows());
    proof.windows().forEach(this::window);
    report.calendar(calendar());
    proof.windows().stream()
        .flatMap(window -> window.notices().stream())
        .distinct()
        .forEach(notice -> report.notice("The endpoint says: " + notice));
    drift();
    counters();
    return report;
  }

  private long sum(ToLongFunction<WindowResult> number) {
    return proof.windows().stream().mapToLong(number).sum();
  }

  private long sumOfTables(How how, ToLongFunction<TableResult> number) {
    return proof.windows().stream()
        .filter(window -> how == null || window.how() == how)
        .flatMap(window -> window.tables().stream())
        .mapToLong(number)
        .sum();
  }

  private Balance rows() {
    return Balance.of(
            "rows",
            "read",
            sumOfTables(null, TableResult::read) + sumOfTables(null, TableResult::rejected))
        .plus("landed", sumOfTables(null, TableResult::landed))
        .plus("sent twice", sumOfTables(null, TableResult::duplicates))
        .plus("landed before and unchanged", sumOfTables(null, TableResult::unchanged))
        .plus("of days that stay as landed", sumOfTables(null, TableResult::older))
        .plus("rejected", sumOfTables(null, TableResult::rejected))
        .plus("not published", sumOfTables(How.FAILED, TableResult::read));
  }

  private void window(WindowResult window) {
    String where = window.resource() + " " + window.window();
    if (window.how() != How.WHOLE) {
      report.problem(
          where,
          sentence(window.why()) + names(window),
          (window.how() == How.FAILED
                  ? "Nothing of it was published; what was published before is still there."
                  : "What could be read is published.")
              + advice(window.why()));
    }
    window.rejects().forEach(report::rejects);
    window.rejects().keySet().forEach(reason -> report.todo(reason, REJECTED));
    window.rejectedAt().stream().limit(PLACES).forEach(report::rejectedAt);
  }

  private Calendar calendar() {
    return new Calendar(
        Calendar.Unit.OTHER,
        proof.windows().stream()
            .map(
                window ->
                    new Calendar.Cell(
                        window.resource() + " " + window.window(),
                        switch (window.how()) {
                          case WHOLE -> Calendar.State.DONE;
                          case PARTIAL -> Calendar.State.PARTIAL;
                          case FAILED -> Calendar.State.FAILED;
                        },
                        window.why() == null ? "" : window.why(),
                        window.tables().stream().mapToLong(TableResult::rows).sum()))
            .limit(Calendar.MOST_CELLS)
            .toList());
  }

  private static String sentence(String words) {
    return words.endsWith(".") ? words : words + ".";
  }

  /** What to do, where the reason does not say it. */
  private String advice(String why) {
    Charges charges = run.source().charges();
    if (charges != null && charges.most() > 0 && why.endsWith("the limit is " + charges.most())) {
      return " Allow more " + charges.unit() + ", and run it again.";
    }
    return SAYS_WHAT_TO_DO.matcher(why).find() ? "" : " Run the same command again.";
  }

  private static String names(WindowResult window) {
    if (window.failed() < 2) {
      return "";
    }
    String names =
        window.failures().stream()
            .limit(PLACES)
            .map(WindowResult.Failure::unit)
            .collect(Collectors.joining(", "));
    return " They are " + names + (window.failed() > PLACES ? " and others." : ".");
  }

  private void drift() {
    Map<String, Long> newKeys = new TreeMap<>();
    Map<String, String> changedTypes = new TreeMap<>();
    for (WindowResult window : proof.windows()) {
      for (TableResult table : window.tables()) {
        table
            .newKeys()
            .forEach((key, count) -> newKeys.merge(table.table() + "." + key, count, Long::sum));
        table
            .changedTypes()
            .forEach(
                (column, types) ->
                    changedTypes.put(
                        table.table() + "." + column,
                        String.join(" or ", new TreeMap<>(types).keySet())));
      }
    }
    report.drift(new RunReport.Drift(newKeys, changedTypes));
  }

  private void counters() {
    Map<String, Long> rowsOf = new TreeMap<>();
    for (WindowResult window : proof.windows()) {
      for (TableResult table : window.tables()) {
        rowsOf.merge(table.table(), table.rows(), Long::sum);
      }
    }
    rowsOf.forEach((table, rows) -> report.counter("rows of " + table, rows));
    report
        .counter("requests", sum(WindowResult::requests))
        .counter("pages", sum(WindowResult::pages))
        .counter("answered before a kill", sum(WindowResult::readEarlier));
    if (run.source().charges() != null) {
      report.counter(run.source().charges().unit(), sum(WindowResult::charged));
    }
    if (run.changes()) {
      List<TableResult.Changes> changes =
          proof.windows().stream()
              .flatMap(window -> window.tables().stream())
              .map(TableResult::changes)
              .filter(found -> found != null)
              .toList();
      report
          .counter("added rows", changes.stream().mapToLong(TableResult.Changes::added).sum())
          .counter("modified rows", changes.stream().mapToLong(TableResult.Changes::modified).sum())
          .counter("removed rows", changes.stream().mapToLong(TableResult.Changes::removed).sum());
      if (changes.isEmpty()) {
        report.notice(
            "Nothing was landed before, so there is nothing to compare the rows with yet.");
      }
    }
  }
}
