package org.purlin.pipelines.page;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.io.http.Calls;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.Words;

/**
 * The newest run of a job, with what its history says.
 *
 * @param id of its part of the page
 * @param report of the newest run
 * @param warnings what must not be overlooked
 * @param bars its balances
 * @param calendar its windows; null when it has none
 * @param plot how fast it was; null when that is not known
 * @param history the runs before and this one; null when only this one is known
 */
record JobView(
    String id,
    RunReport report,
    List<String> warnings,
    List<BalanceBar> bars,
    CalendarGrid calendar,
    Plot plot,
    History history) {

  /**
   * @param number of the job on the page, from 1
   * @param runs of one job, oldest first, at least one
   */
  static JobView of(int number, List<RunReport> runs) {
    RunReport report = runs.get(runs.size() - 1);
    Calendar calendar = report.outcome().calendar();
    return new JobView(
        "job" + number,
        report,
        Warnings.of(runs),
        report.outcome().balances().stream().map(BalanceBar::of).toList(),
        calendar == null || calendar.cells().isEmpty() ? null : CalendarGrid.of(calendar),
        Plot.isWorthIt(report.pace()) ? Plot.of(report.pace()) : null,
        runs.size() < 2 ? null : History.of(runs));
  }

  RunReport.Outcome outcome() {
    return report.outcome();
  }

  /** {@code good}, {@code open} or {@code bad}. */
  String style() {
    return report.exitCode() == ExitCode.DONE.number()
        ? "good"
        : report.exitCode() == ExitCode.INCOMPLETE.number() ? "open" : "bad";
  }

  /** The verdict in two words. */
  String verdict() {
    return switch (style()) {
      case "good" -> "All done";
      case "open" -> "Done with gaps";
      default -> "Failed";
    };
  }

  /** What the exit code means. */
  String meaning() {
    return ExitCode.meaningOf(report.exitCode());
  }

  String took() {
    return Words.duration(Duration.between(report.started(), report.finished()));
  }

  static String clock(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace('T', ' ')
        .replace("Z", " UTC");
  }

  /** {@code 11,581 lines arrived}; when nothing did, what became of most. */
  String arrived() {
    List<Balance> balances = outcome().balances();
    if (Rows.arrived(report) == 0 && !balances.isEmpty()) {
      Balance last = balances.get(balances.size() - 1);
      Optional<Map.Entry<String, Long>> most =
          last.out().entrySet().stream().max(Map.Entry.comparingByValue());
      if (most.isPresent() && most.get().getValue() > 0) {
        return Words.number(most.get().getValue()) + " " + last.stage() + " " + most.get().getKey();
      }
    }
    return Words.number(Rows.arrived(report)) + " " + Rows.unit(report) + " arrived";
  }

  /** What to do about a reason for rejects; empty when nothing is known. */
  String todo(String reason) {
    return outcome().todo().getOrDefault(reason, "");
  }

  /**
   * Windows one after the other that are not done for the same reason.
   *
   * @param windows the first, or the first and the last and how many they are
   */
  record Gap(String windows, String reason) {}

  List<Gap> gaps() {
    return outcome().windows() == null
        ? List.of()
        : outcome().windows().gaps().stream()
            .map(
                gap ->
                    new Gap(
                        gap.count() == 1
                            ? gap.first()
                            : gap.first()
                                + " to "
                                + gap.last()
                                + ", "
                                + Words.number(gap.count())
                                + " windows",
                        gap.reason()))
            .toList();
  }

  /** The answers to requests as a bar; null when there were none. */
  BalanceBar answers() {
    Calls calls = report.calls();
    return calls == null
        ? null
        : BalanceBar.of(
            Balance.of("requests", "sent", calls.requests())
                .plus("answered", calls.success())
                .plus("redirected", calls.redirected())
                .plus("asked to slow down", calls.tooMany())
                .plus("refused, or asked to sign in first", calls.refused())
                .plus("failed there", calls.failed())
                .plus("without an answer", calls.noAnswer()));
  }

  String waited() {
    return Words.duration(Duration.ofMillis(report.calls().waitedMillis()));
  }

  /** Whether anything needs someone's hands. */
  boolean hasWork() {
    return !outcome().problems().isEmpty() || !outcome().rejects().isEmpty() || !gaps().isEmpty();
  }
}
