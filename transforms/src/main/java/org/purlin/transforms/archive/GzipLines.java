package org.purlin.transforms.archive;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * Reads the lines of a gzip stream, one at a time, in place. Several gzip members one after another
 * are one text; a byte-order mark, CRLF and a missing last line end are taken as they come.
 *
 * <p>{@link #next} moves to the next line, which then stands in {@link #buffer} from {@link #start}
 * for {@link #length} bytes until the next call.
 */
public final class GzipLines implements Closeable {

  private static final int FIRST_BUFFER_BYTES = 1 << 16;

  /**
   * Compressed bytes that may go by without a byte of text, beyond as many as text was asked for. A
   * gzip header may hold a name and a comment of any length, which the library collects in memory,
   * and empty gzip members may follow each other without end; real ones take a few dozen bytes.
   */
  private static final int MAX_SILENT_BYTES = 1 << 16;

  private final Source source;
  private final InputStream text;
  private final ArchiveLimits limits;
  private final long compressedBytes;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private int scanned;
  private int start;
  private int length;
  private int nextStart;
  private boolean ended;
  private long expandedBytes;
  private long lines;

  /**
   * @param gzip the compressed stream; closed with this
   * @param compressedBytes its size in the archive, for the limit on the ratio
   * @throws RefusedException when the first bytes are no gzip header
   * @throws IOException what the compressed stream itself throws, unchanged: a failed read says
   *     nothing about the archive
   */
  public GzipLines(InputStream gzip, long compressedBytes, ArchiveLimits limits)
      throws IOException {
    this.limits = limits;
    this.compressedBytes = Math.max(1, compressedBytes);
    source = new Source(gzip);
    try {
      // The JDK's stream asks available() whether another member follows, which a zip's stream
      // need not know; this one reads on and takes only an end of file for an end.
      text =
          GzipCompressorInputStream.builder()
              .setInputStream(source)
              .setDecompressConcatenated(true)
              .get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IOException e) {
      throw new RefusedException("it is not gzip", e);
    }
  }

  /**
   * Moves to the next line; false at the end, and only once the checksum was found right.
   *
   * @throws RefusedException when the stream is damaged or cut off, or a limit is passed
   */
  public boolean next() throws IOException {
    start = nextStart;
    int end = indexOfLineEnd();
    while (end < 0 && !ended) {
      fill();
      end = indexOfLineEnd();
    }
    if (end < 0 && start == filled) {
      nextStart = start;
      length = 0;
      return false;
    }
    setLine(end < 0 ? filled : end);
    nextStart = end < 0 ? filled : end + 1;
    return true;
  }

  /** The array the current line stands in. */
  // The caller reads a line where it lies: a copy of each would cost as much as reading it.
  public byte[] buffer() {
    return buffer;
  }

  public int start() {
    return start;
  }

  /** Bytes of the current line without its line end. */
  public int length() {
    return length;
  }

  /** True when the current line has no character but blanks. */
  public boolean isBlank() {
    for (int i = start; i < start + length; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Number of the current line, from 1. */
  public long number() {
    return lines;
  }

  /** Bytes read so far, decompressed. */
  public long expandedBytes() {
    return expandedBytes;
  }

  private void setLine(int end) throws RefusedException {
    lines++;
    length = end - start;
    if (length > 0 && buffer[end - 1] == '\r') {
      length--;
    }
    if (lines == 1 && length >= 3 && isByteOrderMark()) {
      start += 3;
      length -= 3;
    }
    if (length > limits.maxLineBytes()) {
      throw lineTooLong(lines);
    }
  }

  private RefusedException lineTooLong(long line) {
    return new RefusedException(
        "line " + line + " is longer than " + limits.maxLineBytes() + " bytes");
  }

  private boolean isByteOrderMark() {
    return buffer[start] == (byte) 0xEF
        && buffer[start + 1] == (byte) 0xBB
        && buffer[start + 2] == (byte) 0xBF;
  }

  private int indexOfLineEnd() {
    for (int i = Math.max(scanned, start); i < filled; i++) {
      if (buffer[i] == '\n') {
        scanned = i + 1;
        return i;
      }
    }
    scanned = filled;
    return -1;
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      scanned -= start;
      start = 0;
    }
    // One byte more than a line may have: it can be the CR of its line end.
    if (filled > limits.maxLineBytes() + 1L) {
      throw lineTooLong(lines + 1);
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(2L * filled, limits.maxLineBytes() + 2L));
    }
    int count = read();
    if (count < 0) {
      ended = true;
      return;
    }
    filled += count;
    expandedBytes += count;
    if (expandedBytes > limits.maxExpandedBytes()
        || (expandedBytes > ArchiveLimits.RATIO_FREE_BYTES
            && expandedBytes / compressedBytes > limits.maxRatio())) {
      throw new RefusedException(
          "it expands to more than is allowed ("
              + expandedBytes
              + " bytes from "
              + compressedBytes
              + ")"
              + lineSuffix());
    }
  }

  private int read() throws IOException {
    try {
      int wanted = buffer.length - filled;
      source.allow(wanted + MAX_SILENT_BYTES);
      return text.read(buffer, filled, wanted);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof RefusedException refused) {
        throw new RefusedException(refused.getMessage() + lineSuffix(), refused);
      }
      throw e.getCause();
    } catch (IOException e) {
      throw new RefusedException("its gzip data is damaged or cut off" + lineSuffix(), e);
    }
  }

  private String lineSuffix() {
    return " after line " + lines;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /**
   * Carries the source's own failures past the library, whose exceptions all mean a damaged gzip,
   * and stops it from reading on and on without giving any text.
   */
  private static final class Source extends FilterInputStream {

    private int allowed = MAX_SILENT_BYTES;

    Source(InputStream in) {
      super(in);
    }

    /** Sets how many bytes may be read from now on. */
    void allow(int bytes) {
      allowed = bytes;
    }

    private void count(int bytes) throws RefusedException {
      allowed -= bytes;
      if (allowed < 0) {
        throw new RefusedException("its gzip headers are longer than any real one");
      }
    }

    @Override
    public int read() {
      try {
        count(1);
        return in.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        int read = in.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
