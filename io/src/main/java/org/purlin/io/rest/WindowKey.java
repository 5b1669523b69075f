package org.purlin.io.rest;

import java.io.Serializable;

/**
 * What is published as one.
 *
 * @param resource name of the resource
 * @param window path below its tables
 */
record WindowKey(String resource, String window) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** For shuffles. */
  String text() {
    return resource + " " + window;
  }

  static WindowKey parse(String text) {
    int space = text.indexOf(' ');
    return new WindowKey(text.substring(0, space), text.substring(space + 1));
  }
}
