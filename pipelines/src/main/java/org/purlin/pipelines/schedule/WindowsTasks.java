package org.purlin.pipelines.schedule;

import java.util.List;
import java.util.stream.Collectors;

/** Commands for Windows' task scheduler, for expressions simple enough. */
public final class WindowsTasks {

  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  /** More tasks than these for one expression would not be read by anybody. */
  private static final int MOST_TASKS = 4;

  /** Words that mean the same inside the quotes of two shells. */
  private static final String PLAIN = "[A-Za-z0-9_./:\\\\=@,+-]+";

  private WindowsTasks() {}

  /**
   * One command for each time of day, or a sentence that says why there is none.
   *
   * @param words of the command, the first of which is the program
   */
  public static String of(String job, Cron cron, List<String> words) {
    boolean everyMonth = cron.months().cardinality() == 12 && cron.days().cardinality() == 31;
    int tasks = cron.hours().cardinality() * cron.minutes().cardinality();
    if (!everyMonth || tasks > MOST_TASKS) {
      return "There is no short form of this expression; make the task in Task Scheduler.";
    }
    if (!words.get(0).matches(PLAIN)) {
      return "The path of "
          + words.get(0)
          + " has a sign that schtasks cannot take, such as a blank; make the task in Task"
          + " Scheduler.";
    }
    if (!words.stream().allMatch(word -> word.matches(PLAIN))) {
      return "A value has a sign that schtasks cannot take; make the task in Task Scheduler.";
    }
    String command = String.join(" ", words);
    return cron.hours().stream()
        .boxed()
        .flatMap(
            hour ->
                cron.minutes().stream().mapToObj(minute -> task(job, cron, hour, minute, command)))
        .collect(Collectors.joining("\n"));
  }

  /** The program is started in its directory, where its .env file is. */
  private static String task(String job, Cron cron, int hour, int minute, String command) {
    String days =
        cron.weekdays().cardinality() == 7
            ? "/SC DAILY"
            : "/SC WEEKLY /D "
                + cron.weekdays().stream().mapToObj(DAYS::get).collect(Collectors.joining(","));
    return "schtasks /Create /TN \"Purlin %s %02d%02d\" %s /ST %02d:%02d /TR \"%s\""
        .formatted(job, hour, minute, days, hour, minute, "cmd /c cd /d %CD% && " + command);
  }
}
