package org.purlin.io.bigquery;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.landing.RowLines;

/**
 * Reads rows of published files as JSON, each with the name of its table. A row that BigQuery would
 * refuse becomes a row of {@link LoadTables#REJECTED}. The restriction is the bytes of a file; a
 * line belongs to the part it begins in.
 */
@DoFn.BoundedPerElement
final class ReadRowsFn extends DoFn<WindowToLoad.File, KV<String, byte[]>> {

  private static final long serialVersionUID = 1L;

  /** So much of a file is one part to begin with. */
  private static final long PART_BYTES = 32L << 20;

  /** After so much, what was read is handed on before more is. */
  private static final long RESUME_BYTES = 4L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final BigQueryRun run;
  private final Counter rows = Metrics.counter(LoadToBigQuery.class, "readRows");

  ReadRowsFn(BigQueryRun run) {
    this.run = run;
  }

  @GetInitialRestriction
  public OffsetRange restriction(@Element WindowToLoad.File file) {
    return new OffsetRange(0, file.bytes());
  }

  @SplitRestriction
  public void split(@Restriction OffsetRange range, OutputReceiver<OffsetRange> parts) {
    range.split(PART_BYTES, PART_BYTES / 2).forEach(parts::output);
  }

  @ProcessElement
  public ProcessContinuation process(
      @Element WindowToLoad.File file,
      RestrictionTracker<OffsetRange, Long> tracker,
      OutputReceiver<KV<String, byte[]>> out)
      throws IOException {
    return read(file, tracker, out::output);
  }

  ProcessContinuation read(
      WindowToLoad.File file,
      RestrictionTracker<OffsetRange, Long> tracker,
      Consumer<KV<String, byte[]>> out)
      throws IOException {
    byte[] ending = ending(file.window());
    RowRules rules = new RowRules(file.table(), ending.length - 1);
    long read = 0;
    try (RowLines line = RowLines.openAt(file.place(), tracker.currentRestriction().getFrom())) {
      while (line.next()) {
        if (!tracker.tryClaim(line.place())) {
          return ProcessContinuation.stop();
        }
        Optional<String> refused = rules.check(line.bytes(), line.offset(), line.length());
        out.accept(
            refused.isPresent()
                ? KV.of(TableLoad.REJECTED, rejected(file, line.place(), refused.get()))
                : KV.of(file.table().name(), respelt(withWindow(line, ending), file.spelling())));
        rows.inc();
        read += line.length();
        if (read >= RESUME_BYTES) {
          return ProcessContinuation.resume();
        }
      }
    }
    // Nothing begins in what is left of the part.
    tracker.tryClaim(Long.MAX_VALUE);
    return ProcessContinuation.stop();
  }

  private static byte[] ending(String window) throws IOException {
    return (",\"" + LoadTables.WINDOW + "\":" + JSON.writeValueAsString(window) + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The line's object with one member more. */
  private static byte[] withWindow(RowLines line, byte[] ending) {
    int end = line.offset() + line.length();
    while (line.bytes()[end - 1] != '}') {
      end--;
    }
    ByteArrayOutputStream row = new ByteArrayOutputStream(line.length() + ending.length);
    row.write(line.bytes(), line.offset(), end - 1 - line.offset());
    row.write(ending, 0, ending.length);
    return row.toByteArray();
  }

  /** Writes the row's columns as the table spells them. The names are as long as before. */
  private static byte[] respelt(byte[] row, Map<String, String> spelling) throws IOException {
    if (spelling.isEmpty()) {
      return row;
    }
    byte[] respelt = row.clone();
    try (JsonParser parser = RowRules.JSON.createParser(row)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String spelt = spelling.get(parser.currentName());
        if (spelt != null) {
          int quote = (int) parser.currentTokenLocation().getByteOffset();
          byte[] name = spelt.getBytes(StandardCharsets.UTF_8);
          System.arraycopy(name, 0, respelt, quote + 1, name.length);
        }
        parser.nextToken();
        parser.skipChildren();
      }
    }
    return respelt;
  }

  private byte[] rejected(WindowToLoad.File file, long place, String reason) throws IOException {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("table_name", file.table().name());
    row.put("window_path", file.window());
    row.put("file", file.place());
    row.put(LoadTables.PLACE, place);
    row.put("reason", reason);
    row.put("_run_id", run.runId());
    row.put(LoadTables.WINDOW, file.table().name() + "/" + file.window());
    return JSON.writeValueAsBytes(row);
  }
}
