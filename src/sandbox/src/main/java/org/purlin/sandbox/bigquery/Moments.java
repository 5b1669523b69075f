package org.purlin.sandbox.bigquery;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times as BigQuery writes and reads them. Whole parts may have one digit, fractions up
 * to six; a moment without a zone is in UTC.
 *
 * <p>What does not have the form throws a {@link DateTimeException}.
 */
final class Moments {

  private static final Pattern MOMENT =
      Pattern.compile(
          "(\\d{4}-\\d{1,2}-\\d{1,2})(?:[ T](\\d{1,2}:\\d{1,2}:\\d{1,2}(?:\\.\\d{1,6})?))?"
              + "\\s*(Z|UTC|[+-]\\d{1,2}(?::?\\d{2})?)?",
          Pattern.CASE_INSENSITIVE);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-M-d", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("H:m:s")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private static final DateTimeFormatter MICROS_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private Moments() {}

  static Instant instant(String text) {
    Matcher moment = matched(text);
    return dateTime(moment).toInstant(offset(moment.group(3)));
  }

  /** Seconds since 1970, with a fraction. */
  static Instant instant(BigDecimal epochSeconds) {
    BigDecimal micros = epochSeconds.movePointRight(6).setScale(0, RoundingMode.HALF_UP);
    long whole = micros.longValueExact();
    return Instant.ofEpochSecond(
        Math.floorDiv(whole, 1_000_000L), Math.floorMod(whole, 1_000_000L) * 1000);
  }

  static LocalDate date(String text) {
    return LocalDate.parse(text, DATE);
  }

  static LocalTime time(String text) {
    return LocalTime.parse(text, TIME);
  }

  static LocalDateTime dateTime(String text) {
    Matcher moment = matched(text);
    if (moment.group(3) != null) {
      throw new DateTimeException("a DATETIME has no zone");
    }
    return dateTime(moment);
  }

  /** ISO text in UTC with six digits of fraction. */
  static String text(Instant instant) {
    return MICROS.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
  }

  static String text(LocalDateTime dateTime) {
    return MICROS.format(dateTime);
  }

  static String text(LocalTime time) {
    return MICROS_OF_DAY.format(time);
  }

  private static Matcher matched(String text) {
    Matcher moment = MOMENT.matcher(text.strip());
    if (!moment.matches()) {
      throw new DateTimeException("not a date and a time");
    }
    return moment;
  }

  private static LocalDateTime dateTime(Matcher moment) {
    LocalTime time = moment.group(2) == null ? LocalTime.MIDNIGHT : time(moment.group(2));
    return LocalDateTime.of(date(moment.group(1)), time);
  }

  private static ZoneOffset offset(String zone) {
    if (zone == null || zone.equalsIgnoreCase("Z") || zone.equalsIgnoreCase("UTC")) {
      return ZoneOffset.UTC;
    }
    String digits = zone.substring(1).replace(":", "");
    int hours =
        Integer.parseInt(digits.length() > 2 ? digits.substring(0, digits.length() - 2) : digits);
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(digits.length() - 2)) : 0;
    int sign = zone.startsWith("-") ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }
}
