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

  /**
   * A guess: only the form above is documented, so a text without such an id is an error message
   * rather than a receipt.
   */
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** What a DATETIME column of SQL Server can hold. */
  private static final int FIRST_YEAR = 1753;

  private static final int LAST_YEAR = 9999;

  /** Documented with two fraction digits; any number is read. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd_HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  /** Whether this is a receipt at all. */
  boolean isOne() {
    return UUID.matcher(whole).find();
  }

  /**
   * The receiver's time. The text has no zone; it is taken as it stands, which is also how the
   * staging table's column keeps it. Absent when the text is of another form or no time of this
   * age.
   */
  Optional<Instant> time() {
    Matcher parts = FORM.matcher(whole);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDateTime time = LocalDateTime.parse(parts.group(1), TIME);
      return time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR
          ? Optional.empty()
          : Optional.of(time.toInstant(ZoneOffset.UTC));
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
