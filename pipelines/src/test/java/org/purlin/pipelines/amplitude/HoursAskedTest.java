package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.NavigableSet;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.amplitude.Hours;
import org.purlin.pipelines.UserMistakeException;

class HoursAskedTest {

  private static ExportAmplitudeOptions options(String... words) {
    return PipelineOptionsFactory.fromArgs(words).as(ExportAmplitudeOptions.class);
  }

  private static String shown(NavigableSet<Long> hours) {
    return hours.isEmpty()
        ? "none"
        : Hours.compact(hours.first()) + " to " + Hours.compact(hours.last()) + ", " + hours.size();
  }

  private static HoursAsked at(String now, String... words) {
    return HoursAsked.of(options(words), Instant.parse(now));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // now | exportable of yesterday | not yet
        "2026-01-02T00:00:00Z | 20260101T00 to 20260101T21, 22 | 20260101T22 to 20260101T23, 2",
        "2026-01-02T00:30:00Z | 20260101T00 to 20260101T21, 22 | 20260101T22 to 20260101T23, 2",
        "2026-01-02T01:00:00Z | 20260101T00 to 20260101T22, 23 | 20260101T23 to 20260101T23, 1",
        "2026-01-02T01:59:59Z | 20260101T00 to 20260101T22, 23 | 20260101T23 to 20260101T23, 1",
        "2026-01-02T02:00:00Z | 20260101T00 to 20260101T23, 24 | none",
        "2026-01-02T23:59:59Z | 20260101T00 to 20260101T23, 24 | none",
      })
  void withoutHoursItIsAllOfYesterdayThatCanBeExportedByNow(
      String now, String exportable, String notYet) {
    HoursAsked asked = at(now);

    assertThat(asked.shown(), is("20260101T00-20260101T23"));
    assertThat(shown(asked.exportable()), is(exportable));
    assertThat(shown(asked.notYet()), is(notYet));
    assertThat(asked.catchesUp(), is(true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT24H | 20251231T12 to 20260101T11, 24",
        "PT1H  | 20260101T11 to 20260101T11, 1",
        "P7D   | 20251225T12 to 20260101T11, 168",
      })
  void lastEndsWithTheNewestHourThatCanBeExported(String last, String exportable) {
    HoursAsked asked = at("2026-01-01T14:30:00Z", "--last=" + last);

    assertThat(shown(asked.exportable()), is(exportable));
    assertThat(shown(asked.notYet()), is("none"));
    assertThat(asked.catchesUp(), is(true));
  }

  @Test
  void startAloneGoesUpToTheNewestHourAndStartWithEndIsHalfOpen() {
    HoursAsked open = at("2026-01-01T14:30:00Z", "--start=2026-01-01T09:00:00Z");
    assertThat(shown(open.exportable()), is("20260101T09 to 20260101T11, 3"));
    assertThat(open.catchesUp(), is(false));

    HoursAsked day = at("2026-01-05T00:00:00Z", "--start=2026-01-01", "--end=20260102T00");
    assertThat(shown(day.exportable()), is("20260101T00 to 20260101T23, 24"));
    assertThat(shown(day.notYet()), is("none"));

    HoursAsked early = at("2026-01-01T14:30:00Z", "--start=20260101T11", "--end=20260101T14");
    assertThat(shown(early.exportable()), is("20260101T11 to 20260101T11, 1"));
    assertThat(shown(early.notYet()), is("20260101T12 to 20260101T13, 2"));
  }

  @Test
  void ignoringTheLagReachesUpToTheLastWholeHour() {
    HoursAsked asked = at("2026-01-01T14:30:00Z", "--start=20260101T11", "--ignoreLag=true");
    assertThat(shown(asked.exportable()), is("20260101T11 to 20260101T13, 3"));
  }

  @Test
  void aStartThatCannotBeExportedYetNamesTheNewestHourThatCan() {
    assertThat(
        mistake("--start=20260101T12"),
        is(
            "--start=20260101T12 cannot be exported yet: the newest hour that can is 20260101T11."
                + " --ignoreLag asks all the same."));
  }

  @Test
  void anEmptyRangeAndContradictionsAreRefused() {
    assertThat(
        mistake("--start=20260101T05", "--end=20260101T05"),
        is(
            "--end must be after --start, but was 20260101T05 with --start=20260101T05. The end is"
                + " exclusive: a whole day ends at 00 of the next one."));
    assertThat(mistake("--end=20260101T05"), is("--end needs --start: the first hour to export."));
    assertThat(
        mistake("--last=PT1H", "--start=20260101T05"),
        is("Give --last or --start and --end, not both."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT90M", "PT0S", "-PT2H", "P1M", "a day", "", "PT30M"})
  void aLengthMustBeWholeHours(String last) {
    assertThat(
        mistake("--last=" + last),
        is("--last must be whole hours or days, such as PT24H or P7D, but was: " + last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-01-01T05:30:00Z", "2026-02-30", "20260101T24", "2026-01-01T5"})
  void anHourMustBeWholeAndExist(String start) {
    assertThat(
        mistake("--start=" + start),
        is(
            "--start must be a whole hour, UTC, such as 20260101T05 or 2026-01-01T05:00:00Z, but"
                + " was: "
                + start
                + ". A day, such as 2026-01-01, is its first hour."));
  }

  private static String mistake(String... words) {
    return assertThrows(UserMistakeException.class, () -> at("2026-01-01T14:30:00Z", words))
        .getMessage();
  }
}
