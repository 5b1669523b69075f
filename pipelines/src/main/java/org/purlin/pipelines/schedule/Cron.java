package org.purlin.pipelines.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.purlin.pipelines.UserMistakeException;

/**
 * A cron expression of five fields, as crontab(5) and Cloud Scheduler read it: minute, hour, day of
 * the month, month, day of the week. A field is {@code *}, a number, a range {@code 1-5}, each with
 * a step {@code *}{@code /15}, or several of those with commas; months and days may be names of
 * three letters. When both days are restricted, either is enough.
 *
 * @param text as it was given, with single blanks
 */
public record Cron(
    String text, BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays) {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /** The 29th of February comes again after eight years at most. */
  private static final int YEARS_AHEAD = 9;

  /**
   * Reads an expression.
   *
   * @throws UserMistakeException when it is none; the message names the field
   */
  public static Cron parse(String text) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != 5) {
      throw new UserMistakeException(
          "--cron must have five fields (minute, hour, day of the month, month, day of the week),"
              + " such as \"30 7 * * 1-5\", but has "
              + (text.isBlank() ? 0 : fields.length)
              + ".");
    }
    BitSet weekdays = new CronField("day of the week", 0, 7, WEEKDAYS).parse(fields[4]);
    if (weekdays.get(7)) {
      weekdays.set(0);
      weekdays.clear(7);
    }
    return new Cron(
        String.join(" ", fields),
        new CronField("minute", 0, 59, List.of()).parse(fields[0]),
        new CronField("hour", 0, 23, List.of()).parse(fields[1]),
        new CronField("day of the month", 1, 31, List.of()).parse(fields[2]),
        new CronField("month", 1, 12, MONTHS).parse(fields[3]),
        weekdays);
  }

  /**
   * The next times, in the zone of the given one. A time that the clocks skip in spring does not
   * come; one that comes twice in autumn is named once.
   *
   * @throws UserMistakeException when no time ever comes, such as the 31st of February
   */
  public List<ZonedDateTime> next(ZonedDateTime after, int count) {
    List<ZonedDateTime> times = new ArrayList<>();
    LocalDate last = after.toLocalDate().plusYears(YEARS_AHEAD);
    for (LocalDate day = after.toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
      if (!comesOn(day)) {
        continue;
      }
      for (LocalDateTime local : timesOn(day)) {
        ZonedDateTime time = local.atZone(after.getZone());
        if (time.toLocalDateTime().equals(local) && time.isAfter(after)) {
          times.add(time);
        }
        if (times.size() == count) {
          return times;
        }
      }
    }
    if (times.isEmpty()) {
      throw new UserMistakeException("--cron \"" + text + "\" names a time that never comes.");
    }
    return times;
  }

  private List<LocalDateTime> timesOn(LocalDate day) {
    return hours.stream()
        .boxed()
        .flatMap(hour -> minutes.stream().mapToObj(minute -> day.atTime(hour, minute)))
        .toList();
  }

  private boolean comesOn(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    boolean monthly = days.get(day.getDayOfMonth());
    boolean weekly = weekdays.get(day.getDayOfWeek().getValue() % 7);
    boolean either = !isAny(2) && !isAny(4);
    return either ? monthly || weekly : monthly && weekly;
  }

  /** A field that begins with a star restricts nothing, as cron sees it. */
  private boolean isAny(int field) {
    return text.split(" ", -1)[field].startsWith("*");
  }
}
