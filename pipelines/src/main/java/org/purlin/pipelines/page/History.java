package org.purlin.pipelines.page;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.Words;

/**
 * Runs of one job side by side: a column a day, or a column a run while there are few days.
 *
 * @param perDay whether a column is a day
 * @param unit what the rows are called
 * @param columns oldest first
 * @param mostRows what the upper edge of the rows stands for
 * @param mostTime the same of the time it took
 * @param mostRejects the same of rejects
 */
record History(
    boolean perDay,
    String unit,
    List<Column> columns,
    String mostRows,
    String mostTime,
    String mostRejects) {

  /** A column's width in the picture, and its bars' greatest height. */
  static final int STEP = 14;

  static final int HEIGHT = 70;

  private static final int MOST_COLUMNS = 60;

  /** So long is {@code 2026-01-01 04:10}. */
  private static final int MINUTE = 16;

  /** Room for the headings. */
  private static final int MIN_WIDTH = 240;

  /** From so many days on, days without a run are worth seeing. */
  private static final int FEW_DAYS = 3;

  /**
   * A day or a run.
   *
   * @param x left edge
   * @param style class of the style sheet, of the worst run; {@code none} without one
   * @param rows height of the bar of rows
   * @param time height of the bar of time
   * @param rejects height of the bar of rejects
   * @param text all of it, in words
   */
  record Column(
      int x, String name, String style, double rows, double time, double rejects, String text) {}

  /** What happened on a day or in a run. */
  private record Sum(long rows, long millis, long rejects, int runs, int exitCode) {

    static final Sum NONE = new Sum(0, 0, 0, 0, 0);

    static Sum of(RunReport run) {
      return new Sum(
          Rows.arrived(run),
          Duration.between(run.started(), run.finished()).toMillis(),
          Rows.rejected(run),
          1,
          run.exitCode());
    }

    /** Of exit codes the one that is not 0 or 3 counts most. */
    Sum plus(Sum other) {
      boolean worse = rank(other.exitCode) > rank(exitCode);
      return new Sum(
          rows + other.rows,
          millis + other.millis,
          rejects + other.rejects,
          runs + other.runs,
          worse ? other.exitCode : exitCode);
    }

    private static int rank(int exitCode) {
      return exitCode == 0 ? 0 : exitCode == 3 ? 1 : 2;
    }

    String style() {
      return runs == 0 ? "none" : List.of("good", "open", "bad").get(rank(exitCode));
    }
  }

  /**
   * @param runs of one job, oldest first, at least one
   */
  static History of(List<RunReport> runs) {
    Map<LocalDate, Sum> days = new TreeMap<>();
    runs.forEach(run -> days.merge(day(run), Sum.of(run), Sum::plus));
    boolean perDay = days.size() >= FEW_DAYS;
    List<String> names = new ArrayList<>();
    List<Sum> sums = new ArrayList<>();
    if (perDay) {
      LocalDate last = day(runs.get(runs.size() - 1));
      LocalDate first = day(runs.get(0));
      LocalDate from = last.minusDays(MOST_COLUMNS - 1L);
      for (LocalDate day = first.isAfter(from) ? first : from;
          !day.isAfter(last);
          day = day.plusDays(1)) {
        names.add(day.toString());
        sums.add(days.getOrDefault(day, Sum.NONE));
      }
    } else {
      for (RunReport run : runs.subList(Math.max(0, runs.size() - MOST_COLUMNS), runs.size())) {
        names.add(JobView.clock(run.started()).substring(0, MINUTE));
        sums.add(Sum.of(run));
      }
    }
    return of(perDay, Rows.unit(runs.get(runs.size() - 1)), names, sums);
  }

  int width() {
    return Math.max(MIN_WIDTH, columns.size() * STEP);
  }

  String first() {
    return columns.get(0).name();
  }

  String last() {
    return columns.get(columns.size() - 1).name();
  }

  /** Whether anything was ever rejected. */
  boolean hasRejects() {
    return columns.stream().anyMatch(column -> column.rejects() > 0);
  }

  /** Of the picture. */
  int height() {
    return hasRejects() ? 310 : 210;
  }

  boolean hasMissing() {
    return columns.stream().anyMatch(column -> column.style().equals("none"));
  }

  String summary() {
    long missing = columns.stream().filter(column -> column.style().equals("none")).count();
    return columns.size()
        + (perDay ? " days" : " runs")
        + " from "
        + first()
        + " to "
        + last()
        + (missing == 0 ? "" : ", " + missing + " without a run")
        + "; the list below says the same";
  }

  private static History of(boolean perDay, String unit, List<String> names, List<Sum> sums) {
    long rows = sums.stream().mapToLong(Sum::rows).max().orElse(0);
    long millis = sums.stream().mapToLong(Sum::millis).max().orElse(0);
    long rejects = sums.stream().mapToLong(Sum::rejects).max().orElse(0);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      Sum sum = sums.get(i);
      columns.add(
          new Column(
              i * STEP,
              names.get(i),
              sum.style(),
              height(sum.rows(), rows),
              height(sum.millis(), millis),
              height(sum.rejects(), rejects),
              text(perDay, names.get(i), unit, sum)));
    }
    return new History(
        perDay,
        unit,
        List.copyOf(columns),
        Words.number(rows),
        Words.duration(Duration.ofMillis(millis)),
        Words.number(rejects));
  }

  private static double height(long number, long most) {
    return number == 0 || most == 0
        ? 0
        : Math.max(2, Math.round(10.0 * HEIGHT * number / most) / 10.0);
  }

  private static String text(boolean perDay, String name, String unit, Sum sum) {
    if (sum.runs() == 0) {
      return name + ": no run";
    }
    return name
        + ": "
        + (perDay ? sum.runs() + (sum.runs() == 1 ? " run, " : " runs, ") : "")
        + Words.number(sum.rows())
        + " "
        + unit
        + " arrived, "
        + Words.number(sum.rejects())
        + " rejected, "
        + Words.duration(Duration.ofMillis(sum.millis()))
        + ", exit code "
        + sum.exitCode();
  }

  private static LocalDate day(RunReport run) {
    return run.started().atZone(ZoneOffset.UTC).toLocalDate();
  }
}
