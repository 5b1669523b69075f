package org.purlin.io.http;

import java.util.regex.Pattern;
import org.purlin.io.secret.Masker;

/** Makes what a server says about a problem fit for a message. */
final class Problem {

  /** How much of a body with a status other than 2xx is read at all. */
  static final int KEPT_BYTES = 64 * 1024;

  private static final int LONGEST_CHARS = 1024;

  /** Blanks, line ends, control and format characters (also those that turn text around). */
  private static final Pattern BLANK = Pattern.compile("[\\s\\p{C}\\p{Z}]+");

  private Problem() {}

  /** Returns at most 1 kB on one line. Masked before it is cut, so that no half secret is left. */
  static String text(String body) {
    String line = BLANK.matcher(Masker.mask(body)).replaceAll(" ").strip();
    if (line.length() <= LONGEST_CHARS) {
      return line;
    }
    int end = LONGEST_CHARS - 1;
    return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
