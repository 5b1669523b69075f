package org.purlin.io.amplitude;

import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Whole hours asked for in one request.
 *
 * @param first epoch hour
 * @param last epoch hour, inclusive, as the API has it
 */
record HourWindow(long first, long last) implements Serializable {

  /** Reads what {@link #toString} writes, whatever follows it. */
  static HourWindow parse(String text) {
    return new HourWindow(
        Hours.parse("An archive's name", text.substring(0, 11)),
        Hours.parse("An archive's name", text.substring(12, 23)));
  }

  int size() {
    return Math.toIntExact(last - first + 1);
  }

  boolean contains(long epochHour) {
    return first <= epochHour && epochHour <= last;
  }

  /** Both halves; the first is the longer one of an odd number. */
  List<HourWindow> halves() {
    long middle = first + (size() + 1) / 2;
    return List.of(new HourWindow(first, middle - 1), new HourWindow(middle, last));
  }

  LongStream hours() {
    return LongStream.rangeClosed(first, last);
  }

  /** 20260101T00-20260101T23. */
  @Override
  public String toString() {
    return Hours.compact(first) + "-" + Hours.compact(last);
  }
}
