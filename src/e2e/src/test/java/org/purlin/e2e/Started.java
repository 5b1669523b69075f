package org.purlin.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process of Purlin under way. */
final class Started implements AutoCloseable {

  /** Far longer than any run here on a busy machine: only a hang takes that long. */
  private static final Duration HANG = Duration.ofMinutes(2);

  private final Process process;
  private final Path out;
  private final Path err;
  private final long startNanos = System.nanoTime();

  Started(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Asks it to end (SIGTERM). */
  void terminate() {
    process.destroy();
  }

  /** Ends it without asking (SIGKILL). */
  void kill() {
    process.destroyForcibly();
  }

  /**
   * Waits for something that happens while the process runs, looking about every millisecond.
   *
   * @return whether it happened; false when the process ended before
   */
  boolean reaches(BooleanSupplier condition) throws InterruptedException {
    while (process.isAlive() && System.nanoTime() - startNanos < HANG.toNanos()) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(1);
    }
    return false;
  }

  /** Waits for the end. */
  Ended end() throws IOException, InterruptedException {
    if (!process.waitFor(HANG.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("Purlin hangs. " + ended(-1));
    }
    return ended(process.exitValue());
  }

  private Ended ended(int exitCode) throws IOException {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    return new Ended(exitCode, Files.readString(out), Files.readString(err), took);
  }

  @Override
  public void close() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
