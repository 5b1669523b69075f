package org.purlin.io.edfi;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.purlin.io.landing.Part;
import org.purlin.io.landing.Storage;

/** Reads a file of ids, one a line. */
final class PullIds implements Closeable {

  private final BufferedReader in;

  private PullIds(BufferedReader in) {
    this.in = in;
  }

  static PullIds open(Part part) throws IOException {
    return new PullIds(
        new BufferedReader(
            Channels.newReader(Storage.open(part.temporary()), StandardCharsets.UTF_8)));
  }

  /** The next id; null at the end. */
  String next() throws IOException {
    return in.readLine();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
