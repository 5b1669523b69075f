package org.purlin.sandbox.amplitude;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Hours in UTC, both ends inclusive, as the API counts them. */
record HourRange(Instant first, Instant last) {

  private static final DateTimeFormatter LABEL =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HH").withResolverStyle(ResolverStyle.STRICT);

  HourRange {
    if (first.isAfter(last)) {
      throw new IllegalArgumentException("start must not be after end");
    }
  }

  /**
   * Reads an hour such as {@code 20260101T05}.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Instant hour(String label) {
    try {
      return LocalDateTime.parse(label, LABEL).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not an hour such as 20260101T05: " + label, e);
    }
  }

  /** Passes a whole hour through and refuses anything else. */
  static Instant whole(Instant hour) {
    if (!hour.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
      throw new IllegalArgumentException("must be a whole hour, but was: " + hour);
    }
    return hour;
  }

  long size() {
    return ChronoUnit.HOURS.between(first, last) + 1;
  }

  boolean contains(Instant hour) {
    return !hour.isBefore(first) && !hour.isAfter(last);
  }

  Stream<Instant> hours() {
    return LongStream.range(0, size()).mapToObj(n -> first.plus(n, ChronoUnit.HOURS));
  }
}
