package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Measures {@code purlin amplitude --from-archives} against a plain loop over the same archive.
 *
 * <p>Run it from the source directory after {@code mvn package}; the site's page on performance has
 * the command. All subjects take turns, round after round, so that a busy minute of the machine
 * spreads over all of them. The exit code is 1 when a target was missed.
 */
public final class AmplitudeBenchmark {

  private static final int DEFAULT_ROUNDS = 5;

  /** One for each hour: a run of these is all start and end. */
  private static final long FEWEST = 24;

  private static final long FEW = 200_000;
  private static final long MANY = 1_000_000;

  private final Commands commands;
  private final List<Subject> subjects;
  private final Subject help;
  private final Subject emptyLoop;
  private final Subject emptyJob;
  private final Subject loop;
  private final Subject job;
  private final Subject longLoop;
  private final Subject longJob;

  private AmplitudeBenchmark(Path work) throws IOException {
    commands = new Commands();
    Input fewest = Input.of(work, FEWEST);
    Input few = Input.of(work, FEW);
    Input many = Input.of(work, MANY);
    help = Subject.of("purlin --help", out -> commands.purlin("--help"));
    emptyLoop = loop(fewest);
    emptyJob = job("job", fewest, Map.of());
    loop = loop(few);
    job = job("job", few, Map.of());
    longLoop = loop(many);
    longJob = job("job, -Xmx512m", many, Map.of("PURLIN_HEAP", "512m"));
    subjects =
        List.of(
            loop,
            job,
            longLoop,
            longJob,
            emptyLoop,
            emptyJob,
            Subject.of("gunzip only", out -> commands.java(Gunzip.class, few.archive()))
                .reading(few),
            Subject.of(
                    "SHA-256 and write only",
                    out -> commands.java(HashAndWrite.class, out, job.outputBytes()))
                .reading(few),
            help);
  }

  /** Takes the number of rounds (default 5) and a working directory (default in target). */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    Path work = Path.of(args.length > 1 ? args[1] : "src/benchmarks/target/benchmark");
    AmplitudeBenchmark benchmark = new AmplitudeBenchmark(work);
    benchmark.measure(rounds, work);
    System.out.println(benchmark.table());
    Targets targets = benchmark.targets();
    System.out.println(targets.table());
    if (!targets.allMet()) {
      System.exit(1);
    }
  }

  private Subject loop(Input input) {
    return Subject.of(
            "plain loop, two threads", out -> commands.java(PlainLoop.class, input.archive(), out))
        .reading(input)
        .makingRows();
  }

  private Subject job(String name, Input input, Map<String, String> environment) {
    return Subject.of(
            name,
            out ->
                commands.purlin(
                    "amplitude",
                    "--from-archives=" + input.archive(),
                    "--output=" + out,
                    "--logs=" + out.resolve("logs")))
        .with(environment)
        .reading(input)
        .makingRows();
  }

  private void measure(int rounds, Path work) throws IOException, InterruptedException {
    // The launcher builds what is stale, which is nobody's time.
    emptyJob.measure(work);
    emptyJob.forget();
    for (int round = 1; round <= rounds; round++) {
      for (Subject subject : subjects) {
        Usage usage = subject.measure(work);
        System.err.print(
            TextTable.text(
                "round %d of %d: %-24s %8.2f s %8.2f CPU s %6.0f MB%n",
                round,
                rounds,
                subject.name(),
                usage.seconds(),
                usage.cpuSeconds(),
                usage.peakRssBytes() / 1e6));
      }
    }
  }

  private String table() {
    TextTable table =
        new TextTable(
            "what", "events", "seconds (min-max)", "events/s", "MB/s read", "CPU s", "peak RSS MB");
    for (Subject subject : subjects) {
      double seconds = subject.seconds().median();
      Input input = subject.input();
      table.add(
          subject.name(),
          input == null ? "" : TextTable.text("%,d", input.events()),
          TextTable.text(
              "%.2f (%.2f-%.2f)", seconds, subject.seconds().min(), subject.seconds().max()),
          input == null ? "" : TextTable.text("%,.0f", input.events() / seconds),
          input == null ? "" : TextTable.text("%,.0f", input.bytes() / seconds / 1e6),
          TextTable.text("%.2f", subject.cpuSeconds().median()),
          TextTable.text("%.0f", subject.peakRssBytes().median() / 1e6));
    }
    Input input = job.input();
    return TextTable.text(
        "An event has %,d bytes as it is read and %,d as it is written. MB are 10^6 bytes.%n%n%s",
        input.bytes() / input.events(), job.outputBytes() / input.events(), table);
  }

  private Targets targets() {
    Targets targets = new Targets();
    targets.atLeast(0.6, "speed against the loop, start-up included", ratio(loop, job));
    targets.number(
        "the same without start-up",
        loop.seconds()
            .minus(emptyLoop.seconds())
            .dividedBy(job.seconds().minus(emptyJob.seconds())));
    targets.number("the same by CPU seconds", loop.cpuSeconds().dividedBy(job.cpuSeconds()));
    targets.number("speed against the loop, 1,000,000 events", ratio(longLoop, longJob));
    targets.atMost(700, "peak RSS of 200,000 events, MB", megabytes(job));
    targets.atMost(
        1.15,
        "peak RSS of 1,000,000 events against that of 200,000",
        longJob.peakRssBytes().dividedBy(job.peakRssBytes()));
    targets.atMost(1, "purlin --help, seconds", help.seconds());
    return targets;
  }

  private static Samples ratio(Subject limit, Subject subject) {
    return limit.seconds().dividedBy(subject.seconds());
  }

  private static Samples megabytes(Subject subject) {
    return new Samples(subject.peakRssBytes().values().stream().map(bytes -> bytes / 1e6).toList());
  }
}
