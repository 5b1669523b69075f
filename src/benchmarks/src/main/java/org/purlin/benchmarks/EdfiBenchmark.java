package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measures {@code purlin edfi push} and {@code purlin edfi pull} against bare loops that send the
 * same bodies and read the same pages.
 *
 * <p>Run it from the source directory after {@code mvn package}; the site's page on performance has
 * the command. Every process has a server of its own, which is a process of its own too. Afterwards
 * the server must have created exactly what was to be sent, and a pull must have made one row of
 * each record. The exit code is 1 when a target was missed.
 */
public final class EdfiBenchmark {

  private static final int DEFAULT_ROUNDS = 3;
  private static final int DEFAULT_POSTS = 30_000;
  private static final int DEFAULT_ROWS = 1_000_000;

  private static final int CONNECTIONS = 32;
  private static final int PARTITIONS = 8;
  private static final String PULL_HEAP = "512m";

  /** What a slow server waits before it works on a request. */
  private static final Duration DELAY = Duration.ofMillis(50);

  /** A slow server gets this part of the posts. */
  private static final int DELAYED_PART = 3;

  /** One connection alone gets this part of the posts. */
  private static final int SINGLE_PART = 10;

  /** Shows whether memory grows with the rows. */
  private static final int SMALL_PULL_PART = 5;

  private static final String PUSH = "push";
  private static final String LOOP = "bare loop, 32 connections";
  private static final String DELAYED = "push, 50 ms a request";
  private static final String SINGLE = "bare loop, one connection";
  private static final String DRY = "push without --commit";
  private static final String IDLE = "bare loop, signing in only";
  private static final String PULL = "pull, -Xmx512m";
  private static final String SMALL_PULL = "pull of a fifth, -Xmx512m";
  private static final String READ = "bare loop, 8 partitions";

  private static final List<String> NAMES =
      List.of(PUSH, LOOP, DELAYED, SINGLE, DRY, IDLE, PULL, SMALL_PULL, READ);

  private final EdfiRuns runs;
  private final EdfiInput input;
  private final EdfiInput delayedInput;
  private final int rows;

  /** What one post takes on one connection without a delay, in seconds, round by round. */
  private final List<Double> serviceTimes = new ArrayList<>();

  private EdfiBenchmark(int posts, int rows, Path work) throws IOException {
    Directories.deleteAll(work);
    this.input = EdfiInput.of(work, posts);
    this.delayedInput = EdfiInput.of(work, posts / DELAYED_PART);
    this.runs = new EdfiRuns(work);
    this.rows = rows;
  }

