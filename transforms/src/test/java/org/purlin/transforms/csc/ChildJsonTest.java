package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.purlin.transforms.rows.BadRecordException;

class ChildJsonTest {

  @Test
  void whatIsReadIsWrittenAsItWas() throws BadRecordException {
    String text =
        "{\"b\":\"O'Tester Łukowska 😀\",\"a\":[1.50,12345678901234567890123,0.1,1E+2],\"n\":null}";
    assertThat(ChildJson.text(ChildJson.parse(text)), is(text));
  }

  @Test
  void whatIsNotOneObjectIsRefusedWithAPlaceAndWithoutAValue() {
    assertThat(refusal(null), is("must be a JSON object and is empty"));
    assertThat(refusal("  "), is("must be a JSON object and is empty"));
    assertThat(refusal("[{}]"), is("must be a JSON object and is another kind of JSON"));
    assertThat(refusal("\"SECRET\""), is("must be a JSON object and is another kind of JSON"));
    assertThat(refusal("null"), is("must be a JSON object and is another kind of JSON"));
    assertThat(
        refusal("{\"a\":SECRET}"), is("is not JSON, or goes on after its end (line 1, column 12)"));
    assertThat(
        refusal("{\"a\":1}\n{}"), is("is not JSON, or goes on after its end (line 2, column 1)"));
    assertThat(
        refusal("{\"SECRET\":1,\"SECRET\":2}"),
        is("has a key twice in one object (line 1, column 21)"));
    assertThat(
        refusal("{\"a\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
        is("is nested too deeply or holds a number or text that is too long"));
  }

  private static String refusal(String text) {
    return assertThrows(BadRecordException.class, () -> ChildJson.parse(text)).getMessage();
  }
}
