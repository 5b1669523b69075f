package org.purlin.pipelines.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a verb may touch.
 *
 * @param verbs all verbs
 * @param environment the environment of the process
 * @param directory where a {@code .env} file is looked for
 * @param out for help and reports
 * @param err for logs and failures
 * @param terminal whether {@code err} is a terminal that can redraw a line
 * @param secrets how secrets are kept out of sight
 */
record Surroundings(
    List<Verb> verbs,
    Map<String, String> environment,
    Path directory,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Secrets secrets) {

  /** A directory that is not there, so it has no {@code .env}. */
  private static final String NO_SETTINGS = ".no-settings";

  private static final String LOGS = "PURLIN_LOGS";

  /** The same with one more variable in the environment. */
  Surroundings with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Surroundings(verbs, more, directory, out, err, terminal, secrets);
  }

  /**
   * The same without what the user has set for runs, in the environment and in {@code .env}; but
   * for where logs go.
   */
  Surroundings withoutSettings() {
    Map<String, String> kept = new HashMap<>(environment);
    kept.keySet().retainAll(Set.of(LOGS));
    return new Surroundings(
        verbs, kept, directory.resolve(NO_SETTINGS), out, err, terminal, secrets);
  }

  /** Ends a run with its one sentence. */
  void error(String sentence) {
    err.println("ERROR " + secrets.mask().apply(sentence));
  }

  /** Prints where a failure came from. */
  void trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    err.print(secrets.mask().apply(trace.toString()));
  }
}