  /**
   * Takes how many rounds (default 3), posts (30,000) and rows to pull (1,000,000), and a working
   * directory (in target).
   */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    int posts = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_POSTS;
    int rows = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_ROWS;
    Path work = Path.of(args.length > 3 ? args[3] : "src/benchmarks/target/edfi-benchmark");
    EdfiBenchmark benchmark = new EdfiBenchmark(posts, rows, work.toAbsolutePath());
    benchmark.measure(rounds);
    System.out.println(benchmark.table());
    Targets targets = benchmark.targets();
    System.out.println(targets.table());
    if (!targets.allMet()) {
      System.exit(1);
    }
  }

  private void measure(int rounds) throws IOException, InterruptedException {
    // The launcher builds and prepares what is stale, which is nobody's time.
    runs.dryRun(DRY, delayedInput);
    runs.forget();
    for (int round = 1; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds);
      runs.dryRun(DRY, input);
      runs.idleLoop(IDLE, input, CONNECTIONS);
      Sending single = runs.loop(SINGLE, input, 1, input.students() / SINGLE_PART);
      serviceTimes.add(single.usualGap());
      runs.loop(LOOP, input, CONNECTIONS, input.students());
      runs.push(PUSH, input, CONNECTIONS, Duration.ZERO);
      runs.push(DELAYED, delayedInput, CONNECTIONS, DELAY);
      runs.readLoop(READ, rows, PARTITIONS);
      runs.pull(PULL, rows, PARTITIONS, PULL_HEAP);
      runs.pull(SMALL_PULL, rows / SMALL_PULL_PART, PARTITIONS, PULL_HEAP);
    }
  }

  private String table() {
    TextTable table =
        new TextTable(
            "what", "records", "seconds (min-max)", "busy s", "records/s", "CPU s", "peak RSS MB");
    for (String name : NAMES) {
      Samples seconds = runs.samples(name, run -> run.usage().seconds());
      int records = runs.named(name).get(0).records();
      table.add(
          name,
          records == 0 ? "" : TextTable.text("%,d", records),
          TextTable.text("%.2f (%.2f-%.2f)", seconds.median(), seconds.min(), seconds.max()),
          records == 0 ? "" : median(name, "%.2f", EdfiRun::busySeconds),
          records == 0 ? "" : median(name, "%,.0f", EdfiRun::perSecond),
          median(name, "%.2f", run -> run.usage().cpuSeconds()),
          median(name, "%.0f", EdfiRun::peakRssMegabytes));
    }
    return table.toString();
  }

  private Targets targets() {
    Targets targets = new Targets();
    Samples delayed = runs.samples(DELAYED, EdfiRun::perSecond);
    targets.atLeast(500, "posts a second, 50 ms a request", delayed);
    targets.atLeast(
        0.8,
        "the same against 32 / (50 ms + service time)",
        delayed.dividedBy(
            new Samples(serviceTimes.stream().map(EdfiBenchmark::mostPerSecond).toList())));
    targets.number(
        "service time, ms", new Samples(serviceTimes.stream().map(one -> one * 1e3).toList()));
    targets.atLeast(0.6, "posts a second against the bare loop", ratio(PUSH, LOOP));
    targets.atMost(
        CONNECTIONS,
        "requests of a push in flight at once",
        runs.samples(PUSH, EdfiRun::mostInFlight));
    targets.number("CPU s per 1,000 posts, push", perThousand(cpuSeconds(PUSH)));
    targets.number("CPU s per 1,000 posts, bare loop", perThousand(cpuSeconds(LOOP)));
    targets.number(
        "push, less the push without --commit",
        perThousand(cpuSeconds(PUSH).minus(cpuSeconds(DRY))));
    targets.number(
        "bare loop, less signing in only", perThousand(cpuSeconds(LOOP).minus(cpuSeconds(IDLE))));
    targets.number("rows pulled a second against the bare loop", ratio(PULL, READ));
    targets.atLeast(
        2, "requests of a pull in flight at once", runs.samples(PULL, EdfiRun::mostInFlight));
    targets.number("peak RSS of the pull, MB", runs.samples(PULL, EdfiRun::peakRssMegabytes));
    targets.number(
        "the same against a fifth of the rows",
        runs.samples(PULL, EdfiRun::peakRssMegabytes)
            .dividedBy(runs.samples(SMALL_PULL, EdfiRun::peakRssMegabytes)));
    return targets;
  }

  /** What the delay lets through on all connections, if a post takes so many seconds besides. */
  private static double mostPerSecond(double serviceTime) {
    return CONNECTIONS / (DELAY.toMillis() / 1e3 + serviceTime);
  }

  private Samples ratio(String name, String limit) {
    return runs.samples(name, EdfiRun::perSecond)
        .dividedBy(runs.samples(limit, EdfiRun::perSecond));
  }

  private Samples cpuSeconds(String name) {
    return runs.samples(name, run -> run.usage().cpuSeconds());
  }

  private Samples perThousand(Samples cpuSeconds) {
    double thousands = input.students() / 1e3;
    return new Samples(cpuSeconds.values().stream().map(one -> one / thousands).toList());
  }

  private String median(String name, String format, ToDoubleFunction<EdfiRun> number) {
    return TextTable.text(format, runs.samples(name, number).median());
  }
}
