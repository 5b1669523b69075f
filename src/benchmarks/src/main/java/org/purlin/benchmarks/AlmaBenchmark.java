package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.purlin.io.alma.AlmaSource;

/**
 * Measures {@code purlin alma} where it calls once for each pupil, against the least time that such
 * calls can take and against bare loops that make the same calls.
 *
 * <p>Run it from the source directory after {@code mvn package}; the site's page on performance has
 * the command. Every process has a server of its own, which is a process of its own too. Afterwards
 * the server must have given each pupil's attendance once, and the job must have landed exactly its
 * rows. The exit code is 1 when a target was missed.
 */
public final class AlmaBenchmark {

  private static final int DEFAULT_ROUNDS = 3;
  private static final int DEFAULT_PUPILS = 2_000;

  /** What the job does when the user says nothing. */
  private static final int CONNECTIONS = AlmaSource.CONCURRENCY;

  /** The launcher's own. */
  private static final String USUAL_HEAP = "2g";

  private static final String SMALL_HEAP = "512m";

  /** What the server waits before each answer. */
  private static final Duration DELAY = Duration.ofMillis(20);

  /** School days of a month. */
  private static final int MONTH = 20;

  /** School days of a year. */
  private static final int YEAR = 180;

  /** Shows whether memory grows with the pupils. */
  private static final int SMALL_PART = 5;

  private static final String SINGLE = "bare loop, one connection, no delay";
  private static final String LOOP = "bare loop";
  private static final String CHALLENGED = "bare loop, each call challenged";
  private static final String JOB = "job";
  private static final String YEAR_LOOP = "bare loop, a year each";
  private static final String YEAR_JOB = "job, a year each, -Xmx512m";
  private static final String YEAR_FIFTH = "job, a fifth of these, -Xmx512m";

  private static final List<String> NAMES =
      List.of(SINGLE, LOOP, CHALLENGED, JOB, YEAR_LOOP, YEAR_JOB, YEAR_FIFTH);

  private final AlmaRuns runs;
  private final AlmaDistrict month;
  private final AlmaDistrict year;

  /** What one call takes on one connection without a delay, in seconds, round by round. */
  private final List<Double> serviceTimes = new ArrayList<>();

  private AlmaBenchmark(int pupils, Path work) throws IOException {
    Directories.deleteAll(work);
    Files.createDirectories(work);
    this.runs = new AlmaRuns(work);
    this.month = new AlmaDistrict(pupils, MONTH, DELAY);
    this.year = new AlmaDistrict(pupils, YEAR, DELAY);
  }

  /** Takes how many rounds (default 3), pupils (2,000), and a working directory (in target). */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    int pupils = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_PUPILS;
    Path work = Path.of(args.length > 2 ? args[2] : "src/benchmarks/target/alma-benchmark");
    AlmaBenchmark benchmark = new AlmaBenchmark(pupils, work.toAbsolutePath());
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
    runs.job(JOB, month.ofPart(SMALL_PART), CONNECTIONS, SMALL_HEAP);
    runs.forget();
    for (int round = 1; round <= rounds; round++) {
      System.err.println("round " + round + " of " + rounds);
      AlmaDistrict quick = month.ofPart(SMALL_PART).withoutDelay();
      serviceTimes.add(runs.loop(SINGLE, quick, 1, AlmaReadLoop.CHALLENGED_ONCE).usualGap());
      runs.loop(LOOP, month, CONNECTIONS, AlmaReadLoop.CHALLENGED_ONCE);
      runs.loop(CHALLENGED, month, CONNECTIONS, AlmaReadLoop.EACH_CHALLENGED);
      runs.job(JOB, month, CONNECTIONS, USUAL_HEAP);
      runs.loop(YEAR_LOOP, year, CONNECTIONS, AlmaReadLoop.CHALLENGED_ONCE);
      runs.job(YEAR_JOB, year, CONNECTIONS, SMALL_HEAP);
      runs.job(YEAR_FIFTH, year.ofPart(SMALL_PART), CONNECTIONS, SMALL_HEAP);
    }
  }

  private String table() {
    TextTable table =
        new TextTable(
            "what",
            "calls",
            "rows",
            "seconds (min-max)",
            "fan-out s",
            "calls/s",
            "CPU s",
            "peak RSS MB");
    for (String name : NAMES) {
      Samples seconds = runs.samples(name, run -> run.usage().seconds());
      AlmaDistrict district = runs.named(name).get(0).district();
      table.add(
          name,
          TextTable.text("%,d", district.pupils()),
          TextTable.text("%,d", district.rows()),
          TextTable.text("%.2f (%.2f-%.2f)", seconds.median(), seconds.min(), seconds.max()),
          median(name, "%.2f", AlmaRun::fanOutSeconds),
          median(name, "%,.0f", AlmaRun::callsPerSecond),
          median(name, "%.2f", run -> run.usage().cpuSeconds()),
          median(name, "%.0f", AlmaRun::peakRssMegabytes));
    }
    return table.toString();
  }

  private Targets targets() {
    Targets targets = new Targets();
    targets.atMost(
        1.3, "fan-out against calls x 20 ms / 4", runs.samples(JOB, run -> againstLimit(run, 0)));
    targets.number("the same, service time added to the 20 ms", againstLimitWithServiceTime(JOB));
    targets.number(
        "service time, ms", new Samples(serviceTimes.stream().map(one -> one * 1e3).toList()));
    targets.number("fan-out against the bare loop's", fanOut(JOB, LOOP));
    targets.number("bare loop that is challenged each time, the same", fanOut(CHALLENGED, LOOP));
    targets.atMost(1, "requests a call took", runs.samples(JOB, AlmaRun::trips));
    targets.atMost(1, "challenges of a run", runs.samples(JOB, AlmaRun::challenges));
    targets.number(
        "requests a call took where each is challenged", runs.samples(CHALLENGED, AlmaRun::trips));
    targets.atMost(
        CONNECTIONS, "requests in flight at once", runs.samples(JOB, AlmaRun::mostInFlight));
    targets.number(
        "a year each: fan-out against calls x 20 ms / 4",
        runs.samples(YEAR_JOB, run -> againstLimit(run, 0)));
    targets.number("a year each: fan-out against the bare loop's", fanOut(YEAR_JOB, YEAR_LOOP));
    targets.atMost(
        1.3,
        "a year each: peak RSS against a fifth of the pupils",
        runs.samples(YEAR_JOB, AlmaRun::peakRssMegabytes)
            .dividedBy(runs.samples(YEAR_FIFTH, AlmaRun::peakRssMegabytes)));
    return targets;
  }

  private static double againstLimit(AlmaRun run, double serviceSeconds) {
    return run.againstLimit(CONNECTIONS, serviceSeconds);
  }

  private Samples againstLimitWithServiceTime(String name) {
    List<AlmaRun> measured = runs.named(name);
    return new Samples(
        IntStream.range(0, measured.size())
            .mapToObj(i -> againstLimit(measured.get(i), serviceTimes.get(i)))
            .toList());
  }

  private Samples fanOut(String name, String limit) {
    return runs.samples(name, AlmaRun::fanOutSeconds)
        .dividedBy(runs.samples(limit, AlmaRun::fanOutSeconds));
  }

  private String median(String name, String format, ToDoubleFunction<AlmaRun> number) {
    return TextTable.text(format, runs.samples(name, number).median());
  }
}
