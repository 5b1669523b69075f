package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.OffsetRangeTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

class ReadRowsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Table THINGS =
      new Table(
          "things",
          List.of(
              Column.of("n", ColumnType.INT64, "Number.").asRequired(),
              Column.of("text", ColumnType.STRING, "Text.")),
          "n",
          null,
          List.of());

  @TempDir private Path directory;

  private final List<KV<String, byte[]>> read = new ArrayList<>();

  private ReadRowsFn reader() {
    return new ReadRowsFn(
        new BigQueryRun(
            "run-1",
            new Dataset("project-1", "raw"),
            "project-1",
            new FileLanding(directory.toString(), "run-1", IfExists.REPLACE, "project-1.raw"),
            "gs://none",
            Map.of(),
            "none"));
  }

  private WindowToLoad.File file(String text) throws IOException {
    Path file = directory.resolve("part.jsonl");
    Files.writeString(file, text);
    return new WindowToLoad.File(THINGS, "a \"b\"/1", file.toString(), Files.size(file));
  }

  /** Reads a range to its end, through as many checkpoints as the reader asks for. */
  private int read(WindowToLoad.File file, OffsetRange range) throws IOException {
    OffsetRange left = range;
    for (int calls = 1; ; calls++) {
      OffsetRangeTracker tracker = new OffsetRangeTracker(left);
      DoFn.ProcessContinuation then = reader().read(file, tracker, read::add);
      if (!then.shouldResume()) {
        tracker.checkDone();
        return calls;
      }
      SplitResult<OffsetRange> split = tracker.trySplit(0);
      left = split.getResidual();
    }
  }

  private JsonNode row(int index) throws IOException {
    return JSON.readTree(read.get(index).getValue());
  }

  @Test
  void eachLineIsReadByTheOnePartItBeginsInHoweverAFileIsCut() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("{\"n\":")
          .append(i)
          .append(",\"text\":\"")
          .append("é".repeat(random.nextInt(40)));
      text.append("\"}\n");
    }
    WindowToLoad.File file = file(text.toString());
    for (int round = 0; round < 20; round++) {
      read.clear();
      long at = 0;
      while (at < file.bytes()) {
        long to = Math.min(file.bytes(), at + 1 + random.nextInt(400));
        read(file, new OffsetRange(at, to));
        at = to;
      }
      assertThat(read.size(), is(200));
      for (int i = 0; i < 200; i++) {
        assertThat(row(i).path("n").asInt(), is(i));
      }
    }
  }

  @Test
  void aLongFileIsHandedOnInPiecesAndNothingIsReadTwice() throws IOException {
    StringBuilder text = new StringBuilder();
    String filling = "x".repeat(100_000);
    for (int i = 0; i < 100; i++) {
      text.append("{\"n\":").append(i).append(",\"text\":\"").append(filling).append("\"}\n");
    }
    WindowToLoad.File file = file(text.toString());

    int calls = read(file, new OffsetRange(0, file.bytes()));

    assertThat(calls, is(3));
    assertThat(read.size(), is(100));
    assertThat(row(99).path("n").asInt(), is(99));
  }

  @Test
  void aRowGetsItsWindowAndKeepsItsOtherBytes() throws IOException {
    read(file("{\"n\":1, \"text\":\"ü\\u0041\"} \n"), new OffsetRange(0, 26));

    assertThat(read.get(0).getKey(), is("things"));
    assertThat(
        new String(read.get(0).getValue(), StandardCharsets.UTF_8),
        is("{\"n\":1, \"text\":\"ü\\u0041\",\"_window\":\"a \\\"b\\\"/1\"}"));
  }

  @Test
  void aRowsColumnsAreSpeltAsTheTableSpellsThemAndNothingElseOfItChanges() throws IOException {
    WindowToLoad.File file =
        file(
            "{\"n\":1.50e1,\"text\":\"text\"}\n{\"text\":\"é\",\"n\":12}\n{\"text\":\"n\", \"n\":3}\n");
    Table union =
        new Table(
            "things",
            List.of(
                Column.of("N", ColumnType.INT64, "Number."),
                Column.of("teXt", ColumnType.STRING, "Text.")),
            "N",
            null,
            List.of());

    read(file.into(union), new OffsetRange(0, file.bytes()));

    assertThat(row(0).path("reason").asText(), is("column n holds no 64-bit integer"));
    assertThat(
        read.stream()
            .skip(1)
            .map(row -> new String(row.getValue(), StandardCharsets.UTF_8))
            .toList(),
        is(
            List.of(
                "{\"teXt\":\"é\",\"N\":12,\"_window\":\"a \\\"b\\\"/1\"}",
                "{\"teXt\":\"n\", \"N\":3,\"_window\":\"a \\\"b\\\"/1\"}")));
  }

  @Test
  void aRowThatItsWindowMakesTooLongIsRejected() throws IOException {
    String ends = "{\"n\":1,\"text\":\"\"}\n";
    WindowToLoad.File file =
        file(ends.replace("\"\"", '"' + "x".repeat(RowRules.MOST_BYTES - ends.length()) + '"'));

    read(file, new OffsetRange(0, file.bytes()));

    assertThat(file.bytes(), is((long) RowRules.MOST_BYTES));
    assertThat(row(0).path("reason").asText(), is("it has more than 100000000 bytes"));
  }

  @Test
  void aRowThatWouldBeRefusedBecomesARejectedOneWithItsPlaceAndWithoutItsValues()
      throws IOException {
    WindowToLoad.File file =
        file("{\"n\":1}\n{\"text\":\"hidden-value\"}\n{\"n\":\"hidden-value\"}\n");

    read(file, new OffsetRange(0, file.bytes()));

    assertThat(
        read.stream().map(KV::getKey).toList(),
        is(List.of("things", "load_rejected", "load_rejected")));
    assertThat(row(1).path("reason").asText(), is("column n is missing"));
    assertThat(row(2).path("reason").asText(), is("column n holds no 64-bit integer"));
    assertThat(row(1).path("place").asLong(), is(8L));
    assertThat(row(1).path("_window").asText(), is("things/a \"b\"/1"));
    assertThat(row(1).path("table_name").asText(), is("things"));
    assertThat(row(1).toString().contains("hidden-value"), is(false));
    assertThat(row(2).toString().contains("hidden-value"), is(false));
  }
}
