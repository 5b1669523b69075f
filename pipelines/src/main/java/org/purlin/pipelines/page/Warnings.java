package org.purlin.pipelines.page;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.Calendar.Cell;
import org.purlin.pipelines.report.Calendar.State;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.Words;

/** What only shows beside earlier runs of the same job, or must not be overlooked. */
final class Warnings {

  /** Zero is odd after so many that were not. */
  private static final int COMPARED = 7;

  /** Fewer rows than this come and go. */
  private static final long MANY = 100;

  /** So many days are looked at for days without a run. */
  private static final int DAYS = 30;

  private static final int NAMED = 5;

  private final List<RunReport> runs;
  private final RunReport newest;
  private final List<String> warnings = new ArrayList<>();

  private Warnings(List<RunReport> runs) {
    this.runs = runs;
    this.newest = runs.get(runs.size() - 1);
  }

  /**
   * One sentence or two each.
   *
   * @param runs of one job, oldest first, at least one
   */
  static List<String> of(List<RunReport> runs) {
    Warnings warnings = new Warnings(runs);
    warnings.openBalances();
    warnings.failures();
    warnings.nothingLanded();
    warnings.emptyWindows();
    warnings.newDrift();
    warnings.daysWithoutRun();
    return List.copyOf(warnings.warnings);
  }

  private void openBalances() {
    for (Balance balance : newest.outcome().balances()) {
      if (!balance.isClosed()) {
        warnings.add(
            "The balance of "
                + balance.stage()
                + " does not close by "
                + Words.number(Math.abs(balance.missing()))
                + ". Do not use this output; run it again.");
      }
    }
  }

  private void failures() {
    int failed = 0;
    for (int i = runs.size() - 1; i >= 0 && hasFailed(runs.get(i)); i--) {
      failed++;
    }
    if (failed >= 2) {
      warnings.add(
          "The last "
              + failed
              + " runs failed"
              + (failed < runs.size()
                  ? "; the last that did not was on " + day(runs.get(runs.size() - 1 - failed))
                  : "")
              + ".");
    }
  }

  private static boolean hasFailed(RunReport run) {
    return run.exitCode() != ExitCode.DONE.number()
        && run.exitCode() != ExitCode.INCOMPLETE.number();
  }

  private void nothingLanded() {
    List<Long> before =
        new ArrayList<>(
            runs.subList(0, runs.size() - 1).stream()
                .filter(run -> !hasFailed(run))
                .map(Rows::arrived)
                .toList());
    // The second night with nothing is as odd as the first.
    while (!before.isEmpty() && before.get(before.size() - 1) == 0) {
      before.remove(before.size() - 1);
    }
    if (hasFailed(newest) || Rows.arrived(newest) > 0 || before.size() < COMPARED) {
      return;
    }
    List<Long> last = before.subList(before.size() - COMPARED, before.size());
    if (last.stream().allMatch(rows -> rows >= MANY)) {
      warnings.add(
          "Nothing arrived, although each of the "
              + COMPARED
              + " runs before that brought something had "
              + Words.number(last.stream().mapToLong(Long::longValue).min().orElse(0))
              + " "
              + Rows.unit(newest)
              + " or more. Look whether the other side still has what is asked for.");
    }
  }

  private void emptyWindows() {
    Calendar calendar = newest.outcome().calendar();
    if (calendar == null || calendar.unit() == Calendar.Unit.OTHER) {
      return;
    }
    List<String> odd = new ArrayList<>();
    int busy = 0;
    for (Cell cell : calendar.cells()) {
      if (cell.state() == State.EMPTY && busy >= COMPARED) {
        odd.add(cell.window());
      }
      if (cell.state() != State.EMPTY) {
        busy = cell.rows() >= MANY ? busy + 1 : 0;
      }
    }
    if (!odd.isEmpty()) {
      warnings.add(
          String.join(", ", odd.subList(0, Math.min(NAMED, odd.size())))
              + (odd.size() > NAMED ? " and " + (odd.size() - NAMED) + " more" : "")
              + (odd.size() == 1 ? " is" : " are")
              + " empty, although the "
              + COMPARED
              + " windows before had "
              + MANY
              + " rows or more each. Ask for it again later, or look at the source.");
    }
  }

  private void newDrift() {
    Set<String> now = drift(newest);
    if (now.isEmpty() || runs.size() < 2) {
      return;
    }
    Set<String> known = new HashSet<>();
    runs.subList(0, runs.size() - 1).forEach(run -> known.addAll(drift(run)));
    now.removeAll(known);
    if (!now.isEmpty()) {
      List<String> names = List.copyOf(now);
      warnings.add(
          "The data has changed: "
              + String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
              + (names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "")
              + (names.size() == 1 ? " is" : " are")
              + " new or of another type. Nothing is lost: such values are in _extra.");
    }
  }

  private static Set<String> drift(RunReport run) {
    Set<String> keys = new TreeSet<>();
    if (run.outcome().drift() != null) {
      keys.addAll(run.outcome().drift().newKeys().keySet());
      keys.addAll(run.outcome().drift().changedTypes().keySet());
    }
    return keys;
  }

  /** Days of the last weeks on which the job did not run although it does on that weekday. */
  private void daysWithoutRun() {
    TreeSet<LocalDate> days = new TreeSet<>();
    runs.forEach(run -> days.add(day(run)));
    if (!isDaily(days)) {
      return;
    }
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    days.forEach(day -> weekdays.add(day.getDayOfWeek()));
    LocalDate last = day(newest);
    LocalDate first = last.minusDays(DAYS);
    List<String> without = new ArrayList<>();
    for (LocalDate day = first.isAfter(days.first()) ? first : days.first();
        day.isBefore(last);
        day = day.plusDays(1)) {
      if (!days.contains(day) && weekdays.contains(day.getDayOfWeek())) {
        without.add(day.toString());
      }
    }
    if (!without.isEmpty()) {
      warnings.add(
          "There was no run on "
              + String.join(", ", without.subList(0, Math.min(NAMED, without.size())))
              + (without.size() > NAMED ? " and " + (without.size() - NAMED) + " more days" : "")
              + ".");
    }
  }

  /** Whether a day with a run is mostly followed by another. */
  private static boolean isDaily(Set<LocalDate> days) {
    long followed = days.stream().filter(day -> days.contains(day.plusDays(1))).count();
    return 2 * followed >= days.size();
  }

  private static LocalDate day(RunReport run) {
    return run.started().atZone(ZoneOffset.UTC).toLocalDate();
  }
}
