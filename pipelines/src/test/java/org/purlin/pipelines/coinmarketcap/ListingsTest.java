package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapFaults;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.coinmarketcap.Movement;

@Timeout(180)
class ListingsTest {

  @TempDir Path directory;

  /** Contract, check 1. */
  @Test
  void fiveThousandCoinsLandWithTheLargestSupplyAndTheSmallestPriceExact() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(5000)) {
      desk.expect(0, cmc, "--runId=r1");
      assertThat(desk.counter("rows of cmc_listings"), is(5000L));
      assertThat(desk.counter("rows of cmc_quotes"), is(5000L));
      String tiger = Long.toString(CoinMarketCapSandbox.BNB_TIGER);
      JsonNode coin = desk.rowsBy("cmc_listings", "id").get(tiger);
      assertThat(coin.get("total_supply").doubleValue(), is(4.2457462856807e24));
      assertThat(coin.get("_run_id").asText(), is("r1"));
      JsonNode quote = desk.rowsBy("cmc_quotes", "id").get(tiger);
      assertThat(quote.get("price").doubleValue(), is(7.95528e-19));
      assertThat(quote.get("currency").asText(), is("USD"));
      assertThat(quote.get("snapshot_time"), is(coin.get("snapshot_time")));
      assertThat(desk.counter("coins that are missing"), is(0L));
      assertThat(cmc.creditsToday(), is(25L + 1));
      assertThat(desk.counter("credits"), is(26L));
    }
  }

  /** Contract, check 2. */
  @Test
  void aCoinOnTwoPagesIsOneRowAndTheOneOnNoneIsCounted() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(5733)) {
      cmc.ranking(Movement.LAST_RISES);
      desk.expect(0, cmc);
      assertThat(desk.rows("cmc_listings").size(), is(5732));
      assertThat(desk.rows("cmc_quotes").size(), is(5732));
      // Its listing and its quote.
      assertThat(desk.balance("rows"), containsString(" + 2 sent twice"));
      assertThat(desk.counter("coins that are missing"), is(1L));
      assertThat(
          desk.notices(),
          hasItem("Of 5,733 coins that the vendor says there are, 1 are not in the listings."));
      assertThat(pages(cmc), contains("start=1", "start=5001"));
    }
  }

  /** Contract, check 3. */
  @Test
  void bothVersionsOfTheListingsGiveTheSameRows() throws IOException {
    Desk third = new Desk(directory.resolve("v3"));
    Desk first = new Desk(directory.resolve("v1"));
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(
            CoinMarketCapSettings.defaults().withCoins(20).withAllFieldsInV1())) {
      third.expect(0, cmc, "--convert=USD,EUR");
      first.expect(0, cmc, "--convert=USD,EUR", "--api=v1");
      assertThat(plain(first.rows("cmc_listings")), is(plain(third.rows("cmc_listings"))));
      assertThat(plain(first.rows("cmc_quotes")), is(plain(third.rows("cmc_quotes"))));
      assertThat(third.rows("cmc_quotes").size(), is(40));
      assertThat(
          third.rowsBy("cmc_quotes", "currency").get("USD").get("currency_id").asLong(), is(2781L));
      assertThat(
          first.rowsBy("cmc_quotes", "currency").get("USD").get("currency_id").isNull(), is(true));
    }
  }

  /** Contract, check 4. */
  @Test
  void eachCurrencyIsARowAndTheCostIsToldBefore() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(450)) {
      desk.expect(0, cmc, "--convert=usd,EUR,BTC", "--coins=401");
      assertThat(desk.rows("cmc_quotes").size(), is(3 * 401));
      assertThat(
          desk.rows("cmc_quotes").stream()
              .map(row -> row.get("currency").asText())
              .collect(Collectors.toSet()),
          is(Set.of("USD", "EUR", "BTC")));
      assertThat(desk.counter("credits believed before"), is(3L + 2));
      assertThat(desk.counter("credits"), is(5L));
      assertThat(
          desk.notices(),
          hasItem(
              "This is believed to cost 5 credits: 5 for listings of 401 coins and 0 for"
                  + " metadata."));
      String log = Desk.read(Desk.filesIn(directory.resolve("logs")).get(0));
      assertThat(log, containsString("This is believed to cost 5 credits"));
      assertThat(pages(cmc), contains("start=1"));
    }
  }

  /** Contract, check 5. */
  @Test
  void oddQuotesHarmNothing() throws IOException {
    Desk desk = new Desk(directory);
    Path body =
        desk.write(
            "body.json",
            """
            {"status":{"timestamp":"2026-04-21T06:11:29.000Z","error_code":0,"error_message":null,
             "elapsed":5,"credit_count":1,"notice":"You have used 163% of your plan.",
             "total_count":4},
             "data":[
              {"id":1,"name":"A","symbol":"A","slug":"a","quote":{}},
              {"id":2,"name":"B","symbol":"B","slug":"b","quote":{"USD":null}},
              {"id":3,"name":"C","symbol":"C","slug":"c",
               "quote":{"USD":{"price":null},"XYZ":{"price":1.5}}},
              {"id":3,"name":"C","symbol":"C","slug":"c","quote":{"USD":{"price":2}}},
              {"id":4,"name":"D","symbol":"D","slug":"d","quote":{"USD":{"price":0}}}]}
            """);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(
            CoinMarketCapSettings.defaults()
                .withBodies("/v1/cryptocurrency/listings/latest", body))) {
      desk.expect(0, cmc, "--api=v1");
      assertThat(desk.rowsBy("cmc_listings", "id").keySet(), is(Set.of("1", "2", "3", "4")));
      Map<String, String> prices = new TreeMap<>();
      desk.rows("cmc_quotes")
          .forEach(
              row ->
                  prices.put(
                      row.get("id").asText() + row.get("currency").asText(),
                      row.get("price").toString()));
      assertThat(prices, is(Map.of("3USD", "null", "3XYZ", "1.5", "4USD", "0")));
      assertThat(desk.counter("coins without a quote"), is(2L));
      assertThat(desk.notices(), hasItem("The endpoint says: You have used 163% of your plan."));
    }
  }

  /** Contract, check 12. */
  @Test
  void aPageThatIsNoJsonIsAskedForAgainAndThenShown() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(30)) {
      cmc.onNextListings(CoinMarketCapFaults.cloudflare());
      cmc.onNextListings(CoinMarketCapFaults.truncatedJson());
      desk.expect(0, cmc);
      assertThat(desk.rows("cmc_listings").size(), is(30));

      for (int i = 0; i < 3; i++) {
        cmc.onNextListings(CoinMarketCapFaults.cloudflare());
      }
      desk.expect(3, cmc);
      assertThat(desk.problems().get(0), containsString("Just a moment..."));
    }
  }

  /** Contract, check 12. */
  @Test
  void noCoinsOnTheFirstPageIsAFailureAndOnALaterOneTheEnd() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(5000)) {
      desk.expect(0, cmc);
      assertThat(desk.rows("cmc_listings").size(), is(5000));
      assertThat(pages(cmc), contains("start=1", "start=5001"));
      cmc.onNextListings(CoinMarketCapFaults.emptyData());
      desk.expect(3, cmc);
      assertThat(desk.problems(), contains(containsString("has no records, which cannot be")));
      assertThat(desk.rows("cmc_listings").size(), is(5000));
    }
  }

  @Test
  void listingsThatLackManyCoinsOfTheMapAreTrouble() throws IOException {
    Desk desk = new Desk(directory);
    Path body =
        desk.write("body.json", "[{\"id\":1,\"name\":\"A\",\"symbol\":\"A\",\"slug\":\"a\"}]");
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(
            CoinMarketCapSettings.defaults()
                .withCoins(60)
                .withBodies("/v3/cryptocurrency/listings/latest", body))) {
      desk.expect(3, cmc);
      assertThat(
          desk.problems(),
          contains("Of 60 coins that the vendor says there are, 59 are not in the listings."));
      desk.expect(0, cmc, "--map=false");
    }
  }

  @Test
  void aPageHasFewerCoinsWhereEachHasManyQuotes() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(60)) {
      desk.expect(0, cmc);
      String currencies =
          desk.rows("cmc_listings").stream()
              .map(row -> row.get("symbol").asText())
              .filter(symbol -> symbol.matches("[A-Z]+"))
              .distinct()
              .limit(20)
              .collect(Collectors.joining(","));
      desk.expect(0, cmc, "--convert=" + currencies, "--maxCredits=34");
      assertThat(limits(cmc), contains("5000", "3000"));
      assertThat(desk.rows("cmc_quotes").size(), is(60 + 60 * 20));
    }
  }

  @Test
  void eachRunIsASnapshotOfItsOwn() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(20)) {
      desk.expect(0, cmc, "--runId=one");
      desk.expect(0, cmc, "--runId=two");
      assertThat(
          desk.rows("cmc_listings").stream()
              .map(row -> row.get("_run_id").asText())
              .collect(Collectors.toSet()),
          is(Set.of("one", "two")));
      assertThat(desk.rows("cmc_listings").size(), is(40));
    }
  }

  private static CoinMarketCapSandbox start(int coins) throws IOException {
    return CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(coins));
  }

  /** The starts of the pages of listings that were asked for. */
  private static List<String> pages(CoinMarketCapSandbox cmc) {
    return cmc.requests().stream()
        .filter(request -> request.path().contains("listings"))
        .map(request -> "start=" + request.parameters().get("start"))
        .toList();
  }

  /** How many coins the pages of listings were asked for. */
  private static List<String> limits(CoinMarketCapSandbox cmc) {
    return cmc.requests().stream()
        .filter(request -> request.path().contains("listings"))
        .map(request -> request.parameters().get("limit"))
        .toList();
  }

  /** The rows without what differs between two runs, and what v1 does not tell. */
  private static Map<String, JsonNode> plain(List<JsonNode> rows) {
    Map<String, JsonNode> plain = new TreeMap<>();
    for (JsonNode row : rows) {
      ObjectNode copy = row.deepCopy();
      copy.remove(List.of("snapshot_time", "_run_id", "currency_id"));
      plain.put(row.get("id").asText() + row.path("currency").asText(), copy);
    }
    return plain;
  }
}
