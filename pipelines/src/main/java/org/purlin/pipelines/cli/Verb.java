package org.purlin.pipelines.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purlin.pipelines.report.ExitCode;

/** One word after {@code purlin}, or several with a blank between them. */
interface Verb {

  /** Where the program's page lists a verb; in the order of the page. */
  enum Section {
    JOBS("Jobs"),
    CHECKS("Checks"),
    MORE("More");

    private final String heading;

    Section(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  String name();

  /** What it does, in one line. */
  String summary();

  /**
   * The help page; ends with a line break.
   *
   * @param verbs all verbs, of which the page names those that belong to this one
   */
  String help(Verbs verbs);

  default Section section() {
    return Section.MORE;
  }

  /** Environment variables that mean something to this verb. */
  default Set<String> variables() {
    return Set.of();
  }

  /** Other words for command lines of ours, each with what it stands for. */
  default Map<String, String> aliases() {
    return Map.of();
  }

  /**
   * Does it.
   *
   * @param arguments what follows the name
   * @param logs started, to the terminal only; closed by the caller
   * @throws org.purlin.pipelines.UserMistakeException when they are wrong and nothing was done
   */
  ExitCode run(List<String> arguments, Surroundings around, Logs logs);
}
