package org.purlin.transforms.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.transforms.rows.Sample.flattener;
import static org.purlin.transforms.rows.Sample.row;
import static org.purlin.transforms.rows.Sample.rowWith;
import static org.purlin.transforms.rows.Sample.tree;
import static org.purlin.transforms.rows.Sample.written;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowFlattenerTest {

  /** The column's value where it fits, and what _extra holds where it does not. */
  private static void assertRow(String fields, String column, String value, String extra)
      throws BadRecordException {
    JsonNode row = rowWith(fields);
    assertThat(fields, row.get(column), is(tree(value)));
    assertThat(fields, row.get("_extra"), is(tree(extra)));
  }

  @Test
  void aRowHasEveryColumnInTheTablesOrderWhateverTheRecordsOrder() throws BadRecordException {
    RowFlattener flattener = flattener();
    flattener.setLineage("_file", "1/1_2026-01-01_0#0.json.gz");
    flattener.setLineage("_line", 7);

    String row =
        row(
            flattener,
            """
            {"paying": true, "event_properties": {"b" : 1, "a": [ ]}, "session_id": -1,
             "location_lat": 51.5, "event_time": "2026-01-01 05:00:00.123456",
             "user_id": "pat", "$insert_id": "i1", "uuid": "u1", "more": "m"}""");

    assertThat(
        row,
        is(
            "{\"uuid\":\"u1\",\"insert_id\":\"i1\",\"user_id\":\"pat\","
                + "\"event_time\":\"2026-01-01T05:00:00.123456Z\",\"session_id\":-1,\"lat\":51.5,"
                + "\"paying\":true,\"properties\":{\"b\":1,\"a\":[]},\"_extra\":{\"more\":\"m\"},"
                + "\"_file\":\"1/1_2026-01-01_0#0.json.gz\",\"_line\":7}"));
    assertThat(flattener.key(), is("u1"));
  }

  @Test
  void missingAndNullColumnsAreNull() throws BadRecordException {
    String nulls =
        "{\"uuid\":\"u\",\"insert_id\":null,\"user_id\":null,\"event_time\":null,"
            + "\"session_id\":null,\"lat\":null,\"paying\":null,\"properties\":null,"
            + "\"_extra\":null,\"_file\":null,\"_line\":null}";

    assertThat(row(flattener(), "{\"uuid\":\"u\"}"), is(nulls));
    assertThat(
        row(
            flattener(),
            "{\"uuid\":\"u\",\"$insert_id\":null,\"user_id\":null,\"event_time\":null,"
                + "\"session_id\":null,\"location_lat\":null,\"paying\":null,"
                + "\"event_properties\":null}"),
        is(nulls));
  }

  @Test
  void aNullWithoutAColumnIsKept() throws BadRecordException {
    assertThat(rowWith("\"new\":null").get("_extra"), is(tree("{\"new\":null}")));
  }

  @Test
  void driftedTypesGoToExtraAndTheRowIsMade() throws BadRecordException {
    RowFlattener flattener = flattener();

    JsonNode row =
        rowWith(
            flattener,
            """
            "$insert_id": 12, "user_id": {"id": "x"}, "event_time": 1767225600,
            "session_id": "9007199254740993", "location_lat": "51.5", "paying": "maybe",
            "event_properties": "(none)", "new_field_2027": {"a": [1, {}]}""");

    assertThat(
        row.get("_extra"),
        is(
            tree(
                """
                {"$insert_id": 12, "user_id": {"id": "x"}, "event_time": 1767225600,
                 "session_id": "9007199254740993", "location_lat": "51.5", "paying": "maybe",
                 "new_field_2027": {"a": [1, {}]}}""")));
    for (String empty :
        List.of("insert_id", "user_id", "event_time", "session_id", "lat", "paying")) {
      assertThat(empty, row.get(empty).isNull(), is(true));
    }
    assertThat(row.get("properties"), is(tree("\"(none)\"")));

    Drift drift = flattener.takeDrift();
    assertThat(drift.newKeys(), is(Map.of("new_field_2027", 1L)));
    assertThat(
        drift.changedTypes(),
        is(
            Map.of(
                "insert_id", Map.of("integer", 1L),
                "user_id", Map.of("object", 1L),
                "event_time", Map.of("integer", 1L),
                "session_id", Map.of("string", 1L),
                "lat", Map.of("string", 1L),
                "paying", Map.of("string", 1L))));
    assertThat(flattener.takeDrift(), is(new Drift()));
  }

  @Test
  void integersAreExactUpTo64BitsAndKeptBeyond() throws BadRecordException {
    for (String fits :
        List.of("0", "-0", "9007199254740993", "9223372036854775807", "-9223372036854775808")) {
      assertThat(
          row(flattener(), "{\"uuid\":\"u\",\"session_id\":" + fits + "}"),
          containsString("\"session_id\":" + fits + ","));
    }
    for (String beyond :
        List.of("9223372036854775808", "-9223372036854775809", "1.0", "1e3", "9".repeat(900))) {
      assertThat(
          row(flattener(), "{\"uuid\":\"u\",\"session_id\":" + beyond + "}"),
          containsString(
              "\"session_id\":null,\"lat\":null,\"paying\":null,\"properties\":null,"
                  + "\"_extra\":{\"session_id\":"
                  + beyond
                  + "}"));
    }
    assertThat(
        rowWith("\"session_id\":9007199254740993").get("session_id").bigIntegerValue(),
        is(new BigInteger("9007199254740993")));
  }

  @Test
  void floatsKeepTheirTextAndWhatIsInfiniteIsKeptAside() throws BadRecordException {
    for (String number : List.of("51.5", "-0.0", "1E+2", "0.1000000000000000055511", "7")) {
      assertThat(
          row(flattener(), "{\"uuid\":\"u\",\"location_lat\":" + number + "}"),
          containsString("\"lat\":" + number + ","));
    }
    assertRow("\"location_lat\":1e400", "lat", "null", "{\"location_lat\":1e400}");
    assertRow("\"location_lat\":true", "lat", "null", "{\"location_lat\":true}");
  }

  @Test
  void numbersInsideJsonKeepEveryDigit() throws BadRecordException {
    String json =
        "{\"a\":0.1000000000000000055511,\"b\":1e400,\"c\":[9007199254740993,-0,1.50],"
            + "\"d\":123456789012345678901234567890}";

    assertThat(
        row(flattener(), "{\"uuid\":\"u\",\"event_properties\":" + json + ",\"x\":" + json + "}"),
        containsString("\"properties\":" + json + ",\"_extra\":{\"x\":" + json + "}"));
  }

  @Test
  void truthIsReadLeniently() throws BadRecordException {
    for (String yes : List.of("true", "1", "\"true\"", "\"True\"", "\"TRUE\"")) {
      assertRow("\"paying\":" + yes, "paying", "true", "null");
    }
    for (String no : List.of("false", "0", "\"false\"", "\"False\"", "\"FALSE\"")) {
      assertRow("\"paying\":" + no, "paying", "false", "null");
    }
    for (String none : List.of("null", "\"\"", "\"(none)\"")) {
      assertRow("\"paying\":" + none, "paying", "null", "null");
    }
    for (String misfit :
        List.of("2", "-1", "-0", "1.0", "\"1\"", "\"yes\"", "\"tRUE\"", "[]", "{}", "0.0")) {
      assertRow("\"paying\":" + misfit, "paying", "null", "{\"paying\":" + misfit + "}");
    }
  }

  @Test
  void timesAreUtcOrKeptAside() throws BadRecordException {
    assertRow(
        "\"event_time\":\"2024-02-29 23:59:59\"", "event_time", "\"2024-02-29T23:59:59Z\"", "null");
    assertRow("\"event_time\":\"\"", "event_time", "null", "null");
    for (String misfit : List.of("\"2023-02-29 00:00:00\"", "\"yesterday\"", "17", "true", "[]")) {
      assertRow(
          "\"event_time\":" + misfit, "event_time", "null", "{\"event_time\":" + misfit + "}");
    }
  }

  @Test
  void jsonColumnsTakeAnyValueAsAStructure() throws BadRecordException {
    for (String json :
        List.of("{}", "[]", "0", "false", "\"\"", "\"{}\"", "[[],[{}],{\"a\":{\"b\":[null]}}]")) {
      assertThat(
          row(flattener(), "{\"uuid\":\"u\",\"event_properties\":" + json + "}"),
          containsString("\"properties\":" + json + ",\"_extra\":null"));
    }
  }

  @Test
  void everyCharacterComesThrough() throws BadRecordException {
    for (String text :
        List.of(
            "\"😀 é 界\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00 and on\"",
            "\"\u2028\u2029\u0085\u007f\"",
            "\"\\u0000\\u0001\\b\\f\\n\\r\\t\\u001f\"",
            "\"\\\"\\\\\\/\"")) {
      JsonNode row =
          rowWith(
              "\"user_id\":"
                  + text
                  + ",\"event_properties\":{"
                  + text
                  + ":"
                  + text
                  + "},"
                  + text
                  + ":"
                  + text);

      assertThat(row.get("user_id"), is(tree(text)));
      assertThat(row.get("properties"), is(tree("{" + text + ":" + text + "}")));
      assertThat(row.get("_extra"), is(tree("{" + text + ":" + text + "}")));
    }
  }

  @Test
  void aSourceKeyThatIsSpelledLikeAColumnOfOursHasNoColumn() throws BadRecordException {
    JsonNode row =
        rowWith("\"insert_id\":\"a\",\"properties\":1,\"_extra\":2,\"_file\":3,\"_line\":4");

    assertThat(
        row.get("_extra"),
        is(tree("{\"insert_id\":\"a\",\"properties\":1,\"_extra\":2,\"_file\":3,\"_line\":4}")));
    assertThat(row.get("insert_id").isNull(), is(true));
    assertThat(row.get("_file").isNull(), is(true));
  }

  @Test
  void keysThatComeTwiceInsideAJsonColumnBothStay() throws BadRecordException {
    assertThat(
        row(flattener(), "{\"uuid\":\"u\",\"event_properties\":{\"a\":1,\"a\":2}}"),
        containsString("\"properties\":{\"a\":1,\"a\":2}"));
  }

  @Test
  void onlyTheGivenPartOfTheArrayIsRead() throws BadRecordException {
    byte[] text = "xx{\"uuid\":\"u\"}}}".getBytes(StandardCharsets.US_ASCII);
    RowFlattener flattener = flattener();

    flattener.flatten(text, 2, 12);

    assertThat(flattener.key(), is("u"));
  }

  @Test
  void aRecordDoesNotInheritFromTheOneBefore() throws BadRecordException {
    RowFlattener flattener = flattener();
    row(flattener, "{\"uuid\":\"u1\",\"user_id\":\"pat\",\"x\":1,\"session_id\":\"s\"}");

    assertThat(row(flattener, "{\"uuid\":\"u2\"}"), is(row(flattener(), "{\"uuid\":\"u2\"}")));
  }

  @Test
  void rowsLargerThanAnyBufferAreWhole() throws BadRecordException {
    String large = "\"" + "é\\u0001".repeat(300_000) + "\"";

    JsonNode row = rowWith("\"event_properties\":[" + large + "],\"x\":" + large);

    assertThat(row.get("properties").get(0), is(tree(large)));
    assertThat(row.get("_extra").get("x"), is(tree(large)));
  }

  @Test
  void anIntegerKeyIsAKey() throws BadRecordException {
    Table coins =
        new Table(
            "coins",
            List.of(
                Column.of("id", ColumnType.INT64, "Id.").asRequired(),
                Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
            "id",
            "id",
            List.of());
    RowFlattener flattener = new RowFlattener(coins, Redaction.none(), null);

    row(flattener, "{\"id\":9007199254740993}");

    assertThat(flattener.key(), is("9007199254740993"));
    assertThat(
        assertThrows(BadRecordException.class, () -> row(flattener, "{\"id\":\"1\"}")).getMessage(),
        is("id is missing or no 64-bit integer"));
  }

  @Test
  void aKeyThatIsNotRequiredMayBeNull() throws BadRecordException {
    Table loose =
        new Table(
            "loose",
            List.of(
                Column.of("id", ColumnType.STRING, "Id."),
                Column.lineage(Table.EXTRA, ColumnType.JSON, "Rest.")),
            "id",
            "id",
            List.of());
    RowFlattener flattener = new RowFlattener(loose, Redaction.none(), null);

    assertThat(row(flattener, "{\"id\":\"a\"}"), is("{\"id\":\"a\",\"_extra\":null}"));
    assertThat(row(flattener, "{}"), is("{\"id\":null,\"_extra\":null}"));
    assertThat(flattener.key(), is(nullValue()));
  }

  @Test
  void lineageTextIsEscaped() throws BadRecordException {
    RowFlattener flattener = flattener();
    flattener.setLineage("_file", "a\"b\\c\né");

    assertThat(tree(row(flattener, "{\"uuid\":\"u\"}")).get("_file").textValue(), is("a\"b\\c\né"));
    assertThrows(IllegalArgumentException.class, () -> flattener.setLineage("_flie", "x"));
  }

  @Test
  void lineageCanBeTakenBack() throws BadRecordException {
    RowFlattener flattener = flattener();
    flattener.setLineage("_file", "a");
    flattener.setLineage("_file", null);

    assertThat(tree(row(flattener, "{\"uuid\":\"u\"}")).get("_file").isNull(), is(true));
  }

  @Test
  void aTreeMakesTheRowItsTextMakes() throws BadRecordException {
    String record =
        """
        {"uuid": "u", "user_id": "\\ud83d 😀 界", "session_id": "misfit", "location_lat": 51.50,
         "event_time": "2026-01-01 05:00:00", "event_properties": {"b": [1, null, {}], "a": 2.50},
         "paying": true, "new": {"x": ["\\ude00", true]}}""";
    RowFlattener flattener = flattener();

    flattener.flatten((ObjectNode) tree(record));

    assertThat(written(flattener), is(row(flattener(), record)));
    assertThat(flattener.key(), is("u"));
    assertThat(
        assertThrows(
                BadRecordException.class,
                () -> flattener.flatten((ObjectNode) tree("{\"user_id\":\"a\"}")))
            .getMessage(),
        is("uuid is missing or no text"));
  }
}
