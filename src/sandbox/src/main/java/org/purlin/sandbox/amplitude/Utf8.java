package org.purlin.sandbox.amplitude;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A text that is encoded once and written often. */
final class Utf8 {

  private final byte[] bytes;

  private Utf8(byte[] bytes) {
    this.bytes = bytes;
  }

  static Utf8 utf8(String text) {
    return new Utf8(text.getBytes(StandardCharsets.UTF_8));
  }

  int length() {
    return bytes.length;
  }

  /** Copies the text to a place in a buffer and returns its length. */
  int copyTo(byte[] buffer, int at) {
    System.arraycopy(bytes, 0, buffer, at, bytes.length);
    return bytes.length;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
