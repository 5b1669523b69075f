package org.purlin.pipelines.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recorded inputs, kept outside the repository and named by {@code -Dpurlin.recordings=}. Without
 * it the tests that ask for one are skipped and say why.
 */
final class Recordings {

  private Recordings() {}

  /**
   * A directory of recordings. A relative path counts from the reactor's root, because tests run in
   * the directory of their module.
   */
  static Path directory(String name) {
    String given = System.getProperty("purlin.recordings", "");
    assumeTrue(
        !given.isBlank(), "Needs recorded inputs: run with -Dpurlin.recordings=<directory>.");
    Path directory =
        Path.of(System.getProperty("purlin.root", "")).resolve(given).resolve(name).normalize();
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          "-Dpurlin.recordings must name a directory that holds "
              + name
              + ", but there is no "
              + directory.toAbsolutePath()
              + ".");
    }
    return directory;
  }
}
