package org.purlin.sandbox.bigquery;

/**
 * A piece of a statement.
 *
 * @param text without quotes, escapes resolved
 */
record Token(Kind kind, String text) {

  enum Kind {
    WORD,
    /** A name between backquotes; a path of names when it has dots. */
    QUOTED,
    STRING,
    NUMBER,
    SYMBOL
  }

  /** Whether this is a keyword, in any case. */
  boolean is(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }
}
