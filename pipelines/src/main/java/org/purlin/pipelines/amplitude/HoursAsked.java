package org.purlin.pipelines.amplitude;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.purlin.io.amplitude.Hours;
import org.purlin.pipelines.UserMistakeException;

/**
 * The hours a user means, [first, end), and which of them can be exported by now.
 *
 * @param first epoch hour
 * @param end epoch hour, exclusive
 * @param completeEnd the first epoch hour that Amplitude may not have completely
 * @param exportableEnd the first epoch hour that is not asked for yet; later than {@code
 *     completeEnd} only under --ignoreLag
 * @param catchesUp whether hours that earlier runs left open are asked for as well
 */
record HoursAsked(long first, long end, long completeEnd, long exportableEnd, boolean catchesUp)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Hour H starts to load at H+1 and can be exported at H+3 (the vendor's example: what came in
   * from 8 to 9 PM, at 11 PM). Others wait 2 hours and lose events, or 12.
   */
  private static final long LAG_HOURS = 3;

  /** An end later than all of today is a typing error. */
  private static final long MOST_HOURS_AHEAD = 24;

  static HoursAsked of(ExportAmplitudeOptions options, Instant now) {
    long thisHour = Hours.of(now);
    long completeEnd = thisHour - LAG_HOURS + 1;
    long exportableEnd = exportableEnd(options, now);
    if (options.getLast() != null) {
      if (options.getStart() != null || options.getEnd() != null) {
        throw new UserMistakeException("Give --last or --start and --end, not both.");
      }
      long length = hours(options.getLast());
      return new HoursAsked(
          exportableEnd - length, exportableEnd, completeEnd, exportableEnd, true);
    }
    if (options.getStart() == null && options.getEnd() == null) {
      long today =
          Hours.of(
              now.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC));
      return new HoursAsked(today - 24, today, completeEnd, exportableEnd, true);
    }
    return between(options, thisHour, completeEnd, exportableEnd);
  }

  /** The first hour that is not asked for yet. */
  static long exportableEnd(ExportAmplitudeOptions options, Instant now) {
    return options.isIgnoreLag() ? Hours.of(now) : Hours.of(now) - LAG_HOURS + 1;
  }

  private static HoursAsked between(
      ExportAmplitudeOptions options, long thisHour, long completeEnd, long exportableEnd) {
    if (options.getStart() == null) {
      throw new UserMistakeException("--end needs --start: the first hour to export.");
    }
    long first = parse("--start", options.getStart());
    long end = options.getEnd() == null ? exportableEnd : parse("--end", options.getEnd());
    if (first >= exportableEnd) {
      throw new UserMistakeException(
          "--start="
              + options.getStart()
              + " cannot be exported yet: the newest hour that can is "
              + Hours.compact(exportableEnd - 1)
              + ". --ignoreLag asks all the same.");
    }
    if (first >= end) {
      throw new UserMistakeException(
          "--end must be after --start, but was "
              + options.getEnd()
              + " with --start="
              + options.getStart()
              + ". The end is exclusive: a whole day ends at 00 of the next one.");
    }
    if (end > thisHour + MOST_HOURS_AHEAD) {
      throw new UserMistakeException(
          "--end="
              + options.getEnd()
              + " lies in the future; the newest hour that can be exported is "
              + Hours.compact(exportableEnd - 1)
              + ".");
    }
    return new HoursAsked(first, end, completeEnd, exportableEnd, false);
  }

  private static long parse(String flag, String text) {
    try {
      return Hours.parse(flag, text);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }

  private static long hours(String text) {
    try {
      Duration length = Duration.parse(text);
      if (length.toHours() >= 1 && length.equals(Duration.ofHours(length.toHours()))) {
        return length.toHours();
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // Answered below.
    }
    throw new UserMistakeException(
        "--last must be whole hours or days, such as PT24H or P7D, but was: " + text);
  }

  /** The hours to export now. */
  NavigableSet<Long> exportable() {
    return range(first, Math.min(end, exportableEnd));
  }

  /** The hours that were asked for too early. */
  NavigableSet<Long> notYet() {
    return range(Math.max(first, exportableEnd), end);
  }

  /** The hours that are asked for although Amplitude may not have them completely. */
  NavigableSet<Long> young() {
    return range(Math.max(first, completeEnd), Math.min(end, exportableEnd));
  }

  private static NavigableSet<Long> range(long from, long to) {
    NavigableSet<Long> hours = new TreeSet<>();
    for (long hour = from; hour < to; hour++) {
      hours.add(hour);
    }
    return hours;
  }

  /** 20260101T00-20260101T23, both inclusive. */
  String shown() {
    return Hours.compact(first) + "-" + Hours.compact(end - 1);
  }
}
