package org.purlin.io.memory;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Where output may go. */
public enum Place {
  /** A directory of this machine. */
  DISK,
  /** Any other file system Beam knows. */
  STORE;

  private static final AtomicInteger DIRECTORIES = new AtomicInteger();

  /** A new, empty directory, with a slash at its end. */
  public String root(Path directory) {
    return this == DISK
        ? directory.resolve("out-" + DIRECTORIES.incrementAndGet()) + "/"
        : MemoryFileSystem.newBucket();
  }
}
