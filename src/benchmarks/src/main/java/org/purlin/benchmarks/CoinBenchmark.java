package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures {@code purlin coinmarketcap} over all coins against a bare loop that reads the same
 * pages.
 *
 * <p>Run it from the source directory after {@code mvn package}; the site's page on performance has
 * the command. Every process has a server of its own, which is a process of its own too. The job
 * must have landed one listing and one quote of each coin. It has no targets.
 */
public final class CoinBenchmark {

  private static final int DEFAULT_ROUNDS = 3;

  /** Two pages: a full one and the beginning of another. */
  private static final int DEFAULT_COINS = 5_733;

  private static final List<String> TABLES = List.of("cmc_listings", "cmc_quotes");

  private static final String JOB = "job";
  private static final String LOOP = "bare loop";

  private final Commands commands = new Commands();
  private final Map<String, List<Usage>> usages = new TreeMap<>();
  private final int coins;
  private final Path work;

  private CoinBenchmark(int coins, Path work) {
    this.coins = coins;
    this.work = work;
  }

  /** Takes how many rounds (default 3), coins (5,733), and a working directory (in target). */
  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    int coins = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_COINS;
    Path work = Path.of(args.length > 2 ? args[2] : "src/benchmarks/target/coin-benchmark");
    CoinBenchmark benchmark = new CoinBenchmark(coins, work.toAbsolutePath());
    // The launcher builds and prepares what is stale, which is nobody's time.
    benchmark.job();
    benchmark.usages.clear();
    for (int round = 1; round <= rounds; round++) {
      benchmark.loop();
      benchmark.job();
    }
    System.out.println(benchmark.table());
  }

  private void job() throws IOException, InterruptedException {
    Path output = work.resolve("output");
    Directories.deleteAll(output);
    Files.createDirectories(output);
    try (StandIn server = server()) {
      run(
          JOB,
          server,
          commands.purlin(
              "coinmarketcap",
              "--key=env:API_KEY",
              "--url=" + server.environment().get("BASE_URL"),
              "--output=" + output,
              "--logs=" + work.resolve("logs")));
    }
    for (String table : TABLES) {
      long rows = Lines.below(output.resolve(table));
      if (rows != coins) {
        throw new IOException(table + " has " + rows + " rows of " + coins + " coins.");
      }
    }
  }

  private void loop() throws IOException, InterruptedException {
    try (StandIn server = server()) {
      run(LOOP, server, commands.java(CoinReadLoop.class, coins));
    }
  }

  private StandIn server() throws IOException {
    return StandIn.start("coinmarketcap", "--coins=" + coins);
  }

  private void run(String name, StandIn server, List<String> command)
      throws IOException, InterruptedException {
    Usage usage = ChildProcess.run(command, server.environment(), work.resolve("log"));
    usages.computeIfAbsent(name, any -> new ArrayList<>()).add(usage);
  }

  private String table() {
    TextTable table =
        new TextTable(
            "what", "coins", "rows", "seconds (min-max)", "rows/s", "CPU s", "peak RSS MB");
    for (String name : List.of(LOOP, JOB)) {
      List<Usage> measured = usages.get(name);
      Samples seconds = Samples.of(measured, Usage::seconds);
      int rows = coins * TABLES.size();
      table.add(
          name,
          TextTable.text("%,d", coins),
          TextTable.text("%,d", rows),
          TextTable.text("%.2f (%.2f-%.2f)", seconds.median(), seconds.min(), seconds.max()),
          TextTable.text("%,.0f", rows / seconds.median()),
          TextTable.text("%.2f", Samples.of(measured, Usage::cpuSeconds).median()),
          TextTable.text("%.0f", Samples.of(measured, Usage::peakRssBytes).median() / 1e6));
    }
    return table.toString();
  }
}
