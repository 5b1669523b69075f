package org.purlin.io.csc;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the receiver answers for an accepted record: {@code 2026-03-31_06:15:02.41_<uuid>.json}.
 *
 * @param whole the text as it came
 */
record Receipt(String whole) {

  private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d_[0-9:.]+)_(.+)");

  /** Documented with two fraction digits; any number is read. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd_HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  /**
   * The receiver's time. The text has no zone; it is taken as it stands, which is also how the
   * staging table's column keeps it. Absent when the text is of another form.
   */
  Optional<Instant> time() {
    Matcher parts = FORM.matcher(whole);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(parts.group(1), TIME).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  /** What the staging table keeps, as the Python sender does: the part after the time. */
  String stored() {
    Matcher parts = FORM.matcher(whole);
    return parts.matches() ? parts.group(2) : whole;
  }
}
