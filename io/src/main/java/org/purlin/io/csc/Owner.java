package org.purlin.io.csc;

import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A run and the process it is in.
 *
 * @param runId the run
 * @param host the machine's name
 * @param processSpace within which a process number means one process that can be looked up: the
 *     user, and on Linux the namespace; null when unknown
 * @param pid the process
 * @param processStart when that process began; null when unknown
 */
public record Owner(String runId, String host, String processSpace, long pid, Instant processStart)
    implements Serializable {

  /** The system's clock may be set a little while a process runs, and its start moves with it. */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(3);

  private static final String UNKNOWN_HOST = "localhost";

  /** A run in this process. */
  public static Owner ofThisProcess(String runId) {
    ProcessHandle self = ProcessHandle.current();
    return new Owner(
        runId, hostName(), spaceOfThisProcess(), self.pid(), startOf(self).orElse(null));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return UNKNOWN_HOST;
    }
  }

  /**
   * Another user's processes may be hidden, and so are those of other containers that share a host
   * name.
   */
  private static String spaceOfThisProcess() {
    String user = System.getProperty("user.name");
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return user;
    }
    try {
      return user + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException e) {
      return null;
    }
  }

  private static Optional<Instant> startOf(ProcessHandle process) {
    return process.info().startInstant().map(start -> start.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Whether this process can be looked up from here, and has ended. */
  boolean isKnownToHaveEnded() {
    if (processSpace == null
        || !processSpace.equals(spaceOfThisProcess())
        || !host.equals(hostName())
        || host.equals(UNKNOWN_HOST)) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return true;
    }
    Optional<Instant> start = startOf(process.get());
    return processStart != null
        && start.isPresent()
        && Duration.between(processStart, start.get()).abs().compareTo(START_TOLERANCE) > 0;
  }
}
