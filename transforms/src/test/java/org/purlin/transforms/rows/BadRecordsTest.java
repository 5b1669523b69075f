package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.transforms.rows.Sample.flattener;
import static org.purlin.transforms.rows.Sample.row;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused, in which words, and that a refusal has no after-effects. */
class BadRecordsTest {

  /** Stands in every bad record, and must never stand in a reason. */
  private static final String CANARY = "CANARY";

  private static final String GOOD = "{\"uuid\":\"good\",\"user_id\":\"pat\",\"x\":1}";

  private static String reason(String record) {
    return reason(record.getBytes(StandardCharsets.UTF_8));
  }

  /** The reason; along the way: it quotes nothing, and the flattener still works. */
  private static String reason(byte[] record) {
    RowFlattener flattener = flattener();
    BadRecordException bad =
        assertThrows(BadRecordException.class, () -> flattener.flatten(record, 0, record.length));
    assertThat(bad.getMessage(), not(containsString(CANARY)));
    assertThat(bad.getCause(), is(nullValue()));
    assertThat(flattener.takeDrift(), is(new Drift()));
    try {
      assertThat(row(flattener, GOOD), is(row(flattener(), GOOD)));
    } catch (BadRecordException e) {
      throw new AssertionError("The flattener is no longer usable.", e);
    }
    return bad.getMessage();
  }

  @Test
  void whatIsNoObjectIsRefused() {
    for (String record :
        List.of(
            "[]",
            "[{\"uuid\":\"" + CANARY + "\"}]",
            "\"" + CANARY + "\"",
            "12",
            "null",
            "true",
            "",
            "   ")) {
      assertThat(record, reason(record), is("not a JSON object"));
    }
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsColumn() {
    assertThat(reason("<html>" + CANARY + "</html>"), is("not JSON: unexpected text at column 2"));
    for (String record :
        List.of(
            "{\"uuid\":CANARY}",
            "{\"uuid\":\"CANARY\",}",
            "{CANARY:1}",
            "{'uuid':'CANARY'}",
            "{\"uuid\":\"CANARY\" \"x\":1}",
            "{\"uuid\":\"CANARY\",\"x\":NaN}",
            "{\"uuid\":\"CANARY\",\"x\":01}",
            "{\"uuid\":\"CANARY\",\"x\":+1}",
            "{\"uuid\":\"CANARY\",\"x\":\"\\x\"}",
            "{\"uuid\":\"CANARY\",\"x\":\"\t\"}",
            "{\"uuid\":\"CANARY\",\"x\":[1,]}",
            "{\"uuid\":\"CANARY\",\"x\":[1}",
            "{\"uuid\":\"CANARY\"}}",
            "{\"uuid\":\"CANARY\"} CANARY")) {
      assertThat(record, reason(record), containsString("not JSON: unexpected text at column "));
    }
  }

  @Test
  void theColumnCountsFromTheRecordNotFromTheArray() {
    byte[] text = "------------{\"uuid\":?}".getBytes(StandardCharsets.US_ASCII);

    BadRecordException bad =
        assertThrows(
            BadRecordException.class, () -> flattener().flatten(text, 12, text.length - 12));
    assertThat(bad.getMessage(), is("not JSON: unexpected text at column 10"));
  }

  @Test
  void aSecondValueIsRefused() {
    for (String more : List.of("{}", " {\"uuid\":\"CANARY\"}", "[]", "1", " \"CANARY\"")) {
      assertThat(reason("{\"uuid\":\"CANARY\"}" + more), is("more text follows the JSON object"));
    }
  }

  @Test
  void aRecordCutAnywhereIsRefused() {
    String record =
        "{\"uuid\":\"CANARY\",\"session_id\":12,\"event_properties\":{\"CANARY\":[true,\"é\"]},"
            + "\"CANARY\":-1.5e3}";
    byte[] whole = record.getBytes(StandardCharsets.UTF_8);
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);

      assertThat("cut at " + length, reason(cut), containsString("not JSON: "));
    }
    assertThat(
        reason("{\"uuid\":\"CANARY"), is("not JSON: the line ends in the middle of a value"));
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    for (byte[] wrong :
        new byte[][] {{(byte) 0xFF}, {(byte) 0xC3, '('}, {(byte) 0x80}, {(byte) 0xF0, 'a', 'b'}}) {
      byte[] head = "{\"uuid\":\"CANARY".getBytes(StandardCharsets.US_ASCII);
      byte[] record = java.util.Arrays.copyOf(head, head.length + wrong.length + 2);
      System.arraycopy(wrong, 0, record, head.length, wrong.length);
      record[record.length - 2] = '"';
      record[record.length - 1] = '}';

      assertThat(reason(record), containsString("not JSON: "));
    }
    assertThat(reason(new byte[] {0, 0, 'x', 'y', 1}), containsString("not "));
  }

  @Test
  void aKeyThatComesTwiceIsRefused() {
    for (String value : List.of("null", "\"CANARY\"", "1", "{\"CANARY\":1}")) {
      assertThat(
          reason("{\"uuid\":\"u\",\"user_id\":" + value + ",\"user_id\":\"CANARY\"}"),
          is("key user_id stands there twice"));
      assertThat(
          reason("{\"uuid\":\"u\",\"user_id\":\"CANARY\",\"user_id\":" + value + "}"),
          is("key user_id stands there twice"));
      assertThat(
          reason("{\"uuid\":\"u\",\"CANARY\":" + value + ",\"CANARY\":" + value + "}"),
          is("a key without a column stands there twice"));
    }
  }

  @Test
  void aRequiredColumnWithoutAFittingValueIsRefused() {
    for (String fields :
        List.of(
            "",
            "\"uuid\":null",
            "\"uuid\":12",
            "\"uuid\":{\"CANARY\":1}",
            "\"user_id\":\"CANARY\"")) {
      assertThat(fields, reason("{" + fields + "}"), is("uuid is missing or no text"));
    }
  }

  @Test
  void anEmptyKeyIsRefusedBecauseOthersWouldCountAsItsDoubles() {
    assertThat(reason("{\"uuid\":\"\"}"), is("uuid is empty"));
  }

  @Test
  void whatIsLongerOrDeeperThanAnyRealValueIsRefused() {
    String deep = "[".repeat(600) + "]".repeat(600);

    for (String value : List.of("9".repeat(2000), "0." + "1".repeat(2000), deep)) {
      for (String key : List.of("session_id", "event_properties", "CANARY")) {
        assertThat(
            reason("{\"uuid\":\"u\",\"" + key + "\":" + value + "}"),
            is("a number, name or nesting is longer than any real one"));
      }
    }
  }
}
