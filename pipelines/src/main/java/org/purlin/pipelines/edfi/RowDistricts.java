package org.purlin.pipelines.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.purlin.io.edfi.District;
import org.purlin.io.edfi.InputFormat;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.UserMistakeException;

/**
 * The districts that the rows of an input bring along. Reads the whole input once, before anything
 * is sent. Rows that cannot be read, that are skipped for their status or that name no district are
 * left to the run, which says so of each.
 */
final class RowDistricts {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SubmitOptions options;
  private final InputFormat format;

  /** What is said of each district, and where it was said first. */
  private final Map<String, Map<String, String>> said = new LinkedHashMap<>();

  private final Map<String, String> places = new HashMap<>();

  private RowDistricts(SubmitOptions options, InputFormat format) {
    this.options = options;
    this.format = format;
  }

  /**
   * Reads them.
   *
   * @throws UserMistakeException when two rows say different things of one district, or one holds a
   *     key or secret itself
   */
  static List<District> read(SubmitOptions options, List<String> inputs, InputFormat format) {
    RowDistricts rows = new RowDistricts(options, format);
    try {
      for (String input : inputs) {
        rows.readFile(input);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<District> districts = new ArrayList<>();
    rows.said.forEach(
        (key, values) ->
            districts.addAll(
                new DistrictRow(
                        column -> rows.places.get(key) + ", " + rows.nameOf(column) + ":", values)
                    .districts()));
    if (districts.isEmpty()) {
      throw new UserMistakeException(
          "--urlColumn="
              + options.getUrlColumn()
              + ": no row has a value there and a district in "
              + format.districtColumn()
              + ".");
    }
    return districts;
  }

  private void readFile(String input) throws IOException {
    boolean csv =
        format.kind() == null
            ? input.toLowerCase(Locale.ROOT).endsWith(".csv")
            : format.kind() == InputFormat.Kind.CSV;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Channels.newInputStream(Storage.open(input)), StandardCharsets.UTF_8))) {
      in.mark(1);
      if (in.read() != BYTE_ORDER_MARK) {
        in.reset();
      }
      if (csv) {
        readCsv(input, in);
      } else {
        readLines(input, in);
      }
    }
  }

  private void readLines(String input, BufferedReader in) throws IOException {
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      try {
        JsonNode row = JSON.readTree(line);
        Map<String, String> columns = new HashMap<>();
        row.fields()
            .forEachRemaining(
                member -> {
                  if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                    columns.put(member.getKey(), member.getValue().asText());
                  }
                });
        take(Storage.fileName(input) + " line " + number, columns);
      } catch (JsonProcessingException notJson) {
        // The run rejects this row, with its place and the reason.
      }
    }
  }

  private void readCsv(String input, BufferedReader in) throws IOException {
    CsvMapper mapper = new CsvMapper();
    mapper.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
    CsvSchema header = CsvSchema.emptySchema().withHeader();
    try (MappingIterator<Map<String, String>> rows =
        mapper.readerForMapOf(String.class).with(header).readValues(in)) {
      for (int number = 1; rows.hasNext(); number++) {
        take(Storage.fileName(input) + " row " + number, rows.next());
      }
    } catch (RuntimeJsonMappingException | JsonProcessingException e) {
      throw new UserMistakeException(
          "--input: " + input + " is no sound CSV file; where its next row begins cannot be told.");
    }
  }

  private void take(String place, Map<String, String> columns) {
    String key = text(columns, format.districtColumn());
    String status = text(columns, format.statusColumn());
    boolean skipped =
        format.skipStatuses().stream().anyMatch(skip -> skip.equalsIgnoreCase(status));
    Map<String, String> values = new LinkedHashMap<>();
    values.put("district", key);
    values.put("url", text(columns, options.getUrlColumn()));
    values.put("apiVersion", text(columns, options.getApiVersionColumn()));
    values.put("key", text(columns, options.getClientKeyColumn()));
    values.put("secret", text(columns, options.getClientSecretColumn()));
    values.values().removeIf(String::isEmpty);
    if (key.isEmpty() || skipped || !values.containsKey("url")) {
      return;
    }
    Map<String, String> earlier = said.putIfAbsent(key, values);
    if (earlier == null) {
      places.put(key, place);
    } else if (!earlier.equals(values)) {
      throw new UserMistakeException(
          place
              + " says another address, version, key or secret of its district than "
              + places.get(key)
              + ". One district has one of each.");
    }
  }

  private String nameOf(String column) {
    return "column "
        + switch (column) {
          case "url" -> options.getUrlColumn();
          case "apiVersion" -> options.getApiVersionColumn();
          case "key" -> options.getClientKeyColumn();
          case "secret" -> options.getClientSecretColumn();
          default -> format.districtColumn();
        };
  }

  private static String text(Map<String, String> columns, String column) {
    String value = column == null ? null : columns.get(column);
    return value == null ? "" : value.strip();
  }
}
