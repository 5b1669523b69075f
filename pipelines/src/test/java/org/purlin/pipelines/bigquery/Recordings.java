package org.purlin.pipelines.bigquery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recorded answers, kept outside the repository and named by {@code -Dpurlin.recordings=}. Without
 * it the tests that ask for them are skipped and say why.
 */
final class Recordings {

  private Recordings() {}

  /** The directory; a relative path counts from the reactor's root. */
  static Path directory() {
    String given = System.getProperty("purlin.recordings", "");
    assumeTrue(
        !given.isBlank(), "Needs recorded inputs: run with -Dpurlin.recordings=<directory>.");
    Path directory = Path.of(System.getProperty("purlin.root", "")).resolve(given).normalize();
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          "-Dpurlin.recordings must name a directory that exists, but there is no "
              + directory.toAbsolutePath()
              + ".");
    }
    return directory;
  }
}
