package org.purlin.pipelines.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.purlin.pipelines.coinmarketcap.PullCoinMarketCap;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.coinmarketcap.LogoVariant;

/** Two snapshots of the coins of a stand-in of CoinMarketCap, with some metadata and logos. */
final class CoinMarketCapDemo implements Demo {

  private static final int COINS = 250;
  private static final String CURRENCIES = "USD,EUR";

  /** Coins with metadata and logos. */
  private static final int CHOSEN = 5;

  private static final String SIZES = "64,128";

  /** Environment variable for the demo's own runs. */
  private static final String KEY = "DEMO_CMC_KEY";

  private static final String QUOTES = "cmc_quotes";
  private static final String LOGOS = "cmc_logos";

  /** Prices are compared to the last digit. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @Override
  public String name() {
    return "coinmarketcap";
  }

  @Override
  public String summary() {
    return "Take two snapshots of invented coins from a stand-in of CoinMarketCap.";
  }

  @Override
  public String about() {
    return """
    Starts a stand-in of CoinMarketCap on a free port of this machine, with 250 coins, nearly all of
    them invented. A first run takes a snapshot in two currencies, the metadata of five coins and
    their logos, one of which is no picture; a second run takes another snapshot and finds the logos
    unchanged. At the end prices and pictures are compared with the stand-in's. Needs no account and
    no network, takes some ten seconds.
    """;
  }

  @Override
  public String output() {
    return "out/demo/coinmarketcap";
  }

  @Override
  public ExitCode run(String output, Surroundings around, Logs logs) {
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(COINS))) {
      List<Long> chosen = cmc.ids().subList(0, CHOSEN);
      cmc.logo(chosen.get(CHOSEN - 1), LogoVariant.HTML);
      Surroundings inside = around.with(KEY, CoinMarketCapSettings.KEY);
      say(around, "A stand-in of CoinMarketCap listens at " + cmc.url() + ", its logos are at");
      say(around, cmc.logoUrl() + ", and a key for it is in " + KEY + ".");
      List<String> first = command(cmc, output, chosen, "--info=" + listed(chosen));
      ExitCode exitCode =
          pull("A snapshot, the metadata of five coins, and their logos:", first, inside, logs);
      if (exitCode == ExitCode.DONE) {
        List<String> second = command(cmc, output, chosen);
        exitCode = pull("Another snapshot, and logos again:", second, inside, logs);
      }
      return exitCode == ExitCode.DONE
          ? show(around, cmc, new LandedRows(Path.of(output)), chosen.size())
          : exitCode;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      CoinMarketCapSandbox cmc, String output, List<Long> chosen, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--url=" + cmc.url(),
                "--logoUrl=" + cmc.logoUrl(),
                "--key=env:" + KEY,
                "--convert=" + CURRENCIES,
                "--maxCredits=100"));
    words.addAll(List.of(more));
    words.add("--logos=" + listed(chosen));
    words.add("--logoSizes=" + SIZES);
    words.add("--output=" + output);
    return words;
  }

  private static String listed(List<Long> ids) {
    return ids.stream().map(id -> Long.toString(id)).collect(Collectors.joining(","));
  }

  private static ExitCode pull(String title, List<String> words, Surroundings inside, Logs logs) {
    say(
        inside,
        "\n" + title + "\n  purlin coinmarketcap " + String.join(" \\\n    ", words) + "\n");
    return TaskVerb.of(new PullCoinMarketCap()).run(words, inside, logs);
  }

  private static ExitCode show(
      Surroundings around, CoinMarketCapSandbox cmc, LandedRows landed, int chosen)
      throws IOException {
    say(around, "\nThe stand-in charged " + cmc.creditsToday() + " credits for both runs.");
    for (ObjectNode logo : landed.of(LOGOS)) {
      if (!logo.path("error").isNull()) {
        say(
            around,
            "No logo of coin %s in size %s: %s"
                .formatted(logo.get("id"), logo.get("size"), logo.get("error").asText()));
      }
    }
    say(around, "\nWhat was landed against what the stand-in holds:");
    boolean pricesAgree = prices(around, cmc, landed);
    boolean picturesAgree = pictures(around, landed, chosen);
    return pricesAgree && picturesAgree ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static boolean prices(Surroundings around, CoinMarketCapSandbox cmc, LandedRows landed)
      throws IOException {
    Set<String> held = new TreeSet<>();
    String listings = "/v3/cryptocurrency/listings/latest?limit=5000&convert=" + CURRENCIES;
    for (JsonNode coin :
        JSON.readTree(URI.create(cmc.keylessUrl() + listings).toURL()).get("data")) {
      coin.get("quote").forEach(quote -> held.add(price(coin, quote.get("symbol"), quote)));
    }
    List<ObjectNode> quotes = landed.of(QUOTES);
    Set<String> prices =
        quotes.stream()
            .map(row -> price(row, row.get("currency"), row))
            .collect(Collectors.toCollection(TreeSet::new));
    int snapshots = landed.windows(QUOTES);
    boolean same = prices.equals(held) && quotes.size() == snapshots * held.size();
    say(
        around,
        "  %d snapshots: %d prices landed, %d held, %s"
            .formatted(snapshots, prices.size(), held.size(), word(same)));
    return same;
  }

  private static String price(JsonNode coin, JsonNode currency, JsonNode quote) {
    return coin.get("id") + " " + currency.asText() + " " + quote.get("price").decimalValue();
  }

  /** All but those of the last coin are there. */
  private static boolean pictures(Surroundings around, LandedRows landed, int chosen)
      throws IOException {
    int same = 0;
    for (ObjectNode logo : landed.of(LOGOS)) {
      if (!logo.get("path").isNull()) {
        byte[] file = Files.readAllBytes(landed.output().resolve(logo.get("path").asText()));
        try (InputStream picture = URI.create(logo.get("url").asText()).toURL().openStream()) {
          same += Arrays.equals(file, picture.readAllBytes()) ? 1 : 0;
        }
      }
    }
    int wanted = (chosen - 1) * SIZES.split(",", -1).length;
    say(
        around,
        "  %d logos landed as pictures, %d held, %s".formatted(same, wanted, word(same == wanted)));
    return same == wanted;
  }

  private static String word(boolean same) {
    return same ? "the same" : "NOT the same";
  }

  private static void say(Surroundings around, String text) {
    around.out().println(text);
  }
}
