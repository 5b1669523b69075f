package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dates and lists of texts. */
class ColumnTypesTest {

  private static final Table TABLE =
      new Table(
          "pupils",
          List.of(
              Column.of("id", ColumnType.STRING, "Key.").asRequired(),
              Column.of("born", ColumnType.DATE, "Day of birth.").from("dob"),
              Column.of("languages", ColumnType.STRINGS, "Spoken.").from("langs"),
              Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
          "id",
          null,
          List.of());

  private static RowFlattener flattener(String redaction) {
    return new RowFlattener(TABLE, Redaction.parse(redaction, TABLE), new byte[] {1});
  }

  private static void assertRow(String fields, String born, String languages, String extra)
      throws BadRecordException {
    assertThat(
        Sample.row(flattener(""), "{\"id\":\"a\"," + fields + "}"),
        is(
            "{\"id\":\"a\",\"born\":%s,\"languages\":%s,\"_extra\":%s}"
                .formatted(born, languages, extra)));
  }

  @Test
  void aDateIsADayOfTheCalendarKeptAsText() throws BadRecordException {
    for (String day : List.of("\"2024-02-29\"", "\"0001-01-01\"", "\"9999-12-31\"")) {
      assertRow("\"dob\":" + day, day, "null", "null");
    }
    assertRow("\"dob\":\"\"", "null", "null", "null");
    assertRow("\"dob\":null", "null", "null", "null");
  }

  @Test
  void whatIsNoDateIsKeptAside() throws BadRecordException {
    for (String misfit :
        List.of(
            "\"2023-02-29\"",
            "\"2024-13-01\"",
            "\"0000-01-01\"",
            "\"-001-01-01\"",
            "\"2024-1-01\"",
            "\"20240101\"",
            "\"01/02/2024\"",
            "\" 2024-01-01\"",
            "\"2024-01-01T00:00:00Z\"",
            "\"2024-01-01 00:00:00\"",
            "\"٢٠٢٤-٠١-٠١\"",
            "20240101",
            "[]",
            "true")) {
      assertRow("\"dob\":" + misfit, "null", "null", "{\"dob\":" + misfit + "}");
    }
  }

  @Test
  void listsOfTextsAreKeptAsSentAndAbsentIsNotEmpty() throws BadRecordException {
    for (String list : List.of("[]", "[\"\"]", "[\"en\"]", "[\"en\",\"界\\n\",\"en\"]")) {
      assertRow("\"langs\":" + list, "null", list, "null");
    }
    assertRow("\"langs\":null", "null", "null", "null");
    assertRow("\"x\":1", "null", "null", "{\"x\":1}");
  }

  @Test
  void aListThatHoldsAnythingElseIsKeptAsideWhole() throws BadRecordException {
    for (String misfit :
        List.of(
            "\"en\"",
            "{}",
            "7",
            "[null]",
            "[\"en\",7,\"fr\"]",
            "[[\"en\"]]",
            "[{\"a\":[\"b\"],\"c\":1.50}]",
            "[\"en\",true]")) {
      assertRow(
          "\"langs\":" + misfit + ",\"dob\":\"2024-01-01\"",
          "\"2024-01-01\"",
          "null",
          "{\"langs\":" + misfit + "}");
    }
  }

  @Test
  void aListKeptAsideIsRedactedAndCountedLikeAnyOther() throws BadRecordException {
    String record = "{\"id\":\"a\",\"x\":1,\"langs\":[\"en\",{\"name\":\"Pat\",\"y\":2}]}";
    RowFlattener dropping = flattener("_extra.langs.name");

    assertThat(
        Sample.row(dropping, record),
        is(
            "{\"id\":\"a\",\"born\":null,\"languages\":null,"
                + "\"_extra\":{\"x\":1,\"langs\":[\"en\",{\"y\":2}]}}"));
    assertThat(dropping.takeDrift().changedTypes(), is(Map.of("languages", Map.of("array", 1L))));
    assertThat(
        Sample.row(flattener("languages"), record),
        is("{\"id\":\"a\",\"born\":null,\"languages\":null,\"_extra\":{\"x\":1}}"));
  }

  @Test
  void aRequiredDateOrListIsMissedByItsName() {
    Table strict =
        new Table(
            "strict",
            List.of(
                Column.of("id", ColumnType.DATE, "Day.").asRequired(),
                Column.of("l", ColumnType.STRINGS, "Texts.").asRequired(),
                Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
            "id",
            null,
            List.of());
    RowFlattener flattener = new RowFlattener(strict, Redaction.none(), null);

    assertThat(
        assertThrows(BadRecordException.class, () -> Sample.row(flattener, "{\"l\":[]}"))
            .getMessage(),
        is("id is missing or no date"));
    assertThat(
        assertThrows(
                BadRecordException.class,
                () -> Sample.row(flattener, "{\"id\":\"2024-01-01\",\"l\":[1]}"))
            .getMessage(),
        is("l is missing or no list of texts"));
  }
}
