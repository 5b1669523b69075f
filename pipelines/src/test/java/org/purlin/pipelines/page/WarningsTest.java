package org.purlin.pipelines.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.Calendar;
import org.purlin.pipelines.report.Calendar.Cell;
import org.purlin.pipelines.report.Calendar.State;
import org.purlin.pipelines.report.RunReport;

class WarningsTest {

  private final List<RunReport> runs = new ArrayList<>();

  private void nights(int from, int to, long rows) {
    for (int day = from; day <= to; day++) {
      runs.add(InventedRuns.run(day, rows, 0));
    }
  }

  private void night(int day, RunReport.Builder outcome) {
    runs.add(InventedRuns.run(day, 0, outcome.build()));
  }

  @Test
  void nightsLikeAnyOtherWarnOfNothing() {
    nights(0, 20, 500);

    assertThat(Warnings.of(runs), is(empty()));
  }

  @Test
  void nothingAfterSevenNightsWithMuchIsOdd() {
    nights(0, 6, 480);
    runs.add(InventedRuns.run(7, 0, 0));

    assertThat(
        Warnings.of(runs),
        contains(
            "Nothing arrived, although each of the 7 runs before that brought something had 480 rows"
                + " or more. Look whether the other side still has what is asked for."));
  }

  @Test
  void theThirdNightWithNothingIsAsOddAsTheFirst() {
    nights(0, 6, 480);
    nights(7, 9, 0);

    assertThat(Warnings.of(runs), hasSize(1));
  }

  @Test
  void aJobThatNeverRunsOnSundaysIsNotMissedOnSundays() {
    for (int day = 0; day < 40; day++) {
      if (InventedRuns.NIGHT.plus(Duration.ofDays(day)).atOffset(ZoneOffset.UTC).getDayOfWeek()
          != DayOfWeek.SUNDAY) {
        nights(day, day, 500);
      }
    }

    assertThat(Warnings.of(runs), is(empty()));
  }

  @Test
  void manyDaysWithoutARunAreNamedToo() {
    nights(0, 20, 500);
    nights(32, 40, 500);

    assertThat(
        Warnings.of(runs),
        contains(
            "There was no run on 2026-02-24, 2026-02-25, 2026-02-26, 2026-02-27, 2026-02-28 and 6"
                + " more days."));
  }

  @Test
  void nothingIsNotOddAfterFewNightsOrQuietOnesOrWhenTheRunFailed() {
    nights(0, 5, 480);
    runs.add(InventedRuns.run(6, 0, 0));
    assertThat("six nights", Warnings.of(runs), is(empty()));

    runs.clear();
    nights(0, 5, 480);
    nights(6, 6, 99);
    runs.add(InventedRuns.run(7, 0, 0));
    assertThat("a quiet one among seven", Warnings.of(runs), is(empty()));

    runs.clear();
    nights(0, 6, 480);
    runs.add(InventedRuns.run(7, 0, 1));
    assertThat("it failed, which says enough", Warnings.of(runs), is(empty()));
  }

  @Test
  void aBalanceThatDoesNotCloseIsSaidAndAFirstRunHasNoNews() {
    night(
        0,
        RunReport.Outcome.builder()
            .balance(Balance.of("rows", "read", 1_500).plus("landed", 200))
            .drift(new RunReport.Drift(Map.of("a", 1L), Map.of())));

    assertThat(
        Warnings.of(runs),
        contains(
            "The balance of rows does not close by 1,300. Do not use this output; run it again."));
  }

  @Test
  void failuresInARowAreCountedSinceTheLastThatWasNone() {
    nights(0, 2, 500);
    runs.add(InventedRuns.run(3, 0, 7));
    assertThat("one is not a row", Warnings.of(runs), is(empty()));

    runs.add(InventedRuns.run(4, 0, 1));
    runs.add(InventedRuns.run(5, 0, 5));

    assertThat(
        Warnings.of(runs),
        contains("The last 3 runs failed; the last that did not was on 2026-02-05."));
  }

  @Test
  void runsWithGapsAreNoFailures() {
    runs.add(InventedRuns.run(0, 500, 3));
    runs.add(InventedRuns.run(1, 500, 3));

    assertThat(Warnings.of(runs), is(empty()));
  }

  @Test
  void onlyDriftThatWasNotThereBeforeIsNews() {
    night(0, RunReport.Outcome.builder().drift(new RunReport.Drift(Map.of("a", 5L), Map.of())));
    night(
        1,
        RunReport.Outcome.builder()
            .drift(new RunReport.Drift(Map.of("a", 5L), Map.of("b", "text"))));

    assertThat(
        Warnings.of(runs),
        contains(
            "The data has changed: b is new or of another type. Nothing is lost: such values are in"
                + " _extra."));
  }

  @Test
  void aDayWithoutARunIsNamedOfAJobThatRunsDaily() {
    nights(0, 9, 500);
    nights(11, 14, 500);

    assertThat(Warnings.of(runs), contains("There was no run on 2026-02-13."));
  }

  @Test
  void aWeeklyJobHasNoDaysWithoutARun() {
    for (int week = 0; week < 6; week++) {
      nights(7 * week, 7 * week, 500);
    }

    assertThat(Warnings.of(runs), is(empty()));
  }

  @Test
  void anEmptyHourAfterSevenBusyOnesIsOdd() {
    List<Cell> hours = new ArrayList<>();
    for (int hour = 0; hour < 7; hour++) {
      hours.add(new Cell("20260201T0" + hour, State.DONE, "", 100));
    }
    hours.add(new Cell("20260201T07", State.EMPTY, "", 0));
    hours.add(new Cell("20260201T08", State.EMPTY, "", 0));
    night(0, RunReport.Outcome.builder().calendar(new Calendar(Calendar.Unit.HOUR, hours)));

    assertThat(
        Warnings.of(runs),
        contains(
            "20260201T07, 20260201T08 are empty, although the 7 windows before had 100 rows or more"
                + " each. Ask for it again later, or look at the source."));
  }
}
