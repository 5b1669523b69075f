package org.purlin.pipelines;

import org.purlin.pipelines.report.Verdict;

/**
 * A verb that is no pipeline: a check, a listing, a repair.
 *
 * @param <O> the command's options; their descriptions are its help page
 */
public interface Command<O extends CommandOptions> extends Task<O> {

  /**
   * Does it. What the user asked to see goes to the console; the verdict's sentence goes to the
   * terminal's error stream and the log, and may be empty.
   *
   * @throws UserMistakeException when an option is wrong and nothing was done; exit code 2
   * @throws Exception when it failed; explained to the user in one sentence, with the exit code of
   *     {@link #exitCodeOf}
   */
  Verdict run(O options, Console console) throws Exception;
}
