package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.purlin.io.landing.Storage;

/**
 * A temporary file of rows: written by any thread, then read from its beginning. Only its owner may
 * read it, where the file system knows owners.
 *
 * @param <T> a row; a Java record that Jackson can write
 */
final class Spool<T> implements Closeable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final Class<T> type;
  private final SequenceWriter writer;
  private long rows;

  private Spool(String name, Class<T> type, SequenceWriter writer) {
    this.name = name;
    this.type = type;
    this.writer = writer;
  }

  static <T> Spool<T> create(String name, Class<T> type) throws IOException {
    ObjectWriter lines = JSON.writerFor(type).withRootValueSeparator("\n");
    return new Spool<>(
        name,
        type,
        lines.writeValues(
            new BufferedOutputStream(
                Channels.newOutputStream(Storage.createPrivate(name)), BUFFER_BYTES)));
  }

  synchronized void add(T row) throws IOException {
    writer.write(row);
    rows++;
  }

  String name() {
    return name;
  }

  synchronized long rows() {
    return rows;
  }

  /** Ends the writing. */
  void finish() throws IOException {
    writer.close();
  }

  /** The rows as they were written; the spool must be finished, and the result be closed. */
  MappingIterator<T> read() throws IOException {
    return read(name, type);
  }

  /** The same of a file that a spool has left. */
  static <T> MappingIterator<T> read(String name, Class<T> type) throws IOException {
    return JSON.readerFor(type).readValues(Channels.newInputStream(Storage.open(name)));
  }

  /** Deletes the file. */
  @Override
  public void close() throws IOException {
    try {
      writer.close();
    } finally {
      Storage.delete(List.of(name));
    }
  }
}
