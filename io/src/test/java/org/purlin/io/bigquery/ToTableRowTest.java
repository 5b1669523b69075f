package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.api.services.bigquery.model.TableRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.gcp.bigquery.TableRowJsonCoder;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class ToTableRowTest {

  private static final ObjectMapper EXACT = exact();

  private static ObjectMapper exact() {
    ObjectMapper exact =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();
    exact
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .build());
    return exact;
  }

  private static TableRow row(String json) {
    return new ToTableRow().apply(KV.of("things", json.getBytes(StandardCharsets.UTF_8)));
  }

  /** The row as Beam writes it into the files of a load job. */
  private static JsonNode written(String json) throws IOException {
    return EXACT.readTree(CoderUtils.encodeToByteArray(TableRowJsonCoder.of(), row(json)));
  }

  @Test
  void theRowIsWrittenAsItWasWithoutItsNullColumns() throws IOException {
    assertThat(
        written(
            "{\"id\":\"1\",\"none\":null,\"doc\":{\"a\":null,\"b\":[1,{\"c\":\"d\"},[]],\"e\":{}},"
                + "\"tags\":[\"a\",\"b\"],\"open\":true,\"_window\":\"w\"}"),
        is(
            EXACT.readTree(
                "{\"id\":\"1\",\"doc\":{\"a\":null,\"b\":[1,{\"c\":\"d\"},[]],\"e\":{}},"
                    + "\"tags\":[\"a\",\"b\"],\"open\":true,\"_window\":\"w\"}")));
  }

  @Test
  void structuresStayStructuresAndTextsOfThemStayTexts() {
    TableRow row = row("{\"doc\":{\"a\":[1]},\"text\":\"{\\\"a\\\":[1]}\"}");

    assertThat(row.get("doc"), is(instanceOf(Map.class)));
    assertThat(((Map<?, ?>) row.get("doc")).get("a"), is(instanceOf(List.class)));
    assertThat(row.get("text"), is("{\"a\":[1]}"));
  }

  @Test
  void nullColumnsAreLeftOutWhereverTheyStand() {
    assertThat(row("{\"a\":null,\"b\":1,\"c\":null,\"d\":null}"), is(aMapWithSize(1)));
    assertThat(row("{\"a\":null}"), is(aMapWithSize(0)));
  }

  @Test
  void integersOfSixtyFourBitsStayExact() throws IOException {
    JsonNode row = written("{\"a\":9223372036854775807,\"b\":-9223372036854775808,\"c\":0}");

    assertThat(row.get("a").asText(), is("9223372036854775807"));
    assertThat(row.get("b").asText(), is("-9223372036854775808"));
    assertThat(row.get("c").asText(), is("0"));
  }

  @Test
  void largeAndSmallFractionsStayTheDoublesTheyWere() throws IOException {
    JsonNode row = written("{\"a\":1e25,\"b\":7.9e-19,\"c\":0.1,\"d\":1e-400,\"e\":1.7e308}");

    assertThat(row.get("a").doubleValue(), is(1e25));
    assertThat(row.get("b").doubleValue(), is(7.9e-19));
    assertThat(row.get("c").doubleValue(), is(0.1));
    assertThat(row.get("d").decimalValue(), is(new BigDecimal("1e-400")));
    assertThat(row.get("e").doubleValue(), is(1.7e308));
  }

  @Test
  void numbersInStructuresThatNoDoubleHoldsStayExact() throws IOException {
    String integer = "123456789012345678901234567890";
    String fraction = "0.1000000000000000000000000000001";
    JsonNode doc = written("{\"doc\":{\"a\":[" + integer + "],\"b\":" + fraction + "}}").get("doc");

    assertThat(doc.get("a").get(0).asText(), is(integer));
    assertThat(doc.get("b").decimalValue(), is(new BigDecimal(fraction)));
  }

  @Test
  void whatTheRulesTakeIsNotTooMuch() throws IOException {
    String text = "x".repeat(21_000_000);
    String digits = "0." + "1".repeat(2_000);
    String deep = "[".repeat(RowRules.DEEPEST) + "]".repeat(RowRules.DEEPEST);
    JsonNode row =
        written("{\"text\":\"" + text + "\",\"doc\":{\"a\":" + digits + "},\"deep\":" + deep + "}");

    assertThat(row.get("text").asText().length(), is(text.length()));
    assertThat(row.get("doc").get("a").decimalValue(), is(new BigDecimal(digits)));
    assertThat(row.get("deep").toString(), is(deep));
  }

  @Test
  void aColumnCannotBeCalledAsTheClientCallsTheCellsOfARow() throws IOException {
    assertThrows(IllegalArgumentException.class, () -> row("{\"f\":\"x\"}"));
    assertThat(written("{\"F\":\"x\",\"_f\":1}").toString(), is("{\"F\":\"x\",\"_f\":1}"));
  }

  @Test
  void aRowThatIsNoJsonIsNotQuoted() {
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> row("{\"id\":\"hidden\",oops}"));

    assertThat(failure.getMessage(), containsString("not JSON"));
    assertThat(failure.getCause().getMessage(), not(containsString("hidden")));
    assertThat(failure.getCause().getCause() == null, is(true));
  }
}
