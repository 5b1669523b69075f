package org.purlin.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recorded inputs, which are not part of the project. */
final class Recordings {

  private Recordings() {}

  /** A recorded file of Amplitude; the test is skipped, and says so, when there are none. */
  static Path amplitude(String name) {
    Path file = directory().resolve("amplitude").resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "needs the recording amplitude/" + name);
    return file;
  }

  /** The recorded records of Ed-Fi, a file a resource; the test is skipped when there are none. */
  static Path edfi() {
    Path set = directory().resolve("edfi");
    Assumptions.assumeTrue(Files.isDirectory(set), "needs the recordings of edfi");
    return set;
  }

  private static Path directory() {
    String given = System.getProperty("purlin.recordings", "");
    Assumptions.assumeFalse(
        given.isEmpty() || given.startsWith("$"), "needs -Dpurlin.recordings=<directory>");
    return Purlin.home().resolve(given);
  }
}
