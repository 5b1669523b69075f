package org.purlin.pipelines.cli;

import org.purlin.pipelines.report.ExitCode;

/** A job shown with a stand-in of the outside system, on this machine. */
interface Demo {

  /** The job's word: {@code amplitude}. */
  String name();

  /** What it shows, in one line. */
  String summary();

  /** What happens and how long it takes, for the help page; ends with a line break. */
  String about();

  /** Where the results go when the user says nothing. */
  String output();

  /**
   * Starts the stand-in, runs the job and shows what landed where.
   *
   * @param logs started, to the terminal only; closed by the caller
   */
  ExitCode run(String output, Surroundings around, Logs logs);
}
