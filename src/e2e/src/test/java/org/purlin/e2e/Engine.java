package org.purlin.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What runs a job's steps, and how Purlin is told so. The jar is the same for all of them.
 *
 * @param flags after the job's own
 */
record Engine(List<String> flags) {

  /** Beam's own, in Purlin's process. */
  static final Engine DIRECT = new Engine(List.of());

  /** Flink in Purlin's process, two of each step at a time. */
  static final Engine EMBEDDED = flink("[local]");

  /** Flink's processes, two of each step at a time. */
  static Engine of(FlinkCluster cluster) {
    return flink(cluster.master());
  }

  private static Engine flink(String master) {
    return new Engine(
        List.of("--runner=FlinkRunner", "--flinkMaster=" + master, "--parallelism=2"));
  }

  /**
   * Starts a job.
   *
   * @param directory to start in; what is on a cluster does not know it, so that paths among the
   *     arguments must be absolute
   * @param secrets for its environment
   */
  Started start(Path directory, Map<String, String> secrets, List<String> job) throws IOException {
    Purlin purlin = Purlin.jar(directory, "-Xmx1g", "-XX:+UseSerialGC", Day.QUICK);
    secrets.forEach(purlin::with);
    List<String> arguments = new ArrayList<>(job);
    arguments.addAll(flags);
    return purlin.start(arguments);
  }

  /** Runs a job to its end. */
  Ended run(Path directory, Map<String, String> secrets, List<String> job)
      throws IOException, InterruptedException {
    try (Started started = start(directory, secrets, job)) {
      return started.end();
    }
  }
}
