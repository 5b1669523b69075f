package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  @ParameterizedTest
  @CsvSource({
    "2023-08-25 11:05:08.013000, 2023-08-25T11:05:08.013000Z",
    "2023-08-25 11:05:08, 2023-08-25T11:05:08Z",
    "2023-08-25T11:05:08, 2023-08-25T11:05:08Z",
    "2023-08-25T11:05:08Z, 2023-08-25T11:05:08Z",
    "2023-08-25 11:05:08.1Z, 2023-08-25T11:05:08.1Z",
    "2024-02-29 00:00:00, 2024-02-29T00:00:00Z",
    "2000-02-29 23:59:59, 2000-02-29T23:59:59Z",
    "0001-01-01 00:00:00, 0001-01-01T00:00:00Z",
    "9999-12-31 23:59:59.999999, 9999-12-31T23:59:59.999999Z",
    "2026-01-01T00:30:00+01:00, 2025-12-31T23:30:00Z",
    "2026-01-01 00:30:00-05:30, 2026-01-01T06:00:00Z",
    "2026-01-01T00:30:00.25+00:00, 2026-01-01T00:30:00.25Z",
  })
  void timesAreWrittenInUtc(String text, String utc) {
    assertThat(Timestamps.toUtc(text), is(utc));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2023-08-25",
        "2023-08-25 11:05",
        "2023-02-29 00:00:00",
        "1900-02-29 00:00:00",
        "2023-04-31 00:00:00",
        "2023-00-10 00:00:00",
        "2023-13-10 00:00:00",
        "2023-01-00 00:00:00",
        "2023-01-32 00:00:00",
        "0000-01-01 00:00:00",
        "2023-01-01 24:00:00",
        "2023-01-01 23:60:00",
        "2023-01-01 23:59:60",
        "2023-01-01 00:00:00.",
        "2023-01-01 00:00:00.1234567",
        "2023-01-01 00:00:00,123",
        "2023-01-01_00:00:00",
        "2023/01/01 00:00:00",
        "23-08-25 11:05:08.013000",
        "2023-01-01 00:00:00 UTC",
        "2023-01-01 00:00:00+1",
        "2023-01-01 00:00:00+19:00",
        "2023-01-01 00:00:00ZZ",
        " 2023-01-01 00:00:00",
        "2023-01-01 00:00:00 ",
        "２０２３-01-01 00:00:00",
        "0001-01-01T00:00:00+10:00",
        "9999-12-31T23:59:59-01:00",
        "1767225600000000000",
      })
  void whatWouldChangeOrIsNoTimeIsNotRead(String text) {
    assertThat(Timestamps.toUtc(text), is(nullValue()));
  }

  /** From the year 1 to the year 9999, in microseconds. */
  @Property
  void theInstantIsTheSame(
      @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L)
          long micros) {
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1000L);
    String text =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS")
            .withZone(ZoneOffset.UTC)
            .format(instant);

    assertThat(Timestamps.toUtc(text), is(text.replace(' ', 'T') + "Z"));
    assertThat(Instant.parse(Timestamps.toUtc(text)), is(instant));
  }
}
