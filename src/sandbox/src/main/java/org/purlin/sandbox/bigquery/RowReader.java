package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.purlin.sandbox.bigquery.RowCheck.BadRow;

/** Reads the rows of a load's files, plain or gzip, until too many of them are bad. */
final class RowReader {

  private static final int BATCH_ROWS = 5_000;
  private static final int MOST_DETAILS = 5;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final RowCheck check;
  private final RowRefusals refusals;
  private final Partitioning partitions;
  private final String partition;
  private final long mostBad;
  private final List<ObjectNode> details = new ArrayList<>();
  private long rows;
  private long bad;

  /** {@code partition} is empty, or the only one that rows may be of. */
  RowReader(
      RowCheck check,
      RowRefusals refusals,
      Partitioning partitions,
      String partition,
      long mostBad) {
    this.check = check;
    this.refusals = refusals;
    this.partitions = partitions;
    this.partition = partition;
    this.mostBad = mostBad;
  }

  /** Takes rows that are good. */
  @FunctionalInterface
  interface Sink {
    void accept(List<ObjectNode> rows) throws SQLException;
  }

  long rows() {
    return rows;
  }

  long bad() {
    return bad;
  }

  void read(SourceFile file, Sink sink) throws IOException, SQLException {
    List<ObjectNode> batch = new ArrayList<>();
    try (BufferedReader lines = lines(file)) {
      long position = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          one(line, file.uri(), position, batch);
        }
        position += line.getBytes(StandardCharsets.UTF_8).length + 1L;
        if (batch.size() == BATCH_ROWS) {
          sink.accept(batch);
          batch.clear();
        }
      }
    }
    sink.accept(batch);
  }

  /** Fails the load when there were more bad rows than it allows. */
  void finish() {
    if (bad > mostBad) {
      throw Refused.invalid(
              "Error while reading data, error message: JSON table encountered too many errors,"
                  + " giving up. Rows: "
                  + (rows + bad)
                  + "; errors: "
                  + bad
                  + ". Please look into the errors[] collection for more details.")
          .with(details);
    }
  }

  private void one(String line, String uri, long position, List<ObjectNode> batch) {
    try {
      ObjectNode row = check.checked(parsed(line));
      if (refusals.refuses(row)) {
        throw new BadRow("The row was marked to be refused.");
      }
      if (!partition.isEmpty() && !partition.equals(partitions.idOf(row))) {
        throw new BadRow(
            "Some rows belong to different partitions rather than destination partition "
                + partition
                + ".");
      }
      batch.add(row);
      rows++;
    } catch (BadRow e) {
      bad++;
      if (details.size() < MOST_DETAILS) {
        details.add(
            Refused.proto(
                    "invalid",
                    "Error while reading data, error message: JSON parsing error in row starting"
                        + " at position "
                        + position
                        + ": "
                        + e.getMessage()
                        + " File: "
                        + uri)
                .put("location", uri));
      }
    }
  }

  private static JsonNode parsed(String line) throws BadRow {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new BadRow("Parser terminated before end of string.");
    }
  }

  private static BufferedReader lines(SourceFile file) throws IOException {
    InputStream bytes = new BufferedInputStream(file.content().open());
    bytes.mark(2);
    boolean packed = bytes.read() == 0x1f && bytes.read() == 0x8b;
    bytes.reset();
    return new BufferedReader(
        new InputStreamReader(packed ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8));
  }
}
