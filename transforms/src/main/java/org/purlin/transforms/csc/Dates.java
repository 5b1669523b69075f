package org.purlin.transforms.csc;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Dates as a record writes them: year, month and day, such as 2026-03-31. */
final class Dates {

  private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Dates() {}

  /** True for a day that exists: 2026-02-30 is none. */
  static boolean isDate(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return false;
    }
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
