package org.purlin.io.edfi;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.transforms.edfi.ApiProblem;

/** How many records are asked for at once; learned from a server that refuses. Thread-safe. */
final class PullPageSize {

  /** The most that an ODS/API gives unless its host sets another limit. */
  static final int USUAL = 500;

  /** A guess: how servers speak of a limit that is too high. */
  private static final Pattern ABOUT_SIZE = Pattern.compile("limit|page ?size");

  /** Where servers have types of problems. */
  private static final String BAD_PARAMETER = "parameter-validation-failed";

  private static final Pattern NUMBER = Pattern.compile("\\d{1,7}");

  private final AtomicInteger size;

  /**
   * @param wanted 0 is the usual size
   */
  PullPageSize(int wanted) {
    size = new AtomicInteger(wanted == 0 ? USUAL : wanted);
  }

  int get() {
    return size.get();
  }

  /**
   * Asks for less from now on, if a refusal is about the size: for the number that the server
   * names, or else for half.
   *
   * @param asked the size that was refused
   * @return whether it is worth asking again
   */
  boolean learn(int asked, RefusedException refused) {
    if (refused.status() != 400 || asked <= 1 || !isAboutSize(refused.problem())) {
      return false;
    }
    int smaller = named(refused.problem().reason(), asked).orElse(asked / 2);
    size.accumulateAndGet(smaller, Math::min);
    return true;
  }

  private static boolean isAboutSize(ApiProblem problem) {
    return (problem.type() == null || problem.type().endsWith(BAD_PARAMETER))
        && ABOUT_SIZE.matcher(problem.reason().toLowerCase(Locale.ROOT)).find();
  }

  /** The largest number in the server's words that is smaller than what was asked. */
  private static OptionalInt named(String reason, int asked) {
    Matcher number = NUMBER.matcher(reason);
    OptionalInt best = OptionalInt.empty();
    while (number.find()) {
      int value = Integer.parseInt(number.group());
      if (value > 0 && value < asked && value > best.orElse(0)) {
        best = OptionalInt.of(value);
      }
    }
    return best;
  }
}
