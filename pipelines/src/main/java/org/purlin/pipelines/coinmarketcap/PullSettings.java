package org.purlin.pipelines.coinmarketcap;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.purlin.io.coinmarketcap.CoinChoice;
import org.purlin.io.coinmarketcap.CoinMarketCapRequest;
import org.purlin.io.coinmarketcap.CoinMarketCapSource;
import org.purlin.io.coinmarketcap.ListingsVersion;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.rest.RestRun;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.OptionValues;
import org.purlin.pipelines.TriedSecret;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.rest.RestSettings;

/** Reads the options of a pull, once, and makes values of them. */
final class PullSettings {

  /** Pages follow each other; only batches of metadata are asked for side by side. */
  private static final int CONCURRENCY = 2;

  /** The vendor takes no more. */
  private static final int MOST_CURRENCIES = 120;

  private static final Set<String> TYPES = Set.of("all", "coins", "tokens");

  private PullSettings() {}

  /** What is asked of the vendor. */
  static CoinMarketCapRequest request(PullCoinMarketCapOptions options) {
    List<String> currencies = Words.upper(OptionValues.words(options.getConvert()));
    if (currencies.isEmpty() || currencies.size() > MOST_CURRENCIES) {
      throw new UserMistakeException(
          "--convert must be 1 to "
              + MOST_CURRENCIES
              + " currencies with commas between, such as USD,EUR, but was: "
              + options.getConvert());
    }
    if (options.getCoins() < 0) {
      throw new UserMistakeException(
          "--coins must be 0 (all) or more, but was: " + options.getCoins());
    }
    String type = options.getCryptocurrencyType().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw new UserMistakeException(
          "--cryptocurrencyType must be all, coins or tokens, but was: " + type);
    }
    boolean all = options.getCoins() == 0 && type.equals(CoinMarketCapRequest.ALL_TYPES);
    return new CoinMarketCapRequest(
        options.getApi(),
        currencies,
        options.getCoins(),
        type,
        Words.plain("--sort", options.getSort()),
        info(options),
        options.isSkipInvalid(),
        options.isMap()
            && all
            && options.getApi() == ListingsVersion.V3
            && options.getKey() != null);
  }

  private static CoinChoice info(PullCoinMarketCapOptions options) {
    List<String> symbols = Words.upper(OptionValues.words(options.getInfoSymbols()));
    List<String> slugs = OptionValues.words(options.getInfoSlugs());
    String info = options.getInfo();
    int ways = (info.equals("none") ? 0 : 1) + (symbols.isEmpty() ? 0 : 1);
    if (ways + (slugs.isEmpty() ? 0 : 1) > 1) {
      throw new UserMistakeException(
          "Give one of --info, --infoSymbols and --infoSlugs, not several.");
    }
    if (!symbols.isEmpty()) {
      return new CoinChoice(CoinChoice.By.SYMBOL, symbols);
    }
    if (!slugs.isEmpty()) {
      return new CoinChoice(CoinChoice.By.SLUG, slugs);
    }
    return switch (info) {
      case "none" -> CoinChoice.none();
      case "listed" -> CoinChoice.listed();
      default ->
          new CoinChoice(
              CoinChoice.By.ID,
              Words.ids("--info", info).stream().map(id -> Long.toString(id)).toList());
    };
  }

  /** Where the key is; null when there is none. */
  static Secret key(PullCoinMarketCapOptions options) {
    return options.getKey() == null ? null : TriedSecret.of("--key", options.getKey());
  }

  /** How the vendor is spoken to. */
  static HttpSettings http(PullCoinMarketCapOptions options) {
    boolean keyless = options.getKey() == null;
    URI endpoint = CoinMarketCapSource.endpoint(Words.url("--url", options.getUrl()), keyless);
    try {
      return RestSettings.http(
          options,
          endpoint,
          CONCURRENCY,
          keyless ? CoinMarketCapSource.KEYLESS_REQUESTS_PER_SECOND : 0,
          keyless ? 1 : CONCURRENCY);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException("--url: " + e.getMessage());
    }
  }

  static void checkCredits(PullCoinMarketCapOptions options) {
    if (options.getMaxCredits() < 0) {
      throw new UserMistakeException(
          "--maxCredits must be 0 (no limit) or more, but was: " + options.getMaxCredits());
    }
  }

  /** The run over the API. */
  static RestRun run(PullCoinMarketCapOptions options, CoinMarketCapRequest request) {
    checkCredits(options);
    return RestSettings.run(
        options,
        CoinMarketCapSource.of(
            http(options),
            key(options),
            request,
            options.getMaxCredits(),
            options.getRunId(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS)),
        CONCURRENCY);
  }
}
