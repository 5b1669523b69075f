package org.purlin.sandbox;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an answer. Closed once, when the answer has been sent or given up. */
public sealed interface Body extends Closeable {

  /** Number of bytes. */
  long length();

  /** Opens the bytes from the start. */
  InputStream open() throws IOException;

  /** Bytes in memory, for small bodies. */
  final class Bytes implements Body {
    private final byte[] bytes;

    /** A body of these bytes; they must not be changed afterwards. */
    public Bytes(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public ByteArrayInputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public void close() {}
  }

  /**
   * Bytes of a file, streamed.
   *
   * @param temporary whether the file is deleted on {@link #close}
   */
  record OfFile(Path path, long length, boolean temporary) implements Body {

    /** A file that stays. */
    public static OfFile kept(Path path) throws IOException {
      return new OfFile(path, Files.size(path), false);
    }

    /** A file that is deleted once it was sent. */
    public static OfFile temporary(Path path) throws IOException {
      return new OfFile(path, Files.size(path), true);
    }

    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(path);
    }

    @Override
    public void close() throws IOException {
      if (temporary) {
        Files.deleteIfExists(path);
      }
    }
  }
}
