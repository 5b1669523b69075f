package org.purlin.transforms.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes rows of JSON objects, one after another, in one pass over each.
 *
 * <p>A row is one line of JSON with every column of the table in the table's order. No key of the
 * source is lost: what has no column, or not its column's type, is kept under its own name in the
 * table's {@code _extra} column and counted in the {@link Drift}. Numbers keep every digit. What is
 * inside a JSON column stays as it was sent.
 *
 * <p>One flattener serves one thread; call {@link #flatten}, then {@link #key} and {@link
 * #writeTo}.
 */
public final class RowFlattener {

  /** Deeper structures are refused as no row: nobody sends them and a stack has an end. */
  private static final int MAX_DEPTH = 500;

  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          // Values are written one after another without a blank, so that each can be cut out.
          .rootValueSeparator((String) null)
          // An error must not quote the record it stands in.
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          // Keys are the senders' own; many similar ones are no attack to fail for.
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  // The reader of lines limits how long a text can be.
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final int ABSENT = -1;

  private final List<Column> columns;
  private final Map<String, Integer> bySource = new HashMap<>();
  private final byte[][] labels;
  private final byte[][] lineage;
  private final boolean[] redactedInside;
  private final Redaction.Action[] redacted;
  private final int keyColumn;
  private final int extraColumn;

  private final KeyedHash hash;
  private final JsonCopy copy;
  private Drift drift = new Drift();

  private final Bytes values = new Bytes();
  private final Bytes extras = new Bytes();
  private final Bytes row = new Bytes();
  private final int[] starts;
  private final int[] ends;
  private final boolean[] seen;
  private final String[] misfits;
  private final Set<String> newKeys = new HashSet<>();
  private JsonGenerator valueWriter;
  private JsonGenerator extraWriter;
  private String key;

  /**
   * @param hashKey key of the hashes; may be null when the redaction hashes nothing
   */
  public RowFlattener(Table table, Redaction redaction, byte[] hashKey) {
    this.columns = table.columns();
    this.hash = redaction.needsKey() ? new KeyedHash(hashKey) : null;
    this.copy = new JsonCopy(redaction, hash);
    int count = columns.size();
    labels = new byte[count][];
    lineage = new byte[count][];
    redactedInside = new boolean[count];
    redacted = new Redaction.Action[count];
    starts = new int[count];
    ends = new int[count];
    seen = new boolean[count];
    misfits = new String[count];
    for (int i = 0; i < count; i++) {
      Column column = columns.get(i);
      labels[i] =
          ((i == 0 ? "{\"" : ",\"") + column.name() + "\":").getBytes(StandardCharsets.US_ASCII);
      lineage[i] = NULL;
      redacted[i] = redaction.at(column.name());
      redactedInside[i] = redaction.reachesInto(column.name());
      if (!column.isLineage()) {
        bySource.put(column.source(), i);
      }
    }
    keyColumn = indexOf(table.key());
    extraColumn = indexOf(Table.EXTRA);
    openWriters();
  }

  /** Sets the text a lineage column has in every row from now on. */
  public void setLineage(String column, String text) {
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    byte[] value = new byte[quoted.length + 2];
    value[0] = '"';
    System.arraycopy(quoted, 0, value, 1, quoted.length);
    value[value.length - 1] = '"';
    lineage[indexOf(column)] = value;
  }

  /** Sets the number a lineage column has in every row from now on. */
  public void setLineage(String column, long number) {
    lineage[indexOf(column)] = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
  }

  /** How the rows made since the last call differ from the table; bad records do not count. */
  public Drift takeDrift() {
    Drift taken = drift;
    drift = new Drift();
    return taken;
  }

  /**
   * Reads one record.
   *
   * @throws BadRecordException when the bytes are no JSON object, a key of it stands there twice,
   *     its key is empty, or a required column has no value; the flattener stays usable
   */
  public void flatten(byte[] line, int offset, int length) throws BadRecordException {
    values.clear();
    extras.clear();
    newKeys.clear();
    Arrays.fill(starts, ABSENT);
    Arrays.fill(seen, false);
    Arrays.fill(misfits, null);
    key = null;
    boolean complete = false;
    try (JsonParser parser = JSON.createParser(line, offset, length)) {
      read(parser);
      check();
      complete = true;
    } catch (JsonEOFException e) {
      throw new BadRecordException("not JSON: the line ends in the middle of a value");
    } catch (StreamConstraintsException e) {
      throw new BadRecordException("a number, name or nesting is longer than any real one");
    } catch (JsonProcessingException e) {
      throw new BadRecordException(
          "not JSON: unexpected text at column " + e.getLocation().getColumnNr());
    } catch (IOException e) {
      // Bytes taken for UTF-32 are reported as a plain IOException; nothing else fails on arrays.
      throw new BadRecordException("not UTF-8 text");
    } finally {
      if (!complete) {
        openWriters();
      }
    }
    countDrift();
  }

  /** The value of the table's key column in the record last read, before redaction; may be null. */
  public String key() {
    return key;
  }

  /** Writes the row of the record last read, with a line end; returns the number of bytes. */
  public int writeTo(OutputStream out) throws IOException {
    row.clear();
    for (int i = 0; i < starts.length; i++) {
      row.write(labels[i], 0, labels[i].length);
      if (i == extraColumn && extras.size > 0) {
        row.write(extras.array, 0, extras.size);
      } else if (starts[i] != ABSENT) {
        row.write(values.array, starts[i], ends[i] - starts[i]);
      } else {
        row.write(lineage[i], 0, lineage[i].length);
      }
    }
    row.write('}');
    row.write('\n');
    out.write(row.array, 0, row.size);
    return row.size;
  }

  private void read(JsonParser parser) throws IOException, BadRecordException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new BadRecordException("not a JSON object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      Integer column = bySource.get(name);
      if (column == null) {
        if (!newKeys.add(name)) {
          throw new BadRecordException("a key without a column stands there twice");
        }
        keepExtra(parser);
      } else {
        readColumn(parser, column);
      }
    }
    if (parser.nextToken() != null) {
      throw new BadRecordException("more text follows the JSON object");
    }
    if (extraWriter.getOutputContext().inObject()) {
      extraWriter.writeEndObject();
      extraWriter.flush();
    }
  }

  private void check() throws BadRecordException {
    if (key != null && key.isEmpty()) {
      throw new BadRecordException(columns.get(keyColumn).source() + " is empty");
    }
    for (int i = 0; i < starts.length; i++) {
      Column column = columns.get(i);
      if (column.required() && starts[i] == ABSENT && !column.isLineage()) {
        throw new BadRecordException(
            column.source() + " is missing or no " + nounOf(column.type()));
      }
    }
  }

  private static String nounOf(ColumnType type) {
    return switch (type) {
      case STRING -> "text";
      case INT64 -> "64-bit integer";
      case FLOAT64 -> "number";
      case BOOL -> "truth value";
      case TIMESTAMP -> "time";
      case JSON -> "value";
    };
  }

  private void countDrift() {
    newKeys.forEach(name -> drift.newKey(name, 1));
    for (int i = 0; i < misfits.length; i++) {
      if (misfits[i] != null) {
        drift.changedType(columns.get(i).name(), misfits[i], 1);
      }
    }
  }

  private void readColumn(JsonParser parser, int i) throws IOException, BadRecordException {
    if (seen[i]) {
      throw new BadRecordException("key " + columns.get(i).source() + " stands there twice");
    }
    seen[i] = true;
    if (i == keyColumn && isTextOrInteger(parser.currentToken())) {
      key = parser.getText();
    }
    if (redacted[i] == Redaction.Action.DROP) {
      parser.skipChildren();
      return;
    }
    int start = values.size;
    if (redacted[i] == Redaction.Action.HASH) {
      copy.writeHash(parser, valueWriter);
      valueWriter.flush();
      setUnlessNull(parser, i, start);
      return;
    }
    switch (write(parser, i)) {
      case WRITTEN -> {
        starts[i] = start;
        ends[i] = values.size;
      }
      case MISFIT -> {
        misfits[i] = jsonType(parser.currentToken());
        keepExtra(parser);
      }
      case NULL -> {
        // Stays absent and is written as null.
      }
    }
  }

  private static boolean isTextOrInteger(JsonToken token) {
    return token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
  }

  private void setUnlessNull(JsonParser parser, int i, int start) {
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      starts[i] = start;
      ends[i] = values.size;
    }
  }

  private enum Fit {
    WRITTEN,
    NULL,
    MISFIT
  }

  private Fit write(JsonParser parser, int i) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return Fit.NULL;
    }
    return switch (columns.get(i).type()) {
      case STRING -> token == JsonToken.VALUE_STRING ? copied(parser, null) : Fit.MISFIT;
      case JSON -> copied(parser, redactedInside[i] ? columns.get(i).name() : null);
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
      case TIMESTAMP -> writeTimestamp(parser);
    };
  }

  private Fit copied(JsonParser parser, String path) throws IOException {
    copy.copy(parser, valueWriter, path);
    valueWriter.flush();
    return Fit.WRITTEN;
  }

  private Fit ascii(String json) {
    values.writeAscii(json);
    return Fit.WRITTEN;
  }

  private Fit writeBool(JsonParser parser) throws IOException {
    if (parser.currentToken().isBoolean()) {
      return ascii(parser.getText());
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

  private void keepExtra(JsonParser parser) throws IOException {
    if (redacted[extraColumn] == Redaction.Action.DROP) {
      parser.skipChildren();
      return;
    }
    if (!extraWriter.getOutputContext().inObject()) {
      extraWriter.writeStartObject();
    }
    copy.copyField(parser, extraWriter, redactedInside[extraColumn] ? Table.EXTRA : null);
  }

  private static String jsonType(JsonToken token) {
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "object";
      case START_ARRAY, END_ARRAY -> "array";
      case VALUE_STRING -> "string";
      case VALUE_NUMBER_INT -> "integer";
      case VALUE_NUMBER_FLOAT -> "float";
      default -> "boolean";
    };
  }

  private void openWriters() {
    try {
      valueWriter = JSON.createGenerator(values);
      extraWriter = JSON.createGenerator(extras);
    } catch (IOException e) {
      throw new IllegalStateException("Writing to an array does not fail.", e);
    }
  }

  private int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("No column " + column + ".");
  }
}
