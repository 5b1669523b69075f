package org.purlin.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures {@code purlin csc} against a plain loop over the same table, night after night.
 *
 * <p>Run it from the source directory after {@code mvn package}; the site's page on performance has
 * the command. Each round is two nights in which as many children change: one for the job and one
 * for the loop. Receiver and database are a process of their own. At the end the receiver must hold
 * every child as it is then. The exit code is 1 when a target was missed.
 */
public final class CscBenchmark {

  private static final int DEFAULT_ROUNDS = 5;
  private static final int CHILDREN = 20_000;
  private static final int CHANGED = 3_000;
  private static final int MANY = 200_000;
  private static final int MANY_CHANGED = 30_000;

  private static final String JOB = "job";
  private static final String LOOP = "plain loop, one thread";
  private static final String READ = "reading the payloads only";
  private static final String POST = "posting the bodies only";
  private static final String LONG_JOB = "job, -Xmx2g";

  private static final List<String> STAGES = List.of("settle", "compare", "send");

  private final Commands commands = new Commands();
  private final Map<String, List<Usage>> usages = new TreeMap<>();
  private final Map<String, List<Double>> stages = new TreeMap<>();
  private final Path work;

  private CscBenchmark(Path work) {
    this.work = work;
  }

  /** Takes the number of rounds (default 5) and a working directory (default in target). */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    Path work =
        Path.of(args.length > 1 ? args[1] : "src/benchmarks/target/csc-benchmark").toAbsolutePath();
    CscBenchmark benchmark = new CscBenchmark(work);
    benchmark.measure(rounds);
    System.out.println(benchmark.table(List.of(JOB, LOOP, READ, POST), JOB, CHILDREN, CHANGED));
    Targets targets = benchmark.targets();
    System.out.println(targets.table());
    benchmark.measureMany();
    System.out.println(benchmark.table(List.of(LONG_JOB), LONG_JOB, MANY, MANY_CHANGED));
    if (!targets.allMet()) {
      System.exit(1);
    }
  }

  private void measure(int rounds) throws Exception {
    Directories.deleteAll(work);
    Files.createDirectories(work);
    try (CscSite site = CscSite.start(work.resolve("database"), CHILDREN)) {
      say("first night: every child is sent");
      job("preparation", site, Map.of());
      for (int round = 1; round <= rounds; round++) {
        say("round " + round + " of " + rounds);
        site.night(CHANGED);
        run("dry run", site, Map.of(), csc("dry", "--dryRun", "--showValues"));
        job(JOB, site, Map.of());
        // The receiver has these bodies already and holds the same after them.
        run(
            POST,
            site,
            Map.of(),
            commands.java(CscPostOnly.class, work.resolve("dry").resolve("dry-run")));
        run(READ, site, Map.of(), commands.java(CscReadOnly.class));
        site.night(CHANGED);
        run(LOOP, site, Map.of(), commands.java(CscLoop.class));
        Directories.deleteAll(work.resolve("dry"));
      }
      site.check();
    }
  }

  /** One night of ten times as many. What was sent before is adopted, to spare the time. */
  private void measureMany() throws Exception {
    try (CscSite site = CscSite.start(work.resolve("large"), MANY)) {
      say("200,000 children");
      site.sayEverythingWasSent();
      job("adoption", site, Map.of(), "--adopt=sent");
      site.night(MANY_CHANGED);
      job(LONG_JOB, site, Map.of("PURLIN_HEAP", "2g"));
    }
  }

  private List<String> csc(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "csc",
                "--createTables",
                "--minInterval=PT0S",
                "--output=" + work.resolve(output),
                "--logs=" + work.resolve("logs")));
    arguments.addAll(List.of(more));
    return commands.purlin(arguments.toArray(String[]::new));
  }

  private void job(String name, CscSite site, Map<String, String> more, String... flags)
      throws IOException, InterruptedException {
    run(name, site, more, csc("out", flags));
    JsonNode counters =
        new ObjectMapper()
            .readTree(work.resolve("out").resolve("report.json").toFile())
            .get("outcome")
            .get("counters");
    for (String stage : STAGES) {
      double seconds = counters.get("milliseconds to " + stage).asLong() / 1000.0;
      stages.computeIfAbsent(name + ": " + stage, any -> new ArrayList<>()).add(seconds);
    }
  }

  private void run(String name, CscSite site, Map<String, String> more, List<String> command)
      throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>(site.environment());
    environment.putAll(more);
    Usage usage = ChildProcess.run(command, environment, work.resolve("log"));
    usages.computeIfAbsent(name, any -> new ArrayList<>()).add(usage);
    say(
        TextTable.text(
            "%-26s %8.2f s %8.2f CPU s %6.0f MB",
            name, usage.seconds(), usage.cpuSeconds(), usage.peakRssBytes() / 1e6));
  }

  private String table(List<String> names, String staged, int children, int changed) {
    TextTable table = new TextTable("what", "seconds (min-max)", "CPU s", "peak RSS MB");
    for (String name : names) {
      table.add(
          name,
          range(seconds(name)),
          TextTable.text("%.2f", cpuSeconds(name).median()),
          TextTable.text("%.0f", megabytes(name).median()));
    }
    for (String stage : STAGES) {
      table.add("of the job: " + stage, range(stage(staged, stage)), "", "");
    }
    return TextTable.text("%,d children, of whom %,d changed.%n%n%s", children, changed, table);
  }

  private Targets targets() {
    Targets targets = new Targets();
    targets.atMost(4, "compare 20,000 children, seconds", stage(JOB, "compare"));
    targets.atMost(1000, "peak RSS of 20,000 children, MB", megabytes(JOB));
    targets.number("speed against the loop", seconds(LOOP).dividedBy(seconds(JOB)));
    targets.number("the same by CPU seconds", cpuSeconds(LOOP).dividedBy(cpuSeconds(JOB)));
    targets.number(
        "compare against reading the payloads only",
        stage(JOB, "compare").dividedBy(seconds(READ)));
    targets.number(
        "send against posting the bodies only", stage(JOB, "send").dividedBy(seconds(POST)));
    return targets;
  }

  private Samples seconds(String name) {
    return Samples.of(usages.get(name), Usage::seconds);
  }

  private Samples cpuSeconds(String name) {
    return Samples.of(usages.get(name), Usage::cpuSeconds);
  }

  private Samples megabytes(String name) {
    return Samples.of(usages.get(name), usage -> usage.peakRssBytes() / 1e6);
  }

  private Samples stage(String name, String stage) {
    return new Samples(stages.get(name + ": " + stage));
  }

  private static String range(Samples samples) {
    return TextTable.text("%.2f (%.2f-%.2f)", samples.median(), samples.min(), samples.max());
  }

  private static void say(String text) {
    System.err.println(text);
  }
}
