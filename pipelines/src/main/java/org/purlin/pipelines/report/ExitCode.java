package org.purlin.pipelines.report;

/** How the program ends. */
public enum ExitCode {
  DONE(0, "all done"),
  FAILED(1, "failed"),
  MISTAKE(2, "wrong options or credentials, nothing was run"),
  INCOMPLETE(3, "ran, but something was rejected, is missing or in doubt");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What the shell sees. */
  public int number() {
    return number;
  }

  /** What it means, in words. */
  public String meaning() {
    return meaning;
  }
}
