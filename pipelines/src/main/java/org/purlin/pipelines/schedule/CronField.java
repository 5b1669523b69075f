package org.purlin.pipelines.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.purlin.pipelines.UserMistakeException;

/**
 * One field of a cron expression.
 *
 * @param name in words, for messages
 * @param lowest number it takes
 * @param highest number it takes
 * @param names for numbers from the lowest on; may be empty
 */
record CronField(String name, int lowest, int highest, List<String> names) {

  private static final Pattern PART =
      Pattern.compile("(?:(\\*)|(\\w+)(?:-(\\w+))?)(?:/(\\d{1,2}))?");

  BitSet parse(String text) {
    BitSet numbers = new BitSet();
    for (String part : text.split(",", -1)) {
      Matcher form = PART.matcher(part);
      if (!form.matches()) {
        throw wrong(part);
      }
      int step = form.group(4) == null ? 1 : Integer.parseInt(form.group(4));
      int from = form.group(1) != null ? lowest : number(form.group(2), part);
      int to = from;
      if (form.group(1) != null) {
        to = highest;
      } else if (form.group(3) != null) {
        to = number(form.group(3), part);
      }
      // A step belongs to a range: what 5/15 means differs from one cron to another.
      boolean stepWithoutRange = form.group(4) != null && form.group(1) == null && from == to;
      if (from > to || step == 0 || stepWithoutRange) {
        throw wrong(part);
      }
      for (int i = from; i <= to; i += step) {
        numbers.set(i);
      }
    }
    return numbers;
  }

  private int number(String word, String part) {
    int named = names.indexOf(word.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return named + lowest;
    }
    if (!word.matches("\\d{1,2}")) {
      throw wrong(part);
    }
    int number = Integer.parseInt(word);
    if (number < lowest || number > highest) {
      throw wrong(part);
    }
    return number;
  }

  private UserMistakeException wrong(String part) {
    return new UserMistakeException(
        "The "
            + name
            + " of --cron must be *, a number from "
            + lowest
            + " to "
            + highest
            + (names.isEmpty() ? "" : " or a name such as " + names.get(1))
            + ", a range such as "
            + lowest
            + "-"
            + (lowest + 4)
            + ", a step such as */2, or several of those with commas, but was: "
            + part
            + ".");
  }
}
