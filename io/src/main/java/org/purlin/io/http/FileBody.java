package org.purlin.io.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes bodies to a file as they come. Leaves a good file or none. */
final class FileBody {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final Path target;
  private final long maxBytes;
  private final BodyCheck check;

  FileBody(Path target, long maxBytes, BodyCheck check) {
    this.target = target;
    this.maxBytes = maxBytes;
    this.check = check;
  }

  /** Saves a good body; of any other keeps what it says. */
  Download read(Answer answer, Progress progress) throws IOException, InterruptedException {
    if (!answer.isSuccess()) {
      HttpReply problem =
          new HttpReply(
              answer.status(), answer.headers(), MemoryBody.start(answer, Problem.KEPT_BYTES), 1);
      return new Download(answer.status(), answer.headers(), 0, "", problem.problem(), 1);
    }
    MemoryBody.refuseMoreThan(maxBytes, answer.length());
    boolean good = false;
    try {
      String sha256 = write(answer, progress);
      check.check(target);
      good = true;
      return new Download(answer.status(), answer.headers(), answer.received(), sha256, "", 1);
    } finally {
      if (!good) {
        delete();
      }
    }
  }

  private String write(Answer answer, Progress progress) throws IOException, InterruptedException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    OutputStream file = onDisk(() -> Files.newOutputStream(target));
    try {
      for (int read = 0; read >= 0; read = answer.read(buffer)) {
        MemoryBody.refuseMoreThan(maxBytes, answer.received());
        int bytes = read;
        onDisk(
            () -> {
              file.write(buffer, 0, bytes);
              return file;
            });
        digest.update(buffer, 0, bytes);
        progress.reached(answer.received());
      }
    } finally {
      onDisk(
          () -> {
            file.close();
            return file;
          });
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** What fails in here is this machine's disk, not the network. */
  private OutputStream onDisk(DiskStep step) throws LocalDiskException {
    try {
      return step.take();
    } catch (IOException e) {
      throw new LocalDiskException(target, e);
    }
  }

  @FunctionalInterface
  private interface DiskStep {
    OutputStream take() throws IOException;
  }

  /** Only a regular file: the target may be a device or a pipe, which is not ours to remove. */
  private void delete() throws LocalDiskException {
    if (Files.isRegularFile(target)) {
      try {
        Files.delete(target);
      } catch (IOException e) {
        throw new LocalDiskException(target, e);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
