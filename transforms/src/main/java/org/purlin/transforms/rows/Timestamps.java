package org.purlin.transforms.rows;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
    if (end == length || (end == length - 1 && text.charAt(end) == 'Z')) {
      return local + 'Z';
    }
    return withOffset(local, text.substring(end));
  }

  private static String withOffset(String local, String offset) {
    try {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
          OffsetDateTime.parse(local + offset).withOffsetSameInstant(ZoneOffset.UTC));
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
    int day = number(text, 8, 10);
    int month = number(text, 5, 7);
    int year = number(text, 0, 4);
    if (number(text, 11, 13) > 23 || number(text, 14, 16) > 59 || number(text, 17, 19) > 59) {
      return false;
    }
    if (day >= 1 && day <= 28 && month >= 1 && month <= 12 && year >= 1) {
      return true;
    }
    try {
      return LocalDate.of(year, month, day).getYear() >= 1;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
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
