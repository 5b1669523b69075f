package org.purlin.io.http;

import java.io.IOException;
import java.nio.file.Path;

/**
 * This machine's disk failed while a body was written: full, read-only, missing directory. Not the
 * server's fault, and never retried.
 */
public final class LocalDiskException extends IOException {

  private static final long serialVersionUID = 1L;

  LocalDiskException(Path file, IOException cause) {
    super(
        "Cannot write '"
            + file
            + "' on this machine ("
            + cause.getClass().getSimpleName()
            + ": "
            + cause.getMessage()
            + "). Is the directory there and writable, and is there room on the disk?",
        cause);
  }
}
