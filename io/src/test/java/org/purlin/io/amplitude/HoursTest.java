package org.purlin.io.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hours, windows of them, and lanes of windows. */
class HoursTest {

  private static final long FIVE = Hours.of(Instant.parse("2026-01-01T05:00:00Z"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20260101T05",
        "2026-01-01T05",
        "2026-01-01T05:00:00Z",
        "2026-01-01T05:00Z",
        "2026-01-01T06:00:00+01:00"
      })
  void everySpellingIsTheSameHour(String text) {
    assertThat(Hours.parse("--start", text), is(FIVE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "05",
        "20260101",
        "20260101T5",
        "20260101T24",
        "20260230T00",
        "2026-01-01T05:00:01Z",
        "2026-01-01T05:00:00.5Z",
        "2026-01-01T05:00:00",
        "2026-01-01T05:30:00+01:00"
      })
  void whatIsNoWholeHourIsRefusedInTheUsersWords(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Hours.parse("--start", text));
    assertThat(
        refused.getMessage(),
        is(
            "--start must be a whole hour, UTC, such as 20260101T05 or 2026-01-01T05:00:00Z, but"
                + " was: "
                + text
                + ". A day, such as 2026-01-01, is its first hour."));
  }

  @Test
  void anHourHasItsSpellingsAlsoBeforeTheEpoch() {
    assertThat(Hours.compact(FIVE), is("20260101T05"));
    assertThat(Hours.path(FIVE), is("2026-01-01/05"));
    assertThat(Hours.instant(FIVE), is(Instant.parse("2026-01-01T05:00:00Z")));
    assertThat(Hours.of(Instant.parse("2026-01-01T05:59:59.999Z")), is(FIVE));
    assertThat(Hours.firstOfDay(FIVE), is(FIVE - 5));
    assertThat(Hours.parse("--start", "2026-01-01"), is(FIVE - 5));
    assertThat(Hours.compact(-1), is("19691231T23"));
    assertThat(Hours.firstOfDay(-1), is(-24L));
    assertThat(Hours.of(Instant.parse("1969-12-31T23:30:00Z")), is(-1L));
  }

  @Test
  void aWindowIsHalvedDownToSingleHoursAndNothingIsLost() {
    HourWindow five = new HourWindow(FIVE, FIVE + 4);
    assertThat(five.toString(), is("20260101T05-20260101T09"));
    assertThat(
        five.halves(),
        contains(new HourWindow(FIVE, FIVE + 2), new HourWindow(FIVE + 3, FIVE + 4)));
    assertThat(
        new HourWindow(FIVE, FIVE + 1).halves(),
        contains(new HourWindow(FIVE, FIVE), new HourWindow(FIVE + 1, FIVE + 1)));
    assertThat(five.contains(FIVE + 4), is(true));
    assertThat(five.contains(FIVE + 5), is(false));
    assertThat(
        five.hours().boxed().toList(), contains(FIVE, FIVE + 1, FIVE + 2, FIVE + 3, FIVE + 4));
  }

  @Test
  void windowsEndAtGapsAtMidnightAndWhenTheyAreFull() {
    TreeSet<Long> hours = new TreeSet<>(List.of(19L, 20L, 21L, 23L, 24L, 25L, 26L, 27L, 60L));
    assertThat(
        HourPlan.windows(hours, 3),
        contains(
            new HourWindow(19, 21),
            new HourWindow(23, 23),
            new HourWindow(24, 26),
            new HourWindow(27, 27),
            new HourWindow(60, 60)));
    assertThat(HourPlan.windows(new TreeSet<>(), 24), is(empty()));
  }

  @Test
  void windowsAreDealtToNoMoreLanesThanThereAreWindows() {
    List<HourWindow> windows =
        List.of(new HourWindow(1, 1), new HourWindow(2, 2), new HourWindow(3, 3));
    assertThat(
        Lane.deal(windows, 2),
        contains(
            new Lane(List.of(windows.get(0), windows.get(2))), new Lane(List.of(windows.get(1)))));
    assertThat(Lane.deal(windows, 5).size(), is(3));
    assertThat(Lane.deal(List.of(), 3), is(empty()));
  }
}
