package org.purlin.pipelines.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Command lines to copy, quoted for the one who reads them. */
public final class CommandLines {

  /** A longer line is broken. */
  private static final int WIDTH = 90;

  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  private CommandLines() {}

  /**
   * A line of a crontab.
   *
   * @param words of the command, the first of which is the program
   */
  public static String crontab(Cron cron, String directory, List<String> words) {
    String command = "cd " + quoted(directory) + " && " + posix(words);
    // A per cent sign in a crontab is a line break.
    return cron.text() + "  " + command.replace("%", "\\%");
  }

  /** The command that makes a job of Cloud Scheduler; the placeholders stay. */
  public static String gcloud(SchedulerJob job) {
    return String.join(
        " \\\n    ",
        List.of(
            "gcloud scheduler jobs create http " + job.name(),
            "--project=" + quoted(Placeholders.PROJECT),
            "--location=" + quoted(Placeholders.REGION),
            "--description=" + quoted(job.description()),
            "--schedule=" + quoted(job.cron().text()),
            "--time-zone=" + quoted(job.zone().getId()),
            "--uri=" + quoted(job.uri()),
            "--http-method=POST",
            "--headers=Content-Type=application/json",
            "--message-body=" + quoted(job.launch().toString()),
            "--oauth-service-account-email=" + quoted(SchedulerJob.CALLER),
            "--oauth-token-scope=" + SchedulerJob.SCOPE,
            "--attempt-deadline=" + SchedulerJob.DEADLINE,
            "--max-retry-attempts=" + SchedulerJob.RETRIES,
            "--min-backoff=" + SchedulerJob.FIRST_PAUSE,
            "--max-backoff=" + SchedulerJob.LONGEST_PAUSE));
  }

  /** The words of a flag for each value. */
  public static List<String> flags(Map<String, String> values) {
    List<String> words = new ArrayList<>();
    values.forEach((name, value) -> words.add("--" + name + "=" + value));
    return words;
  }

  /**
   * A command of ours for the shell of this machine; a long one has a flag a line, but on Windows.
   *
   * @param flags by name, without dashes
   */
  public static String purlin(String verb, Map<String, String> flags) {
    List<String> words = words(verb, flags);
    String line = line(words);
    return line.length() <= WIDTH || WINDOWS
        ? line
        : words.stream()
            .map(word -> (word.startsWith("--") ? " \\\n    " : " ") + quoted(word))
            .collect(Collectors.joining())
            .strip();
  }

  /** The same on one line, however long. */
  public static String purlinOnOneLine(String verb, Map<String, String> flags) {
    return line(words(verb, flags));
  }

  private static List<String> words(String verb, Map<String, String> flags) {
    List<String> words = new ArrayList<>();
    words.add(Launcher.asCalled());
    words.addAll(List.of(verb.split(" ")));
    words.addAll(flags(flags));
    return words;
  }

  /** The command that shows the reports of a directory. */
  public static String report(String place) {
    return line(List.of(Launcher.asCalled(), "report", place));
  }

  private static String line(List<String> words) {
    return WINDOWS
        ? words.stream().map(CommandLines::quotedForWindows).collect(Collectors.joining(" "))
        : posix(words);
  }

  private static String posix(List<String> words) {
    return words.stream().map(CommandLines::quoted).collect(Collectors.joining(" "));
  }

  /** A word that cmd and PowerShell take for one. */
  static String quotedForWindows(String word) {
    return word.matches("[A-Za-z0-9_./:=@+\\\\-]+") ? word : '"' + word.replace("\"", "\\\"") + '"';
  }

  /** A word for a POSIX shell; only of an odd one the quotes are needed. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:=@,+{}-]+") && !word.matches(".*\\{.*,.*}.*")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
