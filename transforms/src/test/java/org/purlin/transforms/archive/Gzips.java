package org.purlin.transforms.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Packs and unpacks for tests. */
final class Gzips {

  private Gzips() {}

  static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  /** Every line of a gzip; the reader's own numbers are left to the tests that look at them. */
  static List<String> linesOf(byte[] gzip, ArchiveLimits limits) throws IOException {
    return linesOf(new ByteArrayInputStream(gzip), gzip.length, limits);
  }

  static List<String> linesOf(InputStream gzip, long bytes, ArchiveLimits limits)
      throws IOException {
    List<String> found = new ArrayList<>();
    try (GzipLines lines = new GzipLines(gzip, bytes, limits)) {
      while (lines.next()) {
        found.add(
            new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  /** A stream as a slow network gives it: few bytes a call, and never a word on what is to come. */
  static final class Trickle extends InputStream {

    private final byte[] content;
    private final int chunk;
    private int at;

    Trickle(byte[] content, int chunk) {
      this.content = content;
      this.chunk = chunk;
    }

    @Override
    public int read() {
      return at == content.length ? -1 : content[at++] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (at == content.length) {
        return -1;
      }
      int count = Math.min(Math.min(chunk, length), content.length - at);
      System.arraycopy(content, at, bytes, offset, count);
      at += count;
      return count;
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
