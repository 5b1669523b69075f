package org.purlin.io.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.purlin.io.landing.RowLines;
import org.purlin.transforms.rows.Table;

/**
 * Takes out of a row that was landed before what this run may not land: an earlier run may have
 * been allowed more. Everything else of the row stays as it is, to the byte.
 */
final class RowCover {

  private static final JsonFactory JSON = new JsonFactory();

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /** How a keyed hash looks. */
  private static final String HASH = "[0-9a-f]{64}";

  private final Set<String> dropped;
  private final Set<String> hashed;

  private RowCover(Set<String> dropped, Set<String> hashed) {
    this.dropped = dropped;
    this.hashed = hashed;
  }

  static RowCover of(RestRun run, Table table) {
    return new RowCover(run.dropped(table), run.hashed(table));
  }

  /** Writes the row of a line. */
  void write(RowLines line, String file, OutputStream out) throws IOException {
    int written = line.offset();
    if (!dropped.isEmpty() || !hashed.isEmpty()) {
      written = cover(line, file, out);
    }
    out.write(line.bytes(), written, line.offset() + line.length() - written);
  }

  /** Writes up to the last covered value, and returns where the rest begins. */
  private int cover(RowLines line, String file, OutputStream out) throws IOException {
    int written = line.offset();
    try (JsonParser parser = JSON.createParser(line.bytes(), line.offset(), line.length())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String column = parser.currentName();
        JsonToken value = parser.nextToken();
        boolean covers = value != JsonToken.VALUE_NULL && covers(column, parser);
        int begin = line.offset() + (int) parser.currentTokenLocation().getByteOffset();
        // Jackson reads a text when it is asked for it; its end is not known before.
        if (value.isScalarValue()) {
          parser.getText();
        }
        parser.skipChildren();
        if (covers) {
          out.write(line.bytes(), written, begin - written);
          out.write(NULL);
          written = line.offset() + (int) parser.currentLocation().getByteOffset();
        }
      }
      return written;
    } catch (JsonProcessingException e) {
      // Its message would repeat what it cannot read.
      throw RowFacts.changed(file);
    }
  }

  private boolean covers(String column, JsonParser parser) throws IOException {
    return dropped.contains(column) || (hashed.contains(column) && !parser.getText().matches(HASH));
  }
}
