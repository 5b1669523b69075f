package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A mount made for one test. Where mounting is not permitted the test is skipped, with the reason.
 */
final class Mount implements AutoCloseable {

  private final Path at;

  private Mount(Path at) {
    this.at = at;
  }

  /** An empty file system in memory; {@code size} as mount takes it. */
  static Mount tmpfs(Path at, String size) throws IOException, InterruptedException {
    Files.createDirectories(at);
    mountOrSkip("-t", "tmpfs", "-o", "size=" + size, "tmpfs", at.toString());
    return new Mount(at);
  }

  /**
   * Makes a directory read-only for whoever opens files in it from now on. Files that are open
   * already stay as they are, so this also works in the middle of a run; and unlike permissions it
   * binds root too.
   */
  static Mount readOnly(Path at) throws IOException, InterruptedException {
    mountOrSkip("--bind", at.toString(), at.toString());
    Mount mount = new Mount(at);
    mountOrSkip("-o", "remount,bind,ro", at.toString());
    return mount;
  }

  /** Gives a tmpfs another size. */
  void resize(String size) throws IOException, InterruptedException {
    mountOrSkip("-o", "remount,size=" + size, at.toString());
  }

  private static void mountOrSkip(String... arguments) throws IOException, InterruptedException {
    String said = run("mount", arguments);
    Assumptions.assumeTrue(said.isEmpty(), () -> "needs root and the right to mount: " + said);
  }

  @Override
  public void close() throws IOException {
    // Lazily, so that it also goes while a process that is just ending has files open there.
    try {
      String said = run("umount", "-l", at.toString());
      if (!said.isEmpty()) {
        throw new IOException("Still mounted at " + at + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Still mounted at " + at, e);
    }
  }

  /** Runs a command; returns what it said when it failed, else nothing. */
  private static String run(String command, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(List.of(arguments));
    Process process;
    try {
      process = new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return notThere.getMessage();
    }
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return command + " does not end";
    }
    return process.exitValue() == 0 ? "" : command + ": " + said.strip();
  }
}
