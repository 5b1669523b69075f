package org.purlin.io.coinmarketcap;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A picture that is a whole PNG, as far as its outline shows (PNG specification, section 5).
 *
 * @param width in pixels
 * @param height in pixels
 */
record PngPicture(int width, int height) {

  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IEND = 0x49454E44;

  private static final int HEADER_BYTES = 13;

  /** Length and type before the data of a chunk, and a checksum behind. */
  private static final int FRAME_BYTES = 12;

  /** Enough to see what something is that is no PNG. */
  private static final int SHOWN_BYTES = 512;

  /** Why bytes are no picture. */
  static final class NotPngException extends Exception {
    private static final long serialVersionUID = 1L;

    private NotPngException(String message) {
      super(message);
    }
  }

  /** Looks at bytes. */
  static PngPicture of(byte[] bytes) throws NotPngException {
    if (bytes.length == 0) {
      throw new NotPngException("The answer has 0 bytes.");
    }
    ByteBuffer data = ByteBuffer.wrap(bytes);
    if (bytes.length < Long.BYTES || data.getLong() != SIGNATURE) {
      throw new NotPngException("The answer is no PNG" + guess(bytes) + ".");
    }
    PngPicture picture = header(data);
    while (data.remaining() >= FRAME_BYTES) {
      int length = data.getInt();
      int type = data.getInt();
      if (length < 0 || length > data.remaining() - Integer.BYTES) {
        break;
      }
      if (type == IEND) {
        return picture;
      }
      data.position(data.position() + length + Integer.BYTES);
    }
    throw new NotPngException("The PNG ends before its end.");
  }

  private static PngPicture header(ByteBuffer data) throws NotPngException {
    if (data.remaining() < FRAME_BYTES + HEADER_BYTES
        || data.getInt() != HEADER_BYTES
        || data.getInt() != IHDR) {
      throw new NotPngException("The PNG has no header.");
    }
    PngPicture picture = new PngPicture(data.getInt(), data.getInt());
    data.position(data.position() + HEADER_BYTES - 2 * Integer.BYTES + Integer.BYTES);
    if (picture.width() < 1 || picture.height() < 1) {
      throw new NotPngException("The PNG has no size.");
    }
    return picture;
  }

  private static String guess(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(SHOWN_BYTES, bytes.length), StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    if (start.contains("<svg")) {
      return " but SVG";
    }
    return start.contains("<html") || start.contains("<!doctype html") ? " but HTML" : "";
  }
}
