package org.purlin.io.amplitude;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Whole hours, UTC, as numbers since the epoch, and their spellings. */
public final class Hours {

  private static final long SECONDS = 3600;

  /** Amplitude's own form, 20260101T05. */
  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter PATH =
      DateTimeFormatter.ofPattern("uuuu-MM-dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Hours() {}

  /**
   * Reads 20260101T05, 2026-01-01T05, 2026-01-01T05:00:00Z or, for its first hour, 2026-01-01.
   *
   * @throws IllegalArgumentException when it is none of these or not a whole hour
   */
  public static long parse(String flag, String text) {
    try {
      Instant instant;
      if (text.matches("\\d{8}T\\d{2}")) {
        instant = OffsetDateTime.parse(isoOf(text)).toInstant();
      } else if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        instant = LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      } else if (text.matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}")) {
        instant = Instant.parse(text + ":00:00Z");
      } else {
        instant = OffsetDateTime.parse(text).toInstant();
      }
      if (instant.getEpochSecond() % SECONDS == 0 && instant.getNano() == 0) {
        return instant.getEpochSecond() / SECONDS;
      }
    } catch (DateTimeException notATime) {
      // Answered below: the sentence is the same.
    }
    throw new IllegalArgumentException(
        flag
            + " must be a whole hour, UTC, such as 20260101T05 or 2026-01-01T05:00:00Z, but was: "
            + text
            + ". A day, such as 2026-01-01, is its first hour.");
  }

  private static String isoOf(String compact) {
    return compact.substring(0, 4)
        + "-"
        + compact.substring(4, 6)
        + "-"
        + compact.substring(6, 11)
        + ":00:00Z";
  }

  /** 20260101T05. */
  public static String compact(long epochHour) {
    return COMPACT.format(instant(epochHour));
  }

  /** 2026-01-01/05, as in directories. */
  public static String path(long epochHour) {
    return PATH.format(instant(epochHour));
  }

  /** The hour's first instant. */
  public static Instant instant(long epochHour) {
    return Instant.ofEpochSecond(epochHour * SECONDS);
  }

  /** The hour an instant lies in. */
  public static long of(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS);
  }

  /** The day's first hour. */
  static long firstOfDay(long epochHour) {
    return epochHour - Math.floorMod(epochHour, 24L);
  }
}
