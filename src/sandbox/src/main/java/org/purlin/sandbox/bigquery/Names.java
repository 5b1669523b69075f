package org.purlin.sandbox.bigquery;

/** Names as H2 takes them. */
final class Names {

  private Names() {}

  /** A name between quotes. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
