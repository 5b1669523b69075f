package org.purlin.pipelines.coinmarketcap;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.purlin.io.coinmarketcap.CoinMarketCapRequest;
import org.purlin.io.coinmarketcap.LogoRun;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.rest.RestRun;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.rest.RestSettings;

/** Reads the options about logos, once. */
final class LogoSettings {

  /** The host is a content network: it bears more than the API, and less patience is enough. */
  private static final int LANES = 4;

  private static final int TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private LogoSettings() {}

  /** Empty when none are wanted. */
  static Optional<LogoRun> of(
      PullCoinMarketCapOptions options, RestRun run, CoinMarketCapRequest request) {
    if (options.getLogos().equals("none")) {
      return Optional.empty();
    }
    boolean all = options.getLogos().equals("info");
    List<Long> ids = all ? List.of() : Words.ids("--logos", options.getLogos());
    List<Integer> sizes = sizes(options.getLogoSizes());
    return Optional.of(
        new LogoRun(
            run.runId(),
            run.startedAt(),
            run.landing(),
            http(options),
            ids,
            all || !request.info().isNone(),
            sizes,
            LANES,
            RunPlaces.proof(options, "coinmarketcap-logos")));
  }

  /** Refuses what a run would refuse of them. */
  static void check(PullCoinMarketCapOptions options) {
    if (!options.getLogos().equals("none")) {
      if (!options.getLogos().equals("info")) {
        Words.ids("--logos", options.getLogos());
      }
      sizes(options.getLogoSizes());
      http(options);
    }
  }

  private static List<Integer> sizes(String list) {
    List<Integer> sizes = new ArrayList<>();
    for (String word : OptionValues.words(list)) {
      Optional<Integer> size =
          LogoRun.SIZES.stream().filter(one -> one.toString().equals(word)).findFirst();
      if (size.isEmpty()) {
        throw new UserMistakeException(
            "--logoSizes must be of " + LogoRun.SIZES + ", but has: " + word);
      }
      sizes.add(size.get());
    }
    if (sizes.isEmpty()) {
      throw new UserMistakeException("--logoSizes names no size.");
    }
    return sizes.stream().distinct().toList();
  }

  /** How the host of logos is spoken to. */
  static HttpSettings http(PullCoinMarketCapOptions options) {
    URI host = Words.url("--logoUrl", options.getLogoUrl());
    HttpSettings http = RestSettings.http(options, host, LANES, 0, LANES);
    Duration budget = http.retry().budget();
    return http.withRetry(
            http.retry()
                .withAttempts(TRIES)
                .withBudget(budget.compareTo(PATIENCE) < 0 ? budget : PATIENCE))
        .withRefusals(Set.of())
        .withMaxDownloadBytes(LogoRun.MOST_BYTES);
  }
}
