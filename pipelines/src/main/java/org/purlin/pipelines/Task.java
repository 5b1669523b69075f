package org.purlin.pipelines;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.purlin.pipelines.report.ExitCode;

/**
 * What a user runs by its verb: a {@link Job}, which is a pipeline, or a {@link Command}, which is
 * none.
 *
 * <p>A task is made for every start of the program, also for its help page, so its constructor and
 * static fields do nothing.
 *
 * @param <O> the task's options; their descriptions are its help page
 */
public interface Task<O extends CommandOptions> {

  /**
   * What a user types, in lower case; several words when it belongs to another verb: {@code csc},
   * {@code csc ddl}, {@code check csc}.
   */
  String verb();

  /** What the task does, in one line. */
  String summary();

  /** The task's options interface. */
  Class<O> options();

  /** Command lines to copy, each after a comment line: {@code "# one day\npurlin …"}. */
  List<String> examples();

  /**
   * Environment names of the tools this task replaces, each with its flag: {@code AMP_SECRET_KEY ->
   * secretKey}.
   */
  default Map<String, String> aliases() {
    return Map.of();
  }

  /**
   * Verbs of the tools this task replaces, each with the words it stands for: {@code csc
   * test-endpoint -> check csc --only=endpoint}. They work and are not listed.
   */
  default Map<String, String> verbAliases() {
    return Map.of();
  }

  /**
   * The exit code of a failure this task knows. Asked for each exception of the chain, the
   * outermost first; the first answer counts. Without an answer, refused credentials end with 2 and
   * everything else with 1.
   */
  default Optional<ExitCode> exitCodeOf(Throwable failure) {
    return Optional.empty();
  }
}
