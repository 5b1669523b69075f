package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * Students that are computed from their number, 1 to the count. The number is also the change
 * version, and it is in the id and in the studentUniqueId. All rows have the same number of bytes,
 * so that a page is copied and numbered, not written.
 */
final class GeneratedStudents {

  static final String RESOURCE = "students";

  private static final String ID_PREFIX = "9e0000000000000000000000";
  private static final String KEY_PREFIX = "G";
  private static final int DIGITS = 8;
  private static final String NUMBER = "0".repeat(DIGITS);

  private static final byte[] ROW =
      """
      {"id":"%s%s","studentUniqueId":"%s%s","personalTitlePrefix":"Mx","firstName":"Generated",\
      "middleName":"From","lastSurname":"Number-%s","preferredFirstName":"Gen",\
      "preferredLastSurname":"Number","birthDate":"2012-03-04","birthCity":"Nowhere",\
      "multipleBirthStatus":false,"visas":[],"_etag":"%s",\
      "_lastModifiedDate":"2026-01-02T03:04:05.678Z"}"""
          .formatted(ID_PREFIX, NUMBER, KEY_PREFIX, NUMBER, NUMBER, NUMBER)
          .getBytes(StandardCharsets.US_ASCII);

  private static final int[] PLACES = places();

  private final long count;

  GeneratedStudents(long count) {
    this.count = count;
  }

  long count() {
    return count;
  }

  /** Bytes of one row. */
  static int rowBytes() {
    return ROW.length;
  }

  /** Writes a row at a place in a buffer. */
  static void write(long number, byte[] buffer, int at) {
    System.arraycopy(ROW, 0, buffer, at, ROW.length);
    for (int place : PLACES) {
      long rest = number;
      for (int i = at + place + DIGITS - 1; rest > 0; i--) {
        buffer[i] = (byte) ('0' + rest % 10);
        rest /= 10;
      }
    }
  }

  /** The number of the student with a key, empty when none is generated with it. */
  OptionalLong byKey(String key) {
    return numbered(key, KEY_PREFIX);
  }

  /** The number of the student with an id. */
  OptionalLong byId(String id) {
    return numbered(id.replace("-", ""), ID_PREFIX);
  }

  /** The student as a stored one would be. */
  Row row(long number) {
    byte[] rendered = new byte[ROW.length];
    write(number, rendered, 0);
    String digits = String.format("%0" + DIGITS + "d", number);
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    payload.put("studentUniqueId", KEY_PREFIX + digits);
    String id = ID_PREFIX + digits;
    return new Row(number, id, KEY_PREFIX + digits, payload, number, rendered, List.of());
  }

  private OptionalLong numbered(String text, String prefix) {
    String digits = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
    if (digits.length() != DIGITS || !digits.chars().allMatch(Character::isDigit)) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(digits);
    return number >= 1 && number <= count ? OptionalLong.of(number) : OptionalLong.empty();
  }

  private static int[] places() {
    String row = new String(ROW, StandardCharsets.US_ASCII);
    int[] places = new int[4];
    int at = row.indexOf(ID_PREFIX) + ID_PREFIX.length();
    for (int i = 0; i < places.length; i++) {
      places[i] = at;
      at = row.indexOf(NUMBER, at + DIGITS);
    }
    return places;
  }
}
