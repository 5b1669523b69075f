package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers that are decimals from their making to their text, so that none is rounded on the way.
 */
final class Numbers {

  /** Decimals of so many digits come back unchanged when a reader keeps them as doubles. */
  static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  /** JavaScript, which the vendor's numbers look like, writes an exponent outside these. */
  private static final int MOST_PLAIN_DIGITS = 21;

  private static final int LEAST_PLAIN_EXPONENT = -6;

  private Numbers() {}

  static BigDecimal product(BigDecimal one, BigDecimal other) {
    return one.multiply(other, DIGITS);
  }

  /** The text of a number as JavaScript would write it. */
  static String text(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal bare = number.stripTrailingZeros();
    String digits = bare.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - bare.scale();
    if (exponent < MOST_PLAIN_DIGITS && exponent >= LEAST_PLAIN_EXPONENT) {
      return bare.toPlainString();
    }
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e" : "e+")
        + exponent;
  }

  static void write(JsonGenerator json, String field, BigDecimal number) throws IOException {
    json.writeFieldName(field);
    if (number == null) {
      json.writeNull();
    } else {
      json.writeNumber(text(number));
    }
  }
}
