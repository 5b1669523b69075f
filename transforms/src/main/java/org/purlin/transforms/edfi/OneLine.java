package org.purlin.transforms.edfi;

import java.nio.charset.StandardCharsets;

/** Makes a server's words fit a column: one line, of limited length. */
final class OneLine {

  private static final String CUT = "…";

  private OneLine() {}

  /**
   * The text with every run of blanks and control characters as one blank, cut to a number of bytes
   * in UTF-8; half characters become a question mark.
   */
  static String of(String text, int maxBytes) {
    StringBuilder line = new StringBuilder();
    int room = maxBytes - CUT.getBytes(StandardCharsets.UTF_8).length;
    int bytes = 0;
    int end = 0;
    boolean blank = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isBlank(c)) {
        blank = !line.isEmpty();
        continue;
      }
      int shown = Character.getType(c) == Character.SURROGATE ? '?' : c;
      bytes += (blank ? 1 : 0) + bytesOf(shown);
      if (bytes > maxBytes) {
        return line.substring(0, end) + CUT;
      }
      if (blank) {
        line.append(' ');
        blank = false;
      }
      line.appendCodePoint(shown);
      end = bytes <= room ? line.length() : end;
    }
    return line.toString();
  }

  private static boolean isBlank(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private static int bytesOf(int c) {
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
}
