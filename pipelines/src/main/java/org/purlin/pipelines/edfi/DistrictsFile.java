package org.purlin.pipelines.edfi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.UserMistakeException;

/**
 * A file that lists districts: CSV with a header, or JSON lines. Blank lines and lines that begin
 * with # are skipped. A value ends on the line it begins on.
 */
final class DistrictsFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ObjectReader CSV =
      new CsvMapper()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .readerFor(String[].class);

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** A line that says something of a district. */
  record Line(int number, DistrictRow row) {}

  private final String path;
  private final String name;
  private List<String> header;

  private DistrictsFile(String path) {
    this.path = path;
    this.name = Storage.fileName(path);
  }

  /**
   * Reads all lines.
   *
   * @throws UserMistakeException naming the line that cannot be understood
   */
  static List<Line> read(String path) throws IOException {
    return new DistrictsFile(path).read();
  }

  private List<Line> read() throws IOException {
    String text =
        Storage.readText(path)
            .orElseThrow(() -> new UserMistakeException("--districts: there is no file " + path))
            .replaceFirst("^" + BYTE_ORDER_MARK, "");
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        Map<String, String> values = values(line, number);
        if (values != null) {
          int here = number;
          lines.add(new Line(here, new DistrictRow(column -> place(here, column), values)));
        }
      }
    }
    return lines;
  }

  /** Null for the header of a CSV file. */
  private Map<String, String> values(String line, int number) throws IOException {
    if (header == null && line.stripLeading().startsWith("{")) {
      return object(line, number);
    }
    List<String> cells = cells(line, number);
    if (header == null) {
      header = cells.stream().map(cell -> column(cell, number)).toList();
      if (header.stream().distinct().count() < header.size()) {
        throw wrong(number, "names a column twice.");
      }
      return null;
    }
    if (cells.size() != header.size()) {
      throw wrong(
          number, "has " + cells.size() + " values, but the header has " + header.size() + ".");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      // An empty cell says nothing; only of a JSON line can an API version be the empty text.
      if (!cells.get(i).isEmpty()) {
        values.put(header.get(i), cells.get(i));
      }
    }
    return values;
  }

  private List<String> cells(String line, int number) throws IOException {
    try (MappingIterator<String[]> rows = CSV.readValues(line)) {
      return List.of(rows.nextValue());
    } catch (JsonProcessingException e) {
      // The parser's message would repeat what it cannot read.
      throw wrong(number, "is no line of CSV; look for a quotation mark that is not closed.");
    }
  }

  private Map<String, String> object(String line, int number) {
    JsonNode object;
    try {
      object = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw wrong(number, "is not a JSON object.");
    }
    Map<String, String> values = new LinkedHashMap<>();
    object
        .fields()
        .forEachRemaining(
            member -> {
              String column = column(member.getKey(), number);
              if (!member.getValue().isNull()) {
                values.put(column, value(member.getValue(), column, number));
              }
            });
    return values;
  }

  private String value(JsonNode value, String column, int number) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(each -> value(each, column, number))
          .collect(Collectors.joining(";"));
    }
    if (!value.isValueNode()) {
      throw new UserMistakeException(place(number, column) + " must be a text.");
    }
    return value.asText();
  }

  private String column(String text, int number) {
    String column = text.strip();
    return DistrictRow.COLUMNS.stream()
        .filter(known -> known.equalsIgnoreCase(column))
        .findFirst()
        .orElseThrow(() -> unknown(column, number));
  }

  /** What is longer than a name is no name, and may be a secret in a file without a header. */
  private UserMistakeException unknown(String column, int number) {
    boolean name = column.toLowerCase(Locale.ROOT).matches("[a-z][a-z_ -]{0,29}");
    return wrong(
        number,
        (name ? "has an unknown column: " + column + "." : "has an unknown column.")
            + Nearest.hint(column, DistrictRow.COLUMNS, "")
            + " The columns are "
            + String.join(", ", DistrictRow.COLUMNS)
            + ".");
  }

  private String place(int number, String column) {
    return name + " line " + number + ", column " + column + ":";
  }

  private UserMistakeException wrong(int number, String what) {
    return new UserMistakeException(name + " line " + number + " " + what);
  }
}
