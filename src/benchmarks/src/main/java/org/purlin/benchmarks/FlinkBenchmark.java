package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures {@code purlin amplitude --from-archives} on Flink, one JobManager and two TaskManagers
 * as processes on this machine, against the same jar without a cluster.
 *
 * <p>Run it from the source directory after a build with the profile flink; the site's page on
 * performance has the command.
 */
public final class FlinkBenchmark {

  private static final int DEFAULT_ROUNDS = 1;
  private static final long EVENTS = 1_000_000;

  private static final String JAR = "pipelines/target/purlin-flink.jar";

  private final Path work;
  private final Input input;

  private FlinkBenchmark(Path work) throws IOException {
    this.work = work;
    this.input = Input.of(work, EVENTS);
  }

  /** Takes the number of rounds (default 1) and a working directory (default in target). */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    Path work =
        Path.of(args.length > 1 ? args[1] : "src/benchmarks/target/benchmark").toAbsolutePath();
    System.out.println(new FlinkBenchmark(work).measure(rounds));
  }

  private String measure(int rounds) throws IOException, InterruptedException {
    List<Usage> direct = new ArrayList<>();
    List<Usage> flink = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      direct.add(run(List.of()));
      try (FlinkProcesses cluster = FlinkProcesses.start(work.resolve("flink"))) {
        double cpuBefore = cluster.cpuSeconds();
        Usage client =
            run(
                List.of(
                    "--runner=FlinkRunner",
                    "--flinkMaster=" + cluster.master(),
                    "--parallelism=2"));
        flink.add(
            new Usage(
                client.seconds(),
                client.cpuSeconds() + cluster.cpuSeconds() - cpuBefore,
                client.peakRssBytes() + cluster.peakRssBytes()));
      }
    }
    TextTable table =
        new TextTable(
            "what", "events", "seconds", "events/s", "CPU s", "peak RSS MB, all processes");
    add(table, "direct runner", direct);
    add(table, "Flink, two TaskManagers", flink);
    return table
        + TextTable.text(
            "%nFlink against the direct runner: %.2f of the speed, %.2f of the CPU seconds, %.2f of"
                + " the memory.%n",
            ratio(direct, flink, Usage::seconds),
            ratio(flink, direct, Usage::cpuSeconds),
            ratio(flink, direct, Usage::peakRssBytes));
  }

  private static double ratio(List<Usage> one, List<Usage> other, ToDoubleFunction<Usage> what) {
    return Samples.of(one, what).dividedBy(Samples.of(other, what)).median();
  }

  private void add(TextTable table, String name, List<Usage> usages) {
    double seconds = Samples.of(usages, Usage::seconds).median();
    table.add(
        name,
        TextTable.text("%,d", input.events()),
        TextTable.text("%.1f", seconds),
        TextTable.text("%,.0f", input.events() / seconds),
        TextTable.text("%.1f", Samples.of(usages, Usage::cpuSeconds).median()),
        TextTable.text("%.0f", Samples.of(usages, Usage::peakRssBytes).median() / 1e6));
  }

  private Usage run(List<String> engine) throws IOException, InterruptedException {
    Path output = work.resolve("output");
    Directories.deleteAll(output);
    Files.createDirectories(output);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-jar",
                JAR,
                "amplitude",
                "--from-archives=" + input.archive().toAbsolutePath(),
                "--output=" + output,
                "--logs=" + output.resolve("logs")));
    command.addAll(engine);
    Usage usage = ChildProcess.run(command, Map.of(), work.resolve("log"));
    long rows = Lines.below(output);
    if (rows != input.events()) {
      throw new IOException(rows + " rows were made of " + input.events() + " events.");
    }
    Directories.deleteAll(output);
    return usage;
  }
}
