package org.purlin.site;

/** Text in HTML. */
final class Html {

  private Html() {}

  /** For between tags and in attributes with double quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
