package org.purlin.transforms.edfi;

import java.util.regex.Pattern;

/** Places in a record as people read them: {@code scoreResults[0].result}. */
final class Paths {

  /** What a key looks like. Anything else in its place may be a value that went astray. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Paths() {}

  static String inner(String path, String key) {
    return path.isEmpty() ? shown(key) : path + "." + shown(key);
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** The key itself, or only its length when it is not like any key. */
  static String shown(String key) {
    return KEY.matcher(key).matches() ? key : "(key of " + key.length() + " characters)";
  }

  /**
   * The path as servers write it: {@code $.scoreResults[0].result}, or {@code $} for the record.
   */
  static String rooted(String path) {
    return path.isEmpty() ? "$" : "$." + path;
  }
}
