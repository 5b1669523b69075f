package org.purlin.pipelines.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run amounts to.
 *
 * @param exitCode how the program ends
 * @param sentence what happened and, where something is to be done, what; may be empty when all is
 *     done
 */
public record Verdict(ExitCode exitCode, String sentence) {

  /** Done, and nothing to add. */
  public static final Verdict DONE = new Verdict(ExitCode.DONE, "");

  /**
   * How the sentence begins when something failed that nobody foresaw. A class's name follows, a
   * colon, and words that are not ours, so they may quote what was worked on.
   */
  public static final String UNEXPECTED = "Failed unexpectedly: ";

  /**
   * Judges an outcome. A balance that does not close weighs most: such output cannot be trusted.
   */
  public static Verdict of(RunReport.Outcome outcome) {
    for (Balance balance : outcome.balances()) {
      if (!balance.isClosed()) {
        return new Verdict(ExitCode.FAILED, open(balance));
      }
    }
    if (outcome.failure() != null) {
      return new Verdict(outcome.failedWith(), outcome.failure());
    }
    return outcome.isComplete()
        ? new Verdict(ExitCode.DONE, "All done" + numbers(outcome) + ".")
        : new Verdict(
            ExitCode.INCOMPLETE, "Done with gaps: " + gaps(outcome) + numbers(outcome) + ".");
  }

  private static String open(Balance balance) {
    long missing = balance.missing();
    return "The balance of "
        + balance.stage()
        + " does not close: "
        + balance.equation()
        + "; "
        + Words.number(Math.abs(missing))
        + (missing > 0 ? " are missing" : " too many")
        + ". Do not use this output; run the same command again.";
  }

  private static String gaps(RunReport.Outcome outcome) {
    List<String> gaps = new ArrayList<>();
    RunReport.Windows windows = outcome.windows();
    if (windows != null && !windows.notDone().isEmpty()) {
      gaps.add(
          Words.number(windows.notDone().size())
              + " of "
              + Words.number(windows.asked())
              + " windows not done");
    }
    if (outcome.rejected() > 0) {
      gaps.add(Words.number(outcome.rejected()) + " rejected");
    }
    int problems = outcome.problems().size();
    if (problems > 0) {
      gaps.add(Words.number(problems) + (problems == 1 ? " problem" : " problems"));
    }
    return String.join(", ", gaps);
  }

  private static String numbers(RunReport.Outcome outcome) {
    StringBuilder numbers = new StringBuilder();
    RunReport.Windows windows = outcome.windows();
    if (windows != null && windows.notDone().isEmpty()) {
      numbers.append("; ").append(Words.number(windows.asked())).append(" windows");
    }
    for (Balance balance : outcome.balances()) {
      numbers.append("; ").append(balance.stage()).append(": ").append(balance.equation());
    }
    return numbers.toString();
  }
}
