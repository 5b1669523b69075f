package org.purlin.io.staging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The {@code key=value;key={value}} notation that ODBC, JDBC and H2 share. A value in braces may
 * hold anything, a closing brace twice. No message repeats any of it: what looks like a key may be
 * the tail of a password.
 */
final class Pairs {

  /**
   * One pair.
   *
   * @param key in lower case, blanks around it removed
   * @param value without braces, blanks around it removed
   */
  record Pair(String key, String value) {
    @Override
    public String toString() {
      return "pair";
    }
  }

  private final String text;
  private final List<Pair> found = new ArrayList<>();
  private int at;

  private Pairs(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException when a part has no equals sign, or braces do not close
   */
  static List<Pair> of(String text) {
    Pairs pairs = new Pairs(text);
    while (pairs.at < text.length()) {
      pairs.next();
    }
    return pairs.found;
  }

  private void next() {
    int end = text.indexOf(';', at);
    String part = text.substring(at, end < 0 ? text.length() : end);
    if (part.isBlank()) {
      at += part.length() + 1;
      return;
    }
    int equals = part.indexOf('=');
    if (equals < 1) {
      throw wrong("has no key=value form; put a value that holds a semicolon into braces {}");
    }
    String key = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    at += equals + 1;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    boolean braced = at < text.length() && text.charAt(at) == '{';
    found.add(new Pair(key, braced ? bracedValue() : plainValue()));
  }

  private String plainValue() {
    int end = text.indexOf(';', at);
    String value = text.substring(at, end < 0 ? text.length() : end);
    at += value.length() + 1;
    return value.strip();
  }

  private String bracedValue() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) != '}') {
        value.append(text.charAt(at));
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '}') {
        value.append('}');
        at++;
      } else {
        at++;
        if (!plainValue().isEmpty()) {
          throw wrong("goes on after its closing brace; a closing brace in a value stands twice");
        }
        return value.toString();
      }
    }
    throw wrong("has an opening brace { that is not closed");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "Part " + (found.size() + 1) + " of the connection string " + what + ".");
  }
}
