package org.purlin.transforms.rows;

import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Reads the time texts APIs send and writes them as UTC with up to microseconds. */
final class Timestamps {

  /** 2023-08-25 11:05:08 is the shortest form; a fraction and a zone may follow. */
  private static final int SECONDS_END = 19;

  private static final int MICROS = 6;

  private Timestamps() {}

  /**
   * Returns {@code 2023-08-25T11:05:08.013000Z} for {@code 2023-08-25 11:05:08.013000}, for the
   * same with a T or a Z, and for a form with an offset; null when the text is no such time. A text
   * without a zone is UTC. Digits past microseconds are not accepted: dropping them would change
   * the value.
   */
  static String toUtc(String text) {
    int length = text.length();
    if (length < SECONDS_END || !isShapedLikeSeconds(text)) {
      return null;
    }
    int end = SECONDS_END;
    if (end < length && text.charAt(end) == '.') {
      end++;
      while (end < length && isDigit(text.charAt(end))) {
        end++;
      }
      int digits = end - SECONDS_END - 1;
      if (digits == 0 || digits > MICROS) {
        return null;
      }
    }
    if (!isRealTime(text)) {
      return null;
    }
    String local = text.substring(0, 10) + 'T' + text.substring(11, end);
    String offset = text.substring(end);
    // By far the most texts have one of these, and need no look at a calendar.
    if (offset.isEmpty() || offset.equals("Z") || offset.equals("+00:00")) {
      return local + 'Z';
    }
    return withOffset(local, offset);
  }

  private static String withOffset(String local, String offset) {
    try {
      OffsetDateTime utc =
          OffsetDateTime.parse(local + offset).withOffsetSameInstant(ZoneOffset.UTC);
      boolean hasFourDigitYear = utc.getYear() >= 1 && utc.getYear() <= 9999;
      return hasFourDigitYear ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(utc) : null;
    } catch (DateTimeParseException notAnOffset) {
      return null;
    }
  }

  private static boolean isShapedLikeSeconds(String text) {
    for (int i = 0; i < SECONDS_END; i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> c == '-';
            case 10 -> c == ' ' || c == 'T';
            case 13, 16 -> c == ':';
            default -> isDigit(c);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isRealTime(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth()
        && number(text, 11, 13) <= 23
        && number(text, 14, 16) <= 59
        && number(text, 17, 19) <= 59;
  }

  private static int number(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = 10 * value + text.charAt(i) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
