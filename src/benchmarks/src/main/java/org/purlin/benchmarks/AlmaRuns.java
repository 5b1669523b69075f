package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Runs one process after another, each with a server of its own, checks what it did, and keeps the
 * numbers under a name, in the order of the rounds.
 */
final class AlmaRuns {

  private final Commands commands = new Commands();
  private final Map<String, List<AlmaRun>> runs = new TreeMap<>();
  private final Path work;

  /**
   * Begins without numbers.
   *
   * @param work a directory that is there
   */
  AlmaRuns(Path work) {
    this.work = work;
  }

  /** Reads attendance with {@code purlin alma}. */
  void job(String name, AlmaDistrict district, int concurrency, String heap)
      throws IOException, InterruptedException {
    Directories.deleteAll(output());
    Files.createDirectories(output());
    try (AlmaServer server = AlmaServer.start(district)) {
      Usage usage =
          run(server, purlin(server.environment(), concurrency), Map.of("PURLIN_HEAP", heap));
      long rows = Lines.below(output().resolve("alma_attendance"));
      if (rows != district.rows()) {
        throw new IOException(
            name + " landed " + rows + " rows, but the pupils have " + district.rows() + ".");
      }
      keep(name, server, district, usage);
    }
  }

  /**
   * Reads attendance with the bare loop.
   *
   * @return when the server was asked
   */
  Sending loop(String name, AlmaDistrict district, int connections, String challenged)
      throws IOException, InterruptedException {
    try (AlmaServer server = AlmaServer.start(district)) {
      Usage usage =
          run(server, commands.java(AlmaReadLoop.class, connections, challenged), Map.of());
      return keep(name, server, district, usage);
    }
  }

  /** Forgets all numbers. */
  void forget() {
    runs.clear();
  }

  /** The runs of this name. */
  List<AlmaRun> named(String name) {
    return runs.get(name);
  }

  /** One number of each run of this name. */
  Samples samples(String name, ToDoubleFunction<AlmaRun> number) {
    return new Samples(named(name).stream().map(number::applyAsDouble).toList());
  }

  private Usage run(AlmaServer server, List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>(server.environment());
    environment.putAll(more);
    return ChildProcess.run(command, environment, work.resolve("log"));
  }

  private Sending keep(String name, AlmaServer server, AlmaDistrict district, Usage usage)
      throws IOException, InterruptedException {
    Sending asked = server.attendance(district.pupils());
    AlmaRun run =
        new AlmaRun(
            usage,
            district,
            asked.answers().size(),
            asked.seconds() + district.delaySeconds(),
            server.challenges(),
            server.mostInFlight());
    runs.computeIfAbsent(name, any -> new ArrayList<>()).add(run);
    System.err.print(
        TextTable.text(
            "%-38s %8.2f s %8.2f s fan-out %8.2f CPU s %6.0f MB%n",
            name,
            usage.seconds(),
            run.fanOutSeconds(),
            usage.cpuSeconds(),
            run.peakRssMegabytes()));
    return asked;
  }

  private List<String> purlin(Map<String, String> site, int concurrency) {
    return commands.purlin(
        "alma",
        "--subdomain=" + site.get("ALMA_DISTRICT"),
        "--url=" + site.get("ALMA_URL"),
        "--schools=" + AlmaDistrict.SCHOOL,
        "--today=" + AlmaDistrict.TODAY,
        "--tables=attendance",
        "--concurrency=" + concurrency,
        "--output=" + output(),
        "--logs=" + work.resolve("logs"));
  }

  private Path output() {
    return work.resolve("output");
  }
}
