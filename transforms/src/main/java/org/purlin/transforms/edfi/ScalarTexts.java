package org.purlin.transforms.edfi;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers and truth values that are written as texts. ODS/API reads them all the same, so they are
 * not ours to refuse.
 */
final class ScalarTexts {

  /** As in JSON, and with zeros in front. No server's number is longer. */
  private static final Pattern NUMBER =
      Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?([eE][+-]?\\d{1,3})?");

  private ScalarTexts() {}

  /** The number that this text is exactly; empty when it is none. */
  static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  /** Whether it is exactly true or false, in any case. */
  static boolean isTruthValue(String text) {
    return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
  }
}
