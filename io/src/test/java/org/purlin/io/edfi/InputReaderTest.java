package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputReaderTest {

  @TempDir Path directory;

  @Test
  void anEnvelopeGivesItsColumnsAndItsPayloadAsItStands() throws IOException {
    List<InputRow> rows =
        read(
            "in.jsonl",
            "{\"resource\":\"tpdm/candidates\",\"district\":\"north\",\"n\":7,"
                + "\"payload\": {\"a\":1.50, \"b\":[ 1,2 ],\"a\":2} }\n",
            format("n"));

    assertThat(
        rows,
        is(
            List.of(
                new InputRow(
                    0,
                    1,
                    "north",
                    "tpdm/candidates",
                    "{\"a\":1.50, \"b\":[ 1,2 ],\"a\":2}",
                    null,
                    Map.of("n", "7"),
                    null,
                    null))));
  }

  @Test
  void aPayloadMayBeTextAndItsNeighbourIsReadWhateverIsInIt() throws IOException {
    List<InputRow> rows =
        read(
            "in.jsonl",
            """
            {"resource":"students","payload":"{not json"}
            {"resource":"students","payload":null}
            {"resource":"students","payload":""}
            {"resource":"students","payload":[1]}
            """,
            InputFormat.usual());

    assertThat(
        rows.stream().map(InputRow::payload).toList(), is(List.of("{not json", "null", "", "[1]")));
  }

  @Test
  void aBareRecordIsOfTheResourceItsFileIsNamedAfter() throws IOException {
    InputRow row = read("schools.jsonl", "{\"schoolId\":1}\n", InputFormat.usual()).get(0);

    assertThat(row.resource(), is("schools"));
    assertThat(row.payload(), is("{\"schoolId\":1}"));
    assertThat(row.district(), is(""));
  }

  @Test
  void linesThatCannotBeReadAreRowsWithAFlawAndSpoilNoOther() throws IOException {
    byte[] good = "{\"payload\":{}}\n".getBytes(StandardCharsets.UTF_8);
    byte[] notUtf8 = {'{', '"', (byte) 0xC3, '"', '}', '\n'};
    byte[] rest = "[1,2]\n\n{\"payload\":{}} x\n{\"payload\":{\n".getBytes(StandardCharsets.UTF_8);
    Path file = directory.resolve("x.jsonl");
    Files.write(
        file, concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, good, notUtf8, rest));

    List<InputRow> rows = read(file, InputFormat.usual());

    assertThat(rows.stream().map(InputRow::line).toList(), is(List.of(1L, 2L, 3L, 5L, 6L)));
    assertThat(rows.get(0).flaw(), is(nullValue()));
    assertThat(rows.get(1).flaw(), is("the line is not UTF-8 text"));
    for (int i = 2; i < 5; i++) {
      assertThat(rows.get(i).flaw(), is("the line is not a JSON object"));
    }
  }

  @Test
  void aStatusToSkipIsNotedWithoutRegardToItsCase() throws IOException {
    List<InputRow> rows =
        read(
            "in.jsonl",
            "{\"payload\":{},\"row status\":\"Error\"}\n{\"payload\":{},\"row status\":\"ok\"}\n",
            InputFormat.usual());

    assertThat(rows.get(0).status(), is("error"));
    assertThat(rows.get(1).status(), is(nullValue()));
  }

  @Test
  void csvKeepsQuotesLineBreaksAndTheLineARowBeginsAt() throws IOException {
    List<InputRow> rows =
        read(
            "in.csv",
            """
            district,resource,payload,student
            north,students,"{""name"":
            ""O'Brien, A""}",s-1
            south,staffs,{},s-2
            """
                .replace("\nsouth", "\r\nsouth"),
            format("student"));

    assertThat(
        rows,
        is(
            List.of(
                new InputRow(
                    0,
                    2,
                    "north",
                    "students",
                    "{\"name\":\n\"O'Brien, A\"}",
                    null,
                    Map.of("student", "s-1"),
                    null,
                    null),
                new InputRow(
                    0, 4, "south", "staffs", "{}", null, Map.of("student", "s-2"), null, null))));
  }

  @Test
  void aColumnThatStandsThereTwiceIsNamedAndBlankOnesDoNoHarm() throws IOException {
    IOException e =
        assertThrows(
            IOException.class,
            () -> read("in.csv", "resource,payload,payload\nx,{},{}\n", InputFormat.usual()));

    assertThat(e.getMessage(), containsString("has the column payload twice"));
    assertThat(
        read("in.csv", "resource,payload,,\nstudents,{},,\n", InputFormat.usual()).size(), is(1));
  }

  @Test
  void aCsvFileThatBreaksOffInsideOfAValueIsRefused() {
    IOException e =
        assertThrows(
            IOException.class,
            () -> read("in.csv", "resource,payload\nstudents,\"{\n", InputFormat.usual()));

    assertThat(e.getMessage(), containsString("is no sound CSV file"));
  }

  private static InputFormat format(String keyColumn) {
    return new InputFormat(
        null,
        "payload",
        "resource",
        "district",
        "id",
        List.of(keyColumn),
        "row status",
        Set.of("error"),
        null,
        null);
  }

  private List<InputRow> read(String name, String text, InputFormat format) throws IOException {
    return read(Files.writeString(directory.resolve(name), text), format);
  }

  private static List<InputRow> read(Path file, InputFormat format) throws IOException {
    List<InputRow> rows = new ArrayList<>();
    new InputReader(format, 0, file.toString()).read(rows::add);
    return rows;
  }

  private static byte[] concat(byte[]... parts) {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
