package org.purlin.io.edfi;

import java.util.HexFormat;
import org.purlin.transforms.keys.KeyMap;

/** The natural keys of an input, and what is known of those that stand in several rows. */
final class Copies {

  private static final byte SINGLE = 1;
  private static final byte SAME = 2;
  private static final byte DIFFERENT = 3;

  private final KeyMap keys = new KeyMap();

  /** Adds a row; true when an earlier one has the same natural key. */
  boolean add(Submission row) {
    byte[] key = bytes(row);
    long content = SubmissionLedger.hash(row.payload());
    byte before = keys.state(key);
    byte now =
        before == KeyMap.ABSENT
            ? SINGLE
            : before == DIFFERENT || keys.payloadHash(key) != content ? DIFFERENT : SAME;
    keys.put(key, content, now);
    return now != SINGLE;
  }

  /** Whether other rows have this row's natural key. */
  boolean has(Submission row) {
    return row.exact() && keys.state(bytes(row)) > SINGLE;
  }

  /** Whether other rows have this row's natural key and another content. */
  boolean differ(Submission row) {
    return row.exact() && keys.state(bytes(row)) == DIFFERENT;
  }

  /** Hash of the content of the last row with this row's natural key. */
  long last(Submission row) {
    return row.exact() ? keys.payloadHash(bytes(row)) : SubmissionLedger.hash(row.payload());
  }

  private static byte[] bytes(Submission row) {
    return HexFormat.of().parseHex(row.key());
  }
}
