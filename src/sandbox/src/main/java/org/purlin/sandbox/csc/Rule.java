package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What may stand at one place of a record. */
sealed interface Rule {

  /**
   * One value.
   *
   * @param expected in words, to follow "expected"
   */
  record Scalar(String expected, Predicate<JsonNode> holds) implements Rule {}

  /** A list. */
  record ListOf(Rule item, int min, int max, boolean unique) implements Rule {}

  /** An object; keys it does not name are refused. */
  record Part(Map<String, Rule> fields, List<String> required) implements Rule {}

  /** A text that matches from end to end. */
  static Rule text(String expected, String pattern) {
    Pattern whole = Pattern.compile(pattern, Pattern.DOTALL);
    return new Scalar(
        expected, value -> value.isTextual() && whole.matcher(value.textValue()).matches());
  }

  /** A text of some characters. */
  static Rule text(int max) {
    return text("a text of at most " + max + " characters", ".{0," + max + "}");
  }

  /** An id of at most so many characters. */
  static Rule id(int max) {
    return text(
        "an id of 1 to " + max + " letters, digits, _ or -", "[A-Za-z0-9_-]{1," + max + "}");
  }

  /** One of some codes. */
  static Rule code(List<String> list) {
    Set<String> codes = Set.copyOf(list);
    return new Scalar(
        "a code of its list", value -> value.isTextual() && codes.contains(value.textValue()));
  }

  /** A JSON boolean. */
  static Rule flag() {
    return new Scalar("true or false", JsonNode::isBoolean);
  }

  /** A whole number within bounds, both included. */
  static Rule whole(int least, int most) {
    return new Scalar(
        "a whole number from " + least + " to " + most,
        value ->
            value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most);
  }

  /** A list of any length. */
  static Rule list(Rule item) {
    return new ListOf(item, 0, Integer.MAX_VALUE, false);
  }

  /** An object of names and rules in turn. */
  static Part part(List<String> required, Object... namesAndRules) {
    Map<String, Rule> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndRules.length; i += 2) {
      fields.put((String) namesAndRules[i], (Rule) namesAndRules[i + 1]);
    }
    return new Part(fields, List.copyOf(required));
  }
}
