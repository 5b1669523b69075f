package org.purlin.pipelines.report;

import java.util.stream.Stream;

/** How the program ends. */
public enum ExitCode {
  DONE(0, "all done"),
  FAILED(1, "failed"),
  MISTAKE(2, "wrong options or credentials, nothing was run"),
  INCOMPLETE(3, "ran, but something was rejected, is missing or in doubt"),
  DATABASE(4, "the database could not be reached, or refused the sign-in or the rights"),
  SIGN_IN_REFUSED(5, "the other side refused the credentials, where a verb tells this from 2"),
  ALL_REFUSED(6, "the other side refused everything that was sent"),
  UNREACHABLE(
      7, "the other side could not be reached, where that ends a run: name, network, TLS or proxy"),
  TABLE_UNFIT(8, "a database table or its columns are not as needed");

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

  /** What a number means; a newer program may know more of them. */
  public static String meaningOf(int number) {
    return Stream.of(values())
        .filter(code -> code.number == number)
        .map(ExitCode::meaning)
        .findFirst()
        .orElse("unknown here");
  }
}
