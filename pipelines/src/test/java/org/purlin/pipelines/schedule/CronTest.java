package org.purlin.pipelines.schedule;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.pipelines.UserMistakeException;

/** Cron expressions and the times they name. */
class CronTest {

  /** A Thursday. */
  private static final String NOW = "2026-01-01T12:00";

  private static String next(String cron, String from, String zone, int count) {
    return Cron.parse(cron).next(LocalDateTime.parse(from).atZone(ZoneId.of(zone)), count).stream()
        .map(time -> time.toLocalDateTime() + "" + time.getOffset())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 7,16 * * 1-5 | 2026-01-01T16:30Z 2026-01-02T07:30Z 2026-01-02T16:30Z",
        "*/20 * * * *    | 2026-01-01T12:20Z 2026-01-01T12:40Z 2026-01-01T13:00Z",
        "0 12 * * *      | 2026-01-02T12:00Z 2026-01-03T12:00Z 2026-01-04T12:00Z",
        "5 0-6/3 * * sun | 2026-01-04T00:05Z 2026-01-04T03:05Z 2026-01-04T06:05Z",
        "0 0 * * 7       | 2026-01-04T00:00Z 2026-01-11T00:00Z 2026-01-18T00:00Z",
        "0 0 29 FEB *    | 2028-02-29T00:00Z 2032-02-29T00:00Z",
        "0 0 13 * fri    | 2026-01-02T00:00Z 2026-01-09T00:00Z 2026-01-13T00:00Z",
        "0 0 */2 * 1     | 2026-01-05T00:00Z 2026-01-19T00:00Z 2026-02-09T00:00Z"
      })
  void theNextTimesAreThoseCronWouldRunAt(String cron, String times) {
    int count = times.split(" ", -1).length;
    assertThat(next(cron, NOW, "UTC", count), is(times));
  }

  @Test
  void aTimeThatClocksSkipDoesNotComeAndOneTheyRepeatComesOnce() {
    assertThat(
        next("30 1 * * *", "2026-03-28T12:00", "Europe/London", 2),
        is("2026-03-30T01:30+01:00 2026-03-31T01:30+01:00"));
    assertThat(
        next("30 1 * * *", "2026-10-24T12:00", "Europe/London", 2),
        is("2026-10-25T01:30+01:00 2026-10-26T01:30Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 7 * *       | --cron must have five fields",
        "@daily         | --cron must have five fields",
        "60 7 * * *     | The minute of --cron must be *, a number from 0 to 59",
        "0 24 * * *     | The hour of --cron must be *, a number from 0 to 23",
        "0 0 0 * *      | The day of the month of --cron must be *, a number from 1 to 31",
        "0 0 * 13 *     | The month of --cron must be *, a number from 1 to 12 or a name such as FEB",
        "0 0 * * 8      | The day of the week of --cron must be *, a number from 0 to 7",
        "0 0 * * monday | The day of the week of --cron must be *",
        "5-1 * * * *    | The minute of --cron must be *",
        "5/15 * * * *   | The minute of --cron must be *",
        "*/0 * * * *    | The minute of --cron must be *",
        "1,,2 * * * *   | The minute of --cron must be *"
      })
  void aMistakeIsNamedByItsField(String cron, String start) {
    UserMistakeException mistake = assertThrows(UserMistakeException.class, () -> Cron.parse(cron));
    assertThat(mistake.getMessage().substring(0, start.length()), is(start));
  }

  @Test
  void aTimeThatNeverComesIsRefused() {
    UserMistakeException mistake =
        assertThrows(UserMistakeException.class, () -> next("0 0 31 2 *", NOW, "UTC", 1));
    assertThat(mistake.getMessage(), is("--cron \"0 0 31 2 *\" names a time that never comes."));
  }
}
