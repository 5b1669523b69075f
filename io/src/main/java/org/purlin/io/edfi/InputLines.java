package org.purlin.io.edfi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of UTF-8 text, one bad line at a time: a line that cannot be read spoils no other. */
final class InputLines implements Closeable {

  /** A payload over 4 MB is refused later with a better reason; this only guards the heap. */
  private static final int LONGEST_BYTES = 16_000_000;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * A line.
   *
   * @param number from 1
   * @param text null exactly when it could not be read
   * @param flaw why it could not be read
   */
  record Line(long number, String text, String flaw) {}

  private final InputStream in;
  private long number;

  InputLines(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** The next line that is not blank; empty at the end. */
  Optional<Line> next() throws IOException {
    while (true) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      boolean tooLong = false;
      int b = in.read();
      if (b < 0) {
        return Optional.empty();
      }
      number++;
      for (; b >= 0 && b != '\n'; b = in.read()) {
        if (bytes.size() < LONGEST_BYTES) {
          bytes.write(b);
        } else {
          tooLong = true;
        }
      }
      Line line = tooLong ? flawed("is longer than " + LONGEST_BYTES + " bytes") : decoded(bytes);
      if (line.text() == null || !line.text().isBlank()) {
        return Optional.of(line);
      }
    }
  }

  private Line decoded(ByteArrayOutputStream bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      return new Line(number, number == 1 ? withoutMark(text) : text, null);
    } catch (CharacterCodingException e) {
      return flawed("is not UTF-8 text");
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }

  private Line flawed(String why) {
    return new Line(number, null, "the line " + why);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
