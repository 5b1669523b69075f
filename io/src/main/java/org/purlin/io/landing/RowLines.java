package org.purlin.io.landing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** Reads the lines of a file of rows as bytes, with their ends. */
public final class RowLines implements Closeable {

  private static final int FIRST_BYTES = 1 << 18;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int start;
  private int end;
  private int filled;

  /** Where in the file the buffer begins. */
  private long before;

  private RowLines(InputStream in) {
    this.in = in;
  }

  public static RowLines open(String file) throws IOException {
    return new RowLines(Channels.newInputStream(Storage.open(file)));
  }

  /**
   * Opens a file at the first line that begins at a place or after it.
   *
   * @param place bytes from the start
   */
  public static RowLines openAt(String file, long place) throws IOException {
    SeekableByteChannel channel = Storage.open(file);
    if (place == 0) {
      return new RowLines(Channels.newInputStream(channel));
    }
    // From the byte before, so that a line which begins at the place is not skipped.
    channel.position(place - 1);
    RowLines lines = new RowLines(Channels.newInputStream(channel));
    lines.before = place - 1;
    lines.next();
    return lines;
  }

  /** Goes to the next line; false when there is none. */
  public boolean next() throws IOException {
    start = end;
    int at = end;
    while (true) {
      while (at < filled) {
        if (buffer[at++] == '\n') {
          end = at;
          return true;
        }
      }
      at -= makeRoom();
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        end = filled;
        return end > start;
      }
      filled += read;
    }
  }

  /** Where the line begins, in bytes from the start of the file. */
  public long place() {
    return before + start;
  }

  /** Returns by how much the line moved to the front. */
  private int makeRoom() {
    if (filled < buffer.length) {
      return 0;
    }
    int moved = start;
    before += moved;
    System.arraycopy(buffer, start, buffer, 0, filled - start);
    filled -= moved;
    end -= moved;
    start = 0;
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    return moved;
  }

  /**
   * Where the line is: from {@link #offset}, {@link #length} bytes. Overwritten by the next line.
   */
  public byte[] bytes() {
    return buffer;
  }

  public int offset() {
    return start;
  }

  public int length() {
    return end - start;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
