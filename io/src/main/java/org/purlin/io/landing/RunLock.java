package org.purlin.io.landing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by the one run that writes to a local output directory. The operating system gives it back
 * when the process ends, however it ends. An output that is not local has no lock: there, runs of
 * the same windows must not overlap, and the schedule sees to that.
 */
public final class RunLock implements AutoCloseable {

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock of an output directory, or nothing when another run has it. */
  public static Optional<RunLock> tryTake(String root) throws IOException {
    if (!Storage.isLocal(root)) {
      return Optional.of(new RunLock(null));
    }
    Path file = Storage.localPath(Storage.resolve(root, "_state/lock"));
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new RunLock(channel));
      }
    } catch (OverlappingFileLockException takenByThisProcess) {
      // Answered below, like a lock another process has.
    }
    channel.close();
    return Optional.empty();
  }

  /** True when no other run can be writing to the output. */
  public boolean isExclusive() {
    return channel != null;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
