package org.purlin.io.edfi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.purlin.io.edfi.InputFormat.Kind;
import org.purlin.io.landing.Storage;

/** Reads one file of the input, row by row. */
final class InputReader {

  /** Takes each row in turn. */
  @FunctionalInterface
  interface Sink {
    void take(InputRow row) throws IOException;
  }

  private static final JsonFactory JSON = new JsonFactory();

  private final InputFormat format;
  private final int file;
  private final String name;

  InputReader(InputFormat format, int file, String name) {
    this.format = format;
    this.file = file;
    this.name = name;
  }

  /**
   * Reads all rows.
   *
   * @return SHA-256 of the file, hexadecimal
   * @throws IOException when the file cannot be read; also when a CSV file breaks off inside of a
   *     quoted value, because where the next row begins cannot be told then
   */
  String read(Sink sink) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
    try (InputStream in =
        new DigestInputStream(Channels.newInputStream(Storage.open(name)), sha256)) {
      Kind kind = format.kind() == null ? Kind.of(name) : format.kind();
      if (kind == Kind.CSV) {
        readCsv(in, sink);
      } else {
        readLines(in, sink);
      }
      return HexFormat.of().formatHex(sha256.digest());
    }
  }

  private void readLines(InputStream in, Sink sink) throws IOException {
    try (InputLines lines = new InputLines(in)) {
      Optional<InputLines.Line> line = lines.next();
      for (; line.isPresent(); line = lines.next()) {
        sink.take(row(line.get()));
      }
    }
  }

  private InputRow row(InputLines.Line line) {
    if (line.flaw() != null) {
      return row(line.number(), Map.of(), null, line.flaw());
    }
    try {
      Map<String, String> columns = columns(line.text());
      String payload = columns.get(format.payloadColumn());
      boolean envelope = payload != null || text(columns, format.idColumn()) != null;
      return row(
          line.number(), envelope ? columns : Map.of(), envelope ? payload : line.text(), null);
    } catch (JsonProcessingException e) {
      // The parser's message would repeat what it cannot read.
      return row(line.number(), Map.of(), null, "the line is not a JSON object");
    } catch (IOException e) {
      throw new IllegalStateException("Reading text does not fail.", e);
    }
  }

  /** The members of an object: texts as they are, everything else as its JSON text. */
  private static Map<String, String> columns(String line) throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(parser, "no object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String column = parser.currentName();
        JsonToken value = parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (value == JsonToken.VALUE_STRING) {
          columns.put(column, parser.getText());
          continue;
        }
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        columns.put(column, line.substring(start, end).strip());
      }
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more follows");
      }
    }
    return columns;
  }

  private void readCsv(InputStream in, Sink sink) throws IOException {
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
    mapper.enable(CsvParser.Feature.WRAP_AS_ARRAY);
    try (MappingIterator<String[]> rows = mapper.readerFor(String[].class).readValues(in)) {
      String[] header = next(rows);
      if (header == null) {
        return;
      }
      for (int i = 0; i < header.length; i++) {
        if (!header[i].isBlank() && !columns(header, i).add(header[i])) {
          throw new IOException(
              name + " has the column " + header[i] + " twice in its first line.");
        }
      }
      while (true) {
        // The header is line 1.
        long line = Math.max(2, rows.getCurrentLocation().getLineNr());
        String[] values = next(rows);
        if (values == null) {
          return;
        }
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < Math.min(header.length, values.length); i++) {
          columns.put(header[i], values[i]);
        }
        String flaw =
            values.length > header.length
                ? "the row has more values than the first line has columns; is a quote missing?"
                : null;
        sink.take(row(line, columns, columns.get(format.payloadColumn()), flaw));
      }
    }
  }

  /** The columns before this one. */
  private static Set<String> columns(String[] header, int end) {
    return new HashSet<>(Arrays.asList(header).subList(0, end));
  }

  /** Null at the end. The parser's message would repeat what it cannot read. */
  private String[] next(MappingIterator<String[]> rows) throws IOException {
    try {
      return rows.hasNextValue() ? rows.nextValue() : null;
    } catch (JsonProcessingException | CharConversionException e) {
      throw new IOException(
          name
              + " is no sound CSV file in UTF-8 near line "
              + rows.getCurrentLocation().getLineNr()
              + "; where its next row begins cannot be told. Is a quote missing?");
    }
  }

  private InputRow row(long line, Map<String, String> columns, String payload, String flaw) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String column : format.keyColumns()) {
      if (columns.containsKey(column)) {
        keys.put(column, columns.get(column));
      }
    }
    return new InputRow(
        file,
        line,
        Optional.ofNullable(text(columns, format.districtColumn()))
            .orElse(format.defaultDistrict() == null ? "" : format.defaultDistrict()),
        Optional.ofNullable(text(columns, format.resourceColumn())).orElseGet(this::usualResource),
        payload,
        text(columns, format.idColumn()),
        keys,
        skippedStatus(columns),
        flaw);
  }

  private static String text(Map<String, String> columns, String column) {
    String value = column == null ? null : columns.get(column);
    return value == null || value.isBlank() || value.equals("null") ? null : value.strip();
  }

  private String usualResource() {
    if (format.defaultResource() != null) {
      return format.defaultResource();
    }
    return Storage.fileName(name).replaceFirst("\\..*$", "");
  }

  private String skippedStatus(Map<String, String> columns) {
    String status = text(columns, format.statusColumn());
    return status != null
            && format.skipStatuses().stream().anyMatch(skip -> skip.equalsIgnoreCase(status))
        ? status.toLowerCase(Locale.ROOT)
        : null;
  }
}
