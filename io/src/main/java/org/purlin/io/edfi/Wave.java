package org.purlin.io.edfi;

import java.io.Closeable;
import java.io.IOException;

/**
 * Rows that may be done at the same time.
 *
 * @param order of the wave; those with lower orders are done before
 * @param rows that wait, in the order of the input
 */
record Wave(int order, Spool<Waiting> rows) implements Closeable {

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
