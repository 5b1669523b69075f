package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

class RowRulesTest {

  private static final Table THINGS =
      new Table(
          "things",
          List.of(
              Column.of("id", ColumnType.STRING, "Id.").asRequired(),
              Column.of("at", ColumnType.TIMESTAMP, "Time."),
              Column.of("day", ColumnType.DATE, "Day."),
              Column.of("n", ColumnType.INT64, "Number."),
              Column.of("x", ColumnType.FLOAT64, "Ratio."),
              Column.of("open", ColumnType.BOOL, "Whether."),
              Column.of("tags", ColumnType.STRINGS, "Tags."),
              Column.of("doc", ColumnType.JSON, "Anything.")),
          "id",
          null,
          List.of());

  private static Optional<String> check(String row) throws IOException {
    byte[] bytes = ("{}\n" + row + "\n{}").getBytes(StandardCharsets.UTF_8);
    return new RowRules(THINGS, 0).check(bytes, 3, bytes.length - 6);
  }

  /** The column of a row that is good otherwise. */
  private static Optional<String> check(String column, String value) throws IOException {
    return check("{\"id\":\"1\",\"" + column + "\":" + value + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "at|\"2026-01-01T05:00:00.123456Z\"",
        "day|\"2026-01-01\"",
        "n|9223372036854775807",
        "n|-9223372036854775808",
        "n|null",
        "x|1e25",
        "x|7.9e-19",
        "x|1e-400",
        "x|123456789012345678901234567890",
        "x|1",
        "open|true",
        "open|null",
        "tags|[]",
        "tags|[\"a\",\"\"]",
        "tags|null",
        "doc|\"text\"",
        "doc|123456789012345678901234567890",
        "doc|0.10000000000000000000001",
        "doc|{\"a\":[null,{\"b\":[]}],\"c\":1.7e308}",
        "doc|[]",
        "doc|null"
      })
  void whatFitsItsColumnIsTaken(String column, String value) throws IOException {
    assertThat(check(column, value), is(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "id|7|STRING",
        "id|{\"a\":\"b\"}|STRING",
        "at|1767225600|TIMESTAMP",
        "day|20260101|DATE",
        "n|9223372036854775808|64-bit integer",
        "n|-9223372036854775809|64-bit integer",
        "n|1.0|64-bit integer",
        "n|\"1\"|64-bit integer",
        "n|true|64-bit integer",
        "x|1e400|FLOAT64",
        "x|-1e400|FLOAT64",
        "x|\"1.5\"|FLOAT64",
        "open|1|BOOL",
        "open|\"true\"|BOOL",
        "tags|\"a\"|list of texts",
        "tags|[\"a\",null]|list of texts",
        "tags|[\"a\",1]|list of texts",
        "tags|[[\"a\"]]|list of texts",
        "tags|[{\"a\":\"b\"},\"c\"]|list of texts"
      })
  void whatDoesNotFitItsColumnIsRefusedWithoutQuotingIt(String column, String value, String words)
      throws IOException {
    assertThat(check(column, value), is(Optional.of("column " + column + " holds no " + words)));
  }

  @Test
  void aRequiredColumnMustHaveAValue() throws IOException {
    Optional<String> missing = Optional.of("column id is missing");

    assertThat(check("{\"n\":1}"), is(missing));
    assertThat(check("{\"id\":null,\"n\":1}"), is(missing));
    assertThat(check("{}"), is(missing));
  }

  @Test
  void aColumnTheTableDoesNotHaveIsRefused() throws IOException {
    Optional<String> refused = check("other", "\"hidden\"");

    assertThat(refused, is(Optional.of("it has a column that the table does not have: other")));
  }

  @Test
  void jsonOfFiveHundredLevelsIsTakenAndOneMoreIsNot() throws IOException {
    assertThat(check("doc", "[".repeat(500) + "]".repeat(500)), is(Optional.empty()));
    assertThat(
        check("doc", "{\"a\":".repeat(250) + "[".repeat(250) + "]".repeat(250) + "}".repeat(250)),
        is(Optional.empty()));
    Optional<String> tooDeep = Optional.of("column doc is nested more than 500 levels deep");
    assertThat(check("doc", "[".repeat(501) + "]".repeat(501)), is(tooDeep));
    assertThat(check("doc", "[".repeat(200_000) + "]".repeat(200_000)), is(tooDeep));
    assertThat(check("doc", "[" + "[],".repeat(600) + "[]]"), is(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "[1e400]", "{\"a\":{\"b\":-1e400}}", "1e99999999999999999999"})
  void aNumberInJsonThatNoDoubleCanHoldIsRefused(String value) throws IOException {
    assertThat(check("doc", value), is(Optional.of("column doc holds a number beyond FLOAT64")));
    assertThat(
        check("doc", "9".repeat(400)), is(Optional.of("column doc holds a number beyond FLOAT64")));
  }

  @Test
  void columnsAfterAStructureAreStillLookedAt() throws IOException {
    assertThat(
        check("{\"doc\":{\"id\":[1,{}]},\"tags\":[\"a\"],\"n\":\"x\",\"id\":\"1\"}"),
        is(Optional.of("column n holds no 64-bit integer")));
  }

  @Test
  void aRowThatIsTooLongIsRefusedBeforeItIsRead() throws IOException {
    Optional<String> tooLong = Optional.of("it has more than 100000000 bytes");

    assertThat(new RowRules(THINGS, 0).check(new byte[0], 0, RowRules.MOST_BYTES + 1), is(tooLong));
    assertThat(
        "with what is added to it",
        new RowRules(THINGS, 7).check(new byte[0], 0, RowRules.MOST_BYTES - 6),
        is(tooLong));
  }

  @Test
  void whatIsNoJsonFailsWithoutBeingQuoted() {
    IOException failure = assertThrows(IOException.class, () -> check("{\"id\":\"hidden\",oops}"));

    assertThat(failure.getMessage(), containsString("not JSON"));
    assertThat(failure.getMessage(), not(containsString("hidden")));
    assertThat(failure.getCause() == null, is(true));
  }
}
