package org.purlin.transforms.csc;

import java.util.regex.Pattern;

/** Places in a record as people read them: {@code social_care_episodes[2].closure_reason}. */
final class Paths {

  /** What a key looks like. Anything else in its place may be a value that went astray. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Paths() {}

  static String inner(String path, String key) {
    String shown = KEY.matcher(key).matches() ? key : "(key of " + key.length() + " characters)";
    return path.isEmpty() ? shown : path + "." + shown;
  }

  static String item(String path, int index) {
    return path + "[" + index + "]";
  }

  /** The last key of a path, without the position behind it. */
  static String lastKey(String path) {
    int end = path.endsWith("]") ? path.lastIndexOf('[') : path.length();
    return path.substring(path.lastIndexOf('.', end) + 1, end);
  }
}
