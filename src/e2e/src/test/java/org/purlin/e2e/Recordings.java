package org.purlin.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded archives, which are not part of the project. */
final class Recordings {

  private Recordings() {}

  /** A recorded file of Amplitude; the test is skipped, and says so, when there are none. */
  static Path amplitude(String name) {
    String given = System.getProperty("purlin.recordings", "");
    Assumptions.assumeFalse(
        given.isEmpty() || given.startsWith("$"), "needs -Dpurlin.recordings=<directory>");
    Path file = Purlin.home().resolve(given).resolve("amplitude").resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "needs the recording amplitude/" + name);
    return file;
  }
}
