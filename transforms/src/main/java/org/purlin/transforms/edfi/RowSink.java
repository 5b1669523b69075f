package org.purlin.transforms.edfi;

import java.io.IOException;
import java.io.OutputStream;

/** Where rows go. */
@FunctionalInterface
public interface RowSink {

  /** Where the rows of a table are written, one JSON object a line; the caller closes it. */
  OutputStream rowsOf(String table) throws IOException;
}
