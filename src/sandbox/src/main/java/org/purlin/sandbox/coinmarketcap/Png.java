package org.purlin.sandbox.coinmarketcap;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Draws pictures in the format PNG: a disc in one colour. */
final class Png {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private Png() {}

  /** A square picture; the same bytes for the same size and colour. */
  static byte[] disc(int size, int colour) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(SIGNATURE);
      byte bits = 8;
      byte redGreenBlueAlpha = 6;
      chunk(
          out,
          "IHDR",
          ByteBuffer.allocate(13)
              .putInt(size)
              .putInt(size)
              .put(bits)
              .put(redGreenBlueAlpha)
              .array());
      chunk(out, "IDAT", pixels(size, colour));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] pixels(int size, int colour) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DataOutputStream rows = new DataOutputStream(new DeflaterOutputStream(packed))) {
      for (int y = 0; y < size; y++) {
        rows.writeByte(0); // each row begins with its filter, and this is none
        for (int x = 0; x < size; x++) {
          int across = 2 * x + 1 - size;
          int down = 2 * y + 1 - size;
          boolean inside = across * across + down * down <= size * size;
          rows.writeInt(inside ? colour << 8 | 0xFF : 0);
        }
      }
    }
    return packed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) check.getValue());
  }
}
