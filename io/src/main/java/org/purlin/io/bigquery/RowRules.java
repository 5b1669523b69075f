package org.purlin.io.bigquery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/**
 * What BigQuery would refuse. A load job with one such row fails as a whole, so they are found
 * before.
 */
final class RowRules {

  /** BigQuery's limit for a row of JSON lines. */
  static final int MOST_BYTES = 100_000_000;

  /** BigQuery's limit for the depth of a JSON value, from its documentation of the type. */
  static final int DEEPEST = 500;

  /** What is thrown instead of a parser's message, which would quote the row. */
  static final String NO_JSON = "A published row is not JSON; was its file changed?";

  /** Reads whatever a row of {@link #MOST_BYTES} can hold. */
  static final JsonFactory JSON = factory();

  /** As rows have instants; BigQuery takes microseconds and no more. */
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?Z");

  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  private final Map<String, Column> columns = new HashMap<>();
  private final Set<String> required = new HashSet<>();

  private final int added;

  /**
   * The rules of a table.
   *
   * @param added bytes that a row becomes longer before it is loaded
   */
  RowRules(Table table, int added) {
    this.added = added;
    for (Column column : table.columns()) {
      columns.put(column.name(), column);
      if (column.required()) {
        required.add(column.name());
      }
    }
  }

  /** Reads whatever a row of {@link #MOST_BYTES} can hold. */
  static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(MOST_BYTES)
                .maxNestingDepth(100_000)
                .maxNumberLength(MOST_BYTES)
                .build())
        .build();
  }

  /**
   * Why a row cannot be loaded; empty when it can.
   *
   * @throws IOException when it is no JSON at all, which a published row cannot be
   */
  Optional<String> check(byte[] bytes, int offset, int length) throws IOException {
    if (length + added > MOST_BYTES) {
      return Optional.of("it has more than " + MOST_BYTES + " bytes");
    }
    Set<String> missing = new HashSet<>(required);
    try (JsonParser parser = JSON.createParser(bytes, offset, length)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        Column column = columns.get(name);
        if (column == null) {
          return Optional.of("it has a column that the table does not have: " + name);
        }
        if (value == JsonToken.VALUE_NULL) {
          continue;
        }
        missing.remove(name);
        Optional<String> why = check(parser, column);
        if (why.isPresent()) {
          return why;
        }
      }
    } catch (JsonProcessingException e) {
      throw new IOException(NO_JSON);
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("column " + missing.iterator().next() + " is missing");
  }

  private static Optional<String> check(JsonParser parser, Column column) throws IOException {
    JsonToken token = parser.currentToken();
    boolean fits =
        switch (column.type()) {
          case STRING -> token == JsonToken.VALUE_STRING;
          case TIMESTAMP -> token == JsonToken.VALUE_STRING && matches(parser, INSTANT);
          case DATE -> token == JsonToken.VALUE_STRING && matches(parser, DAY);
          case INT64 -> isLong(parser);
          case FLOAT64 -> token.isNumeric() && Double.isFinite(parser.getDoubleValue());
          case BOOL -> token.isBoolean();
          case STRINGS -> isTexts(parser);
          case JSON -> true;
        };
    if (!fits) {
      return Optional.of("column " + column.name() + " holds no " + words(column.type()));
    }
    return column.type() == ColumnType.JSON ? checkStructure(parser, column) : Optional.empty();
  }

  private static boolean matches(JsonParser parser, Pattern form) throws IOException {
    return form.matcher(parser.getText()).matches();
  }

  private static boolean isLong(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private static boolean isTexts(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return false;
    }
    boolean texts = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      texts &= parser.currentToken() == JsonToken.VALUE_STRING;
      parser.skipChildren();
    }
    return texts;
  }

  private static Optional<String> checkStructure(JsonParser parser, Column column)
      throws IOException {
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart() && ++depth > DEEPEST) {
        return Optional.of(
            "column " + column.name() + " is nested more than " + DEEPEST + " levels deep");
      }
      if (token.isStructEnd()) {
        depth--;
      }
      // Google's own parser of JSON ends in an overflow.
      if (token.isNumeric() && !Double.isFinite(parser.getDoubleValue())) {
        return Optional.of("column " + column.name() + " holds a number beyond FLOAT64");
      }
      if (depth == 0) {
        return Optional.empty();
      }
      token = parser.nextToken();
    }
  }

  private static String words(ColumnType type) {
    return switch (type) {
      case STRINGS -> "list of texts";
      case INT64 -> "64-bit integer";
      default -> type.name();
    };
  }
}
