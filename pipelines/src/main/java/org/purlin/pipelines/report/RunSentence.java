package org.purlin.pipelines.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.purlin.io.secret.Masker;

/** A run in one sentence, for people who were not there, in a place that others read too. */
final class RunSentence {

  /** Discord takes 2,000 characters; nobody reads more. */
  private static final int LONGEST = 1_500;

  private static final int MOST_WARNINGS = 5;

  /** Control and format characters, and line ends. */
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{C}\\p{Z}]+");

  /** What is said after the class's name may quote the data. */
  private static final Pattern NOT_OURS =
      Pattern.compile(Pattern.quote(Verdict.UNEXPECTED) + "(\\w*): .*", Pattern.DOTALL);

  private RunSentence() {}

  /**
   * Tells how a run ended, with its numbers, and where to read more.
   *
   * @param place where the report is; empty when there is none, then the log is named
   */
  static String of(RunReport report, List<String> warnings, String place) {
    String what = "purlin " + report.job() + " " + report.window();
    String end =
        what.strip()
            + ", run "
            + report.runId()
            + ", ended with exit code "
            + report.exitCode()
            + " ("
            + ExitCode.meaningOf(report.exitCode())
            + ")"
            + (report.sentence().isEmpty() ? "." : ": " + ours(report.sentence()))
            + told(warnings);
    String more = more(report, place);
    String line = plain(end);
    int room = LONGEST - more.length();
    return (line.length() <= room ? line : line.substring(0, Math.max(0, room - 1)) + "…")
        + plain(more);
  }

  /** A sentence without what it may quote. */
  static String ours(String sentence) {
    return NOT_OURS.matcher(sentence).replaceFirst(Verdict.UNEXPECTED + "$1.");
  }

  private static String told(List<String> warnings) {
    String told =
        warnings.stream().limit(MOST_WARNINGS).map(one -> " " + one).collect(Collectors.joining());
    int left = warnings.size() - MOST_WARNINGS;
    return left > 0 ? told + " And " + left + " more warnings." : told;
  }

  private static String more(RunReport report, String place) {
    if (!place.isEmpty()) {
      return " The report is in " + place + ".";
    }
    return report.log() == null ? "" : " The log is " + report.log() + ".";
  }

  /** On one line and without what chats take for markup that calls people or hides links. */
  private static String plain(String text) {
    return BLANK.matcher(Masker.mask(text)).replaceAll(" ").replace('<', '‹').replace('>', '›');
  }
}
