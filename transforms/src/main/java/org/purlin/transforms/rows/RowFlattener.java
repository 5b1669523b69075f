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
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
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

  private final JsonCopy copy;
  private Drift drift = new Drift();

  private final Bytes values = new Bytes();
  private final TypedWriter typed;
  private final Bytes extras = new Bytes();
  private final Bytes row = new Bytes();
  private final int[] starts;
  private final int[] ends;
  private final boolean[] seen;
  private final String[] misfits;
  private final Set<String> newKeys = new HashSet<>();
  private JsonGenerator extraWriter;
  private String key;

  /**
   * @param hashKey key of the hashes; may be null when the redaction hashes nothing
   */
  public RowFlattener(Table table, Redaction redaction, byte[] hashKey) {
    this.columns = table.columns();
    KeyedHash hash = redaction.needsKey() ? new KeyedHash(hashKey) : null;
    this.copy = new JsonCopy(redaction, hash);
    this.typed = new TypedWriter(values, copy);
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
    openExtras();
  }

  /** Sets the text a lineage column has in every row from now on; null for no value. */
  public void setLineage(String column, String text) {
    if (text == null) {
      lineage[indexOf(column)] = NULL;
      return;
    }
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
    flatten(() -> JSON.createParser(line, offset, length));
  }

  /**
   * Reads one record; numbers of the tree keep their value, where they are exact.
   *
   * @throws BadRecordException when its key is empty, or a required column has no value; the
   *     flattener stays usable
   */
  public void flatten(ObjectNode record) throws BadRecordException {
    flatten(() -> new TreeTraversingParser(record));
  }

  /** A record, ready to be read from its beginning. */
  private interface Source {
    JsonParser open() throws IOException;
  }

  private void flatten(Source source) throws BadRecordException {
    values.clear();
    extras.clear();
    newKeys.clear();
    Arrays.fill(starts, ABSENT);
    Arrays.fill(seen, false);
    Arrays.fill(misfits, null);
    key = null;
    boolean complete = false;
    try (JsonParser parser = source.open()) {
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
        typed.open();
        openExtras();
      }
    }
    countDrift();
  }

  /** The value of the table's key column in the record last read, before redaction; may be null. */
  public String key() {
    return key;
  }

  /**
   * SHA-256 of the record last read, hexadecimal: of the values its columns have after redaction
   * and of {@code _extra}, not of lineage. It does not change with the order of keys, at any depth,
   * or with the way a number is written, nor when the table gains a column without a value.
   *
   * @param without columns that are left out, because they change when nothing has happened
   */
  public String contentHash(Set<String> without) {
    boolean[] left = new boolean[starts.length];
    without.forEach(column -> left[indexOf(column)] = true);
    ContentHash content = new ContentHash();
    for (int i = 0; i < starts.length; i++) {
      String name = columns.get(i).name();
      if (!left[i] && i == extraColumn && extras.size > 0) {
        content.add(name, extras.array, 0, extras.size);
      } else if (!left[i] && starts[i] != ABSENT) {
        content.add(name, values.array, starts[i], ends[i] - starts[i]);
      }
    }
    return content.hex();
  }

  /** The same over all columns. */
  public String contentHash() {
    return contentHash(Set.of());
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
      case DATE -> "date";
      case STRINGS -> "list of texts";
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
      typed.writeHash(parser);
      setUnlessNull(parser, i, start);
      return;
    }
    Column column = columns.get(i);
    switch (typed.write(parser, column.type(), redactedInside[i] ? column.name() : null)) {
      case WRITTEN -> {
        starts[i] = start;
        ends[i] = values.size;
      }
      case MISFIT -> {
        misfits[i] = jsonType(parser.currentToken());
        if (parser.currentToken() == JsonToken.END_ARRAY) {
          keepExtra(column.source(), values.text(start));
        } else {
          keepExtra(parser);
        }
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

  /** Keeps a value that was read to its end before it turned out not to fit. */
  private void keepExtra(String name, String json) throws IOException {
    StringWriter field = new StringWriter();
    try (JsonGenerator writer = JSON.createGenerator(field)) {
      writer.writeStartObject();
      writer.writeFieldName(name);
      writer.writeRawValue(json);
      writer.writeEndObject();
    }
    try (JsonParser again = JSON.createParser(field.toString())) {
      again.nextToken();
      again.nextToken();
      again.nextToken();
      keepExtra(again);
    }
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

  private void openExtras() {
    try {
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
