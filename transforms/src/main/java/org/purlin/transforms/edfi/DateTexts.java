package org.purlin.transforms.edfi;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;

/** Tells dates, times and date-times as Ed-Fi's servers take them. */
final class DateTexts {

  private static final int DATE_CHARS = 10;
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?");

  /** Servers assume UTC where it is missing. */
  private static final Pattern OFFSET = Pattern.compile("|Z|z|[+-]\\d\\d:?\\d\\d");

  private DateTexts() {}

  static boolean isDate(String text) {
    if (!DATE.matcher(text).matches()) {
      return false;
    }
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }

  /** A date alone is its midnight to all known servers. */
  static boolean isDateTime(String text) {
    if (text.length() <= DATE_CHARS) {
      return isDate(text);
    }
    char separator = text.charAt(DATE_CHARS);
    return isDate(text.substring(0, DATE_CHARS))
        && (separator == 'T' || separator == 't' || separator == ' ')
        && isTime(text.substring(DATE_CHARS + 1));
  }

  static boolean isTime(String text) {
    int end = 0;
    while (end < text.length() && "0123456789:.".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    // An offset has digits of its own, behind its sign.
    String clock = text.substring(0, end);
    if (!CLOCK.matcher(clock).matches() || !OFFSET.matcher(text.substring(end)).matches()) {
      return false;
    }
    try {
      LocalTime.parse(clock);
      return true;
    } catch (DateTimeException noSuchTime) {
      return false;
    }
  }
}
