package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumbersTest {

  private static String text(String number) {
    return Numbers.text(new BigDecimal(number));
  }

  @Test
  void numbersLookAsJavaScriptWritesThem() {
    assertThat(text("0.00"), is("0"));
    assertThat(text("21000000"), is("21000000"));
    assertThat(text("1e20"), is("100000000000000000000"));
    assertThat(text("1e21"), is("1e+21"));
    assertThat(text("4.2457462856807E24"), is("4.2457462856807e+24"));
    assertThat(text("0.000001"), is("0.000001"));
    assertThat(text("0.0000001"), is("1e-7"));
    assertThat(text("-7.95528e-19"), is("-7.95528e-19"));
  }

  @Test
  void everyTextIsTheNumber() {
    for (String digits : List.of("1", "-7", "10", "123456789012345", "-9007199254740993", "900")) {
      for (int scale = -40; scale <= 40; scale++) {
        BigDecimal number = new BigDecimal(new BigInteger(digits), scale);
        assertThat(new BigDecimal(Numbers.text(number)), comparesEqualTo(number));
      }
    }
  }
}
