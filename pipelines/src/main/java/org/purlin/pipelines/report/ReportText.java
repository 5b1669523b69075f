package org.purlin.pipelines.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A report as text of at most about 100 columns. */
public final class ReportText {

  /** What is listed one by one is cut here; the report file has all of it. */
  private static final int LISTED = 20;

  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  /** Renders a report; ends with a line break. */
  public static String of(RunReport report) {
    ReportText text = new ReportText();
    text.head(report);
    text.outcome(report.outcome());
    text.tail(report);
    return text.text.toString();
  }

  private void head(RunReport report) {
    line(report.job() + " " + report.window() + "  run " + report.runId());
    line(report.sentence());
  }

  private void outcome(RunReport.Outcome outcome) {
    windows(outcome.windows());
    balances(outcome.balances());
    numbers("Rejected", outcome.rejects());
    listed("Rejected first", outcome.rejectedAt());
    problems(outcome.problems());
    numbers("Counted", outcome.counters());
    drift(outcome.drift());
    files(outcome.files());
    listed("Notices", outcome.notices());
  }

  private void windows(RunReport.Windows windows) {
    if (windows == null) {
      return;
    }
    numbers("Windows " + windows.from() + " to " + windows.to(), windows.byStatus());
    listed("Not done", windows.gaps().stream().map(ReportText::line).toList());
  }

  /** {@code T00 to T23 (24) the reason}. */
  private static String line(RunReport.Gap gap) {
    String windows =
        gap.count() == 1
            ? gap.first()
            : gap.first() + " to " + gap.last() + " (" + gap.count() + ")";
    return windows + "  " + gap.reason();
  }

  private void balances(List<Balance> balances) {
    if (balances.isEmpty()) {
      return;
    }
    heading("Balance");
    int width = balances.stream().mapToInt(balance -> balance.stage().length()).max().orElse(0);
    for (Balance balance : balances) {
      line(
          "  "
              + padded(balance.stage(), width)
              + "  "
              + balance.equation()
              + (balance.isClosed()
                  ? ""
                  : "  OPEN by " + Words.number(Math.abs(balance.missing()))));
    }
  }

  private void problems(List<RunReport.Problem> problems) {
    listed(
        "To look at",
        problems.stream()
            .map(problem -> problem.where() + "  " + problem.what() + " " + problem.todo())
            .toList());
  }

  private void drift(RunReport.Drift drift) {
    if (drift == null || drift.isEmpty()) {
      return;
    }
    numbers("New keys, kept in _extra", drift.newKeys());
    listed(
        "Values of another type",
        drift.changedTypes().entrySet().stream()
            .map(change -> change.getKey() + "  " + change.getValue())
            .toList());
  }

  private void files(RunReport.Files files) {
    if (files == null) {
      return;
    }
    heading("Files");
    line(
        "  "
            + Words.number(files.count())
            + (files.count() == 1 ? " file, " : " files, ")
            + Words.number(files.rows())
            + " rows, "
            + Words.bytes(files.bytes()));
  }

  private void tail(RunReport report) {
    heading("Run");
    line(
        "  "
            + Words.duration(Duration.between(report.started(), report.finished()))
            + ", from "
            + clock(report.started())
            + " to "
            + clock(report.finished())
            + " UTC, Purlin "
            + report.version()
            + ", exit code "
            + report.exitCode());
    if (report.log() != null) {
      line("  log " + report.log());
    }
  }

  private void numbers(String heading, Map<String, Long> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    heading(heading);
    int width = numbers.keySet().stream().mapToInt(String::length).max().orElse(0);
    int digits =
        numbers.values().stream().mapToInt(count -> Words.number(count).length()).max().orElse(0);
    numbers.entrySet().stream()
        .limit(LISTED)
        .forEach(
            entry -> {
              String count = Words.number(entry.getValue());
              line(
                  "  "
                      + padded(entry.getKey(), width)
                      + "  "
                      + " ".repeat(digits - count.length())
                      + count);
            });
    more(numbers.size());
  }

  private void listed(String heading, List<String> entries) {
    if (entries.isEmpty()) {
      return;
    }
    heading(heading);
    entries.stream().limit(LISTED).forEach(entry -> line("  " + entry));
    more(entries.size());
  }

  private void more(int all) {
    if (all > LISTED) {
      line("  and " + Words.number(all - LISTED) + " more in " + ReportFiles.NAME);
    }
  }

  private void heading(String heading) {
    line("");
    line(heading);
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(width - word.length());
  }

  private static String clock(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "").replace('T', ' ');
  }
}
