package org.purlin.pipelines.check;

import java.util.Locale;
import org.purlin.pipelines.report.ExitCode;

/**
 * One thing that was tried, and how it went. Holds no secret and nothing out of the data.
 *
 * @param what what was tried, in two or three words: {@code staging table}
 * @param status how it went
 * @param found what was there, in a few words
 * @param todo what to do about it; empty when nothing is to be done
 * @param exitCode how the program ends when this is the first failure; DONE unless it is one
 */
public record Check(String what, Status status, String found, String todo, ExitCode exitCode) {

  /** How a check went. */
  public enum Status {
    OK,
    WARN,
    FAIL,
    SKIPPED;

    /** As it is printed. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Check {
    if ((status == Status.FAIL) == (exitCode == ExitCode.DONE)) {
      throw new IllegalArgumentException(
          "A failed check needs an exit code other than DONE and any other check needs DONE, but "
              + what
              + " is "
              + status
              + " with "
              + exitCode
              + ".");
    }
  }

  /** All is well. */
  public static Check ok(String what, String found) {
    return new Check(what, Status.OK, found, "", ExitCode.DONE);
  }

  /** It works, and someone should look at it all the same. */
  public static Check warn(String what, String found, String todo) {
    return new Check(what, Status.WARN, found, todo, ExitCode.DONE);
  }

  /** It does not work. */
  public static Check fail(String what, String found, String todo, ExitCode exitCode) {
    return new Check(what, Status.FAIL, found, todo, exitCode);
  }

  /** It was not tried; {@code why} says why. */
  public static Check skipped(String what, String why) {
    return new Check(what, Status.SKIPPED, why, "", ExitCode.DONE);
  }
}
