package org.purlin.sandbox.edfi;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Some rows of a collection, in order: first computed ones, then stored ones.
 *
 * @param firstGenerated number of the first computed row
 * @param generated how many computed rows follow each other
 * @param stored the rows after them
 */
record Slice(long firstGenerated, int generated, List<Row> stored) {

  private static final byte[] NOTHING = "[]".getBytes(StandardCharsets.US_ASCII);

  Slice {
    stored = List.copyOf(stored);
  }

  int rows() {
    return generated + stored.size();
  }

  /** Number of the last row; 0 when there is none. */
  long last() {
    if (!stored.isEmpty()) {
      return stored.get(stored.size() - 1).number();
    }
    return generated == 0 ? 0 : firstGenerated + generated - 1;
  }

  /** A JSON array of the rows, UTF-8. */
  byte[] json() {
    if (rows() == 0) {
      return NOTHING;
    }
    int size = 1 + generated * (GeneratedStudents.rowBytes() + 1);
    for (Row row : stored) {
      size += row.rendered().length + 1;
    }
    byte[] json = new byte[size];
    json[0] = '[';
    int at = 1;
    for (int i = 0; i < generated; i++) {
      GeneratedStudents.write(firstGenerated + i, json, at);
      at += GeneratedStudents.rowBytes();
      json[at++] = ',';
    }
    for (Row row : stored) {
      System.arraycopy(row.rendered(), 0, json, at, row.rendered().length);
      at += row.rendered().length;
      json[at++] = ',';
    }
    json[at - 1] = ']';
    return json;
  }
}
