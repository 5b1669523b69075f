package org.purlin.transforms.rows;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array that can be read where it stands. */
final class Bytes extends OutputStream {

  byte[] array = new byte[4096];
  int size;

  @Override
  public void write(int b) {
    grow(1);
    array[size++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    grow(length);
    System.arraycopy(source, offset, array, size, length);
    size += length;
  }

  void writeAscii(String text) {
    int length = text.length();
    grow(length);
    for (int i = 0; i < length; i++) {
      array[size++] = (byte) text.charAt(i);
    }
  }

  /** What was written from there on, as text. */
  String text(int start) {
    return new String(array, start, size - start, StandardCharsets.UTF_8);
  }

  void clear() {
    size = 0;
  }

  private void grow(int more) {
    if (array.length - size < more) {
      array = Arrays.copyOf(array, Math.max(2 * array.length, Math.addExact(size, more)));
    }
  }
}
