package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program and measures it from outside. Only one may run at a time. */
final class ChildProcess {

  /** Linux counts processor time in hundredths of a second, on every machine of today. */
  private static final double TICKS_PER_SECOND = 100;

  /** The peak never falls, so a look this long before the end is near enough. */
  private static final long LOOK_EVERY_MILLIS = 10;

  /** Of {@code /proc/self/stat}, counted after the program's name: see proc(5). */
  private static final int CHILDREN_USER_TICKS = 13;

  private static final int CHILDREN_SYSTEM_TICKS = 14;

  private ChildProcess() {}

  /**
   * Runs a program to its end.
   *
   * @param environment added to this process's own
   * @param log where its output goes
   * @throws IOException when it cannot be started or does not end with exit code 0
   */
  static Usage run(List<String> command, Map<String, String> environment, Path log)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    double cpuBefore = cpuSecondsOfChildren();
    long started = System.nanoTime();
    Process process = builder.start();
    long peak = 0;
    boolean ended;
    do {
      peak = Math.max(peak, peakRssBytes(process.pid()));
      ended = process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    } while (!ended);
    double seconds = (System.nanoTime() - started) / 1e9;
    if (process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command)
              + " ended with exit code "
              + process.exitValue()
              + ":\n"
              + Files.readString(log));
    }
    return new Usage(seconds, cpuSecondsOfChildren() - cpuBefore, peak);
  }

  /** The peak so far; 0 when the process is gone or has not got its memory yet. */
  private static long peakRssBytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException gone) {
      return 0;
    }
  }

  /** Of those that have ended. */
  private static double cpuSecondsOfChildren() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[CHILDREN_USER_TICKS])
            + Long.parseLong(fields[CHILDREN_SYSTEM_TICKS]))
        / TICKS_PER_SECOND;
  }
}
