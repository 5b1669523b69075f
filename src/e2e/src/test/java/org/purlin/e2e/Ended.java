package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.List;

/**
 * How a process of Purlin ended.
 *
 * @param exitCode as the shell sees it: 128 + the signal when one ended it
 * @param out all of standard output
 * @param err all of standard error
 * @param took from its start
 */
record Ended(int exitCode, String out, String err, Duration took) {

  /** Checks the exit code; all that was said is in the message when it is another one. */
  Ended exits(int expected) {
    assertThat(toString(), exitCode, is(expected));
    return this;
  }

  /**
   * The one sentence of a failure; neither more of them nor a stack trace are there. A JVM out of
   * memory says more itself, on lines that begin with #.
   */
  String error() {
    List<String> errors =
        err.lines().filter(line -> line.contains("ERROR") && !line.startsWith("#")).toList();
    assertThat(toString(), errors, hasSize(1));
    assertThat(toString(), hasStackTrace(), is(false));
    return errors.get(0);
  }

  boolean hasStackTrace() {
    return (out + err).lines().anyMatch(line -> line.startsWith("\tat "));
  }

  @Override
  public String toString() {
    return "exit code " + exitCode + " after " + took + "\n--- out\n" + out + "--- err\n" + err;
  }
}
