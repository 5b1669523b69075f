package org.purlin.sandbox.bigquery;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.purlin.sandbox.Body;

/** Collects bytes: the first megabyte in memory, more of them in a file of a directory. */
final class Spool implements Closeable {

  private static final int IN_MEMORY_BYTES = 1024 * 1024;

  private final Path directory;
  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private Path file;
  private OutputStream toFile;
  private long length;
  private boolean finished;

  Spool(Path directory) {
    this.directory = directory;
  }

  long length() {
    return length;
  }

  void add(byte[] bytes, int from) throws IOException {
    if (toFile == null && length + bytes.length - from > IN_MEMORY_BYTES) {
      file = Files.createTempFile(directory, "object", "");
      toFile = new BufferedOutputStream(Files.newOutputStream(file));
      memory.writeTo(toFile);
      memory.reset();
    }
    (toFile == null ? memory : toFile).write(bytes, from, bytes.length - from);
    length += bytes.length - from;
  }

  void add(InputStream bytes) throws IOException {
    byte[] piece = bytes.readNBytes(IN_MEMORY_BYTES);
    while (piece.length > 0) {
      add(piece, 0);
      piece = bytes.readNBytes(IN_MEMORY_BYTES);
    }
  }

  /** All bytes so far; nothing can be added afterwards. */
  Body finish() throws IOException {
    finished = true;
    if (toFile == null) {
      return new Body.Bytes(memory.toByteArray());
    }
    toFile.close();
    return Body.OfFile.kept(file);
  }

  /** Gives up what was collected, unless it was finished. */
  @Override
  public void close() throws IOException {
    if (toFile != null && !finished) {
      toFile.close();
      Files.deleteIfExists(file);
    }
  }
}
