package org.purlin.pipelines.cli;

import java.util.List;
import java.util.Set;
import org.purlin.pipelines.report.ExitCode;

/** One word after {@code purlin}. */
interface Verb {

  String name();

  /** What it does, in one line. */
  String summary();

  /** The help page; ends with a line break. */
  String help();

  /** Environment variables that mean something to this verb. */
  default Set<String> variables() {
    return Set.of();
  }

  /**
   * Does it.
   *
   * @param arguments what follows the word
   * @param logs started, to the terminal only; closed by the caller
   * @throws org.purlin.pipelines.UserMistakeException when they are wrong and nothing was done
   */
  ExitCode run(List<String> arguments, Surroundings around, Logs logs);
}
