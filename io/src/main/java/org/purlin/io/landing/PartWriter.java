package org.purlin.io.landing;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes one file of rows under a temporary name. {@link #finish} makes it a {@link Part}; closing
 * it before that deletes it.
 */
public final class PartWriter implements Closeable {

  private static final int BUFFER_BYTES = 1 << 18;

  private final String name;
  private final MessageDigest sha256;
  private final Tally tally;
  private final OutputStream out;
  private boolean finished;
  private boolean closed;

  PartWriter(String name) throws IOException {
    this.name = name;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
    tally =
        new Tally(new DigestOutputStream(Channels.newOutputStream(Storage.create(name)), sha256));
    out = new BufferedOutputStream(tally, BUFFER_BYTES);
  }

  /** Where rows are written; a row is one line. Closing it changes nothing. */
  public OutputStream out() {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        out.write(source, offset, length);
      }

      @Override
      public void close() {
        // The part is closed by its owner.
      }
    };
  }

  /** Completes the file. */
  public Part finish() throws IOException {
    closed = true;
    out.close();
    finished = true;
    return new Part(name, tally.rows, tally.bytes, HexFormat.of().formatHex(sha256.digest()));
  }

  /** Deletes the file unless it is finished. */
  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    if (!closed) {
      closed = true;
      try {
        out.close();
      } catch (IOException alreadyFailing) {
        // A full disk fails again when the buffer is flushed; the file goes in any case.
      }
    }
    Storage.delete(List.of(name));
  }

  /**
   * Counts what goes to the file, by its bytes and not by what callers believe they wrote: the
   * run's balance compares this with what was read.
   */
  private static final class Tally extends FilterOutputStream {
    private long rows;
    private long bytes;

    Tally(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        if (source[i] == '\n') {
          rows++;
        }
      }
      bytes += length;
      out.write(source, offset, length);
    }
  }
}
