package org.purlin.transforms.rows;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** Writes values as the type of their column asks, one after another into one array. */
final class TypedWriter {

  /** Letters of {@code 2026-01-31}. */
  private static final int DATE_LENGTH = 10;

  /** What became of a value. */
  enum Fit {
    WRITTEN,
    /** It says that there is no value. Nothing was written. */
    NULL,
    /**
     * It has another type. The parser stands on it still; or, where this shows only inside an
     * array, on the array's end, and the array was written as it is.
     */
    MISFIT
  }

  private final Bytes values;
  private final JsonCopy copy;
  private JsonGenerator writer;

  TypedWriter(Bytes values, JsonCopy copy) {
    this.values = values;
    this.copy = copy;
    open();
  }

  /** Starts anew after a value that was not read to its end. */
  void open() {
    try {
      writer = RowFlattener.JSON.createGenerator(values);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to an array does not fail.", e);
    }
  }

  /** Writes the keyed hash of the value the parser stands on. */
  void writeHash(JsonParser parser) throws IOException {
    copy.writeHash(parser, writer);
    writer.flush();
  }

  /** Writes the value the parser stands on; a path names the column where it is redacted inside. */
  Fit write(JsonParser parser, ColumnType type, String path) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Fit.NULL;
    }
    return switch (type) {
      case STRING -> token == JsonToken.VALUE_STRING ? copied(parser, null) : Fit.MISFIT;
      case STRINGS -> token == JsonToken.START_ARRAY ? writeTexts(parser) : Fit.MISFIT;
      case JSON -> copied(parser, path);
      case INT64 ->
          token == JsonToken.VALUE_NUMBER_INT
                  && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
              ? ascii(parser.getText())
              : Fit.MISFIT;
      case FLOAT64 ->
          token.isNumeric() && Double.isFinite(parser.getDoubleValue())
              ? ascii(parser.getText())
              : Fit.MISFIT;
      case BOOL -> writeBool(parser);
      case DATE -> writeDate(parser);
      case TIMESTAMP -> writeTimestamp(parser);
    };
  }

  private Fit copied(JsonParser parser, String path) throws IOException {
    copy.copy(parser, writer, path);
    writer.flush();
    return Fit.WRITTEN;
  }

  private Fit ascii(String json) {
    values.writeAscii(json);
    return Fit.WRITTEN;
  }

  private Fit writeTexts(JsonParser parser) throws IOException {
    boolean fits = true;
    writer.writeStartArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      fits &= parser.currentToken() == JsonToken.VALUE_STRING;
      copy.copy(parser, writer, null);
    }
    writer.writeEndArray();
    writer.flush();
    return fits ? Fit.WRITTEN : Fit.MISFIT;
  }

  private Fit writeBool(JsonParser parser) throws IOException {
    if (parser.currentToken().isBoolean()) {
      return ascii(parser.getText());
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return switch (parser.getText()) {
        case "0" -> ascii("false");
        case "1" -> ascii("true");
        default -> Fit.MISFIT;
      };
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return Fit.MISFIT;
    }
    return switch (parser.getText()) {
      case "true", "True", "TRUE" -> ascii("true");
      case "false", "False", "FALSE" -> ascii("false");
      case "", "(none)" -> Fit.NULL;
      default -> Fit.MISFIT;
    };
  }

  private Fit writeDate(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return Fit.MISFIT;
    }
    String text = parser.getText();
    if (text.isEmpty()) {
      return Fit.NULL;
    }
    return isDate(text) ? ascii('"' + text + '"') : Fit.MISFIT;
  }

  private static boolean isDate(String text) {
    if (text.length() != DATE_LENGTH) {
      return false;
    }
    try {
      // BigQuery's dates begin with the year 1.
      return LocalDate.parse(text).getYear() >= 1;
    } catch (DateTimeParseException notADate) {
      return false;
    }
  }

  private Fit writeTimestamp(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return Fit.MISFIT;
    }
    String text = parser.getText();
    if (text.isEmpty()) {
      return Fit.NULL;
    }
    String utc = Timestamps.toUtc(text);
    return utc == null ? Fit.MISFIT : ascii('"' + utc + '"');
  }
}
