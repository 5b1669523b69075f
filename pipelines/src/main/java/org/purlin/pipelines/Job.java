package org.purlin.pipelines;

import java.util.List;
import java.util.Map;

/**
 * One verb of the command line.
 *
 * <p>A job is made for every start of the program, also for its help page, so its constructor and
 * static fields do nothing.
 *
 * @param <O> the job's options; their descriptions are its help page
 */
public interface Job<O extends JobOptions> {

  /** The word a user types, in lower case: {@code amplitude}. */
  String verb();

  /** What the job does, in one line. */
  String summary();

  /** The job's options interface. */
  Class<O> options();

  /** Command lines to copy, each after a comment line: {@code "# one day\npurlin …"}. */
  List<String> examples();

  /**
   * Environment names of the tools this job replaces, each with its flag: {@code AMP_SECRET_KEY ->
   * secretKey}.
   */
  Map<String, String> aliases();

  /**
   * Reads the options, once, and plans. No data is written and nobody is asked for any; the output
   * may be locked for this run, and cleared of what killed runs left.
   *
   * @throws UserMistakeException when an option is wrong; the program ends with exit code 2
   */
  Run prepare(O options);
}
