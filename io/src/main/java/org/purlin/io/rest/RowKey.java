package org.purlin.io.rest;

import java.io.Serializable;

/**
 * Names a row in shuffles.
 *
 * @param window the window's key as text
 * @param key the row's key, hashed
 */
record RowKey(String window, String table, String key) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Enough to tell a billion rows of a window apart. */
  private static final int DIGITS = 32;

  static RowKey of(String window, String table, String uniqueValues) {
    return new RowKey(window, table, Hashes.of(uniqueValues).substring(0, DIGITS));
  }

  /** The key comes first and spaces stand nowhere but in the window. */
  String text() {
    return key + " " + table + " " + window;
  }

  static RowKey parse(String text) {
    String[] parts = text.split(" ", 3);
    return new RowKey(parts[2], parts[1], parts[0]);
  }
}
