package org.purlin.io.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.RowLines;

/** What a landed row says in a few of its columns. Not thread-safe. */
final class RowFacts {

  private static final JsonFactory JSON = new JsonFactory();

  /** Between the values of a key; no value holds it, since JSON escapes it. */
  private static final char BETWEEN = '\u0000';

  private final List<String> unique;
  private final Map<String, Integer> wanted = new LinkedHashMap<>();
  private final String[] values;

  /**
   * @param unique columns of the key
   * @param others columns wanted besides
   */
  RowFacts(List<String> unique, List<String> others) {
    this.unique = unique;
    unique.forEach(column -> wanted.putIfAbsent(column, wanted.size()));
    others.forEach(column -> wanted.putIfAbsent(column, wanted.size()));
    this.values = new String[wanted.size()];
  }

  /** Those of a table that can be merged and compared. */
  static RowFacts of(RestTable table) {
    List<String> others = new java.util.ArrayList<>(table.merge().columns());
    if (table.has(RestTable.ROW_HASH)) {
      others.add(RestTable.ROW_HASH);
    }
    return new RowFacts(table.unique(), others);
  }

  /**
   * Looks at a line.
   *
   * @throws OutputChangedException when it is no row
   */
  void read(RowLines line, String file) throws IOException {
    Arrays.fill(values, null);
    try (JsonParser parser = JSON.createParser(line.bytes(), line.offset(), line.length())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw changed(file);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        Integer at = wanted.get(parser.currentName());
        JsonToken value = parser.nextToken();
        if (at != null && value != JsonToken.VALUE_NULL && value.isScalarValue()) {
          values[at] = parser.getText();
        }
        parser.skipChildren();
      }
    } catch (JsonProcessingException e) {
      // Its message would repeat what it cannot read.
      throw changed(file);
    }
  }

  static OutputChangedException changed(String file) {
    return new OutputChangedException(
        file + " is not as it was written. Was it changed during the run? Run again.");
  }

  /** A column's value as text; null when it has none. */
  String value(String column) {
    return values[wanted.get(column)];
  }

  /** The values of the unique columns as one text. */
  String key() {
    StringBuilder key = new StringBuilder();
    for (String column : unique) {
      String value = value(column);
      key.append(value == null ? "" : '=' + value).append(BETWEEN);
    }
    return key.toString();
  }
}
