package org.purlin.io.csc;

import java.util.HexFormat;
import org.purlin.io.staging.SourceHash;

/** Texts as fixed-width keys, which no collation can confuse or reorder. */
final class Key {

  private Key() {}

  /** SHA-256 of the UTF-8 bytes, 64 lower-case hex characters. */
  static String hex(String text) {
    return HexFormat.of().formatHex(SourceHash.of(text));
  }
}
