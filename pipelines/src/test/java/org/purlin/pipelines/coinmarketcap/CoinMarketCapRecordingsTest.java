package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

/** Recorded answers, served by the stand-in. */
@Timeout(180)
class CoinMarketCapRecordingsTest {

  private static final String V1 = "/v1/cryptocurrency/listings/latest";
  private static final String V3 = "/v3/cryptocurrency/listings/latest";
  private static final String INFO = "/v2/cryptocurrency/info";

  @TempDir Path directory;

  @Test
  void everyValueOfAThousandCoinsIsLandedAsItWasSent() throws IOException {
    everyValueIsLanded(V1, "v1_listings_latest_body_1000coins_USD_2021-06-29.json", "USD", 1000);
  }

  @Test
  void everyValueInEurosIsLandedAsItWasSent() throws IOException {
    everyValueIsLanded(V1, "v1_listings_latest_data_5coins_EUR_2024-03.json", "EUR", 5);
  }

  @Test
  void everyValueOfTheCurrentListingsIsLandedAsItWasSent() throws IOException {
    everyValueIsLanded(V3, "v3_listings_latest_20coins_SHAPE_SYNTHETIC.json", "USD", 20);
  }

  private void everyValueIsLanded(String path, String name, String currency, int coins)
      throws IOException {
    Path file = recorded(name);
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withBodies(path, file))) {
      desk.expect(
          0, cmc, "--api=" + (path.equals(V1) ? "v1" : "v3"), "--coins=" + coins, "--map=false");
    }
    Map<String, JsonNode> listings = desk.rowsBy("cmc_listings", "id");
    Map<String, JsonNode> quotes = desk.rowsBy("cmc_quotes", "id");
    JsonNode body = Desk.json(Desk.read(file));
    int seen = 0;
    for (JsonNode coin : body.has("data") ? body.get("data") : body) {
      ObjectNode sent = coin.deepCopy();
      JsonNode told = sent.remove("quote");
      String id = sent.get("id").asText();
      assertSame(sent, listings.get(id), Map.of());
      JsonNode quote = told.isArray() ? told.get(0) : told.get(currency);
      assertSame(
          (ObjectNode) quote, quotes.get(id), Map.of("id", "currency_id", "symbol", "currency"));
      assertThat(quotes.get(id).get("currency").asText(), is(currency));
      seen++;
    }
    assertThat(seen, is(coins));
    assertThat(listings.size(), is(coins));
    assertThat(quotes.size(), is(coins));
  }

  /** Each field of a record is in the row's column, or in {@code _extra}, with its value. */
  private static void assertSame(ObjectNode sent, JsonNode row, Map<String, String> renamed) {
    assertThat(row, notNullValue());
    for (Map.Entry<String, JsonNode> field : sent.properties()) {
      String name = renamed.getOrDefault(field.getKey(), field.getKey());
      JsonNode landed = row.has(name) ? row.get(name) : row.path("_extra").path(name);
      JsonNode value = field.getValue();
      String what = sent.path("id") + " " + name;
      if (value.isNumber() && landed.isNumber()) {
        assertThat(what, landed.decimalValue(), comparesEqualTo(value.decimalValue()));
      } else if (landed.isBoolean() && value.isInt()) {
        assertThat(what, landed.booleanValue(), is(value.intValue() == 1));
      } else if (value.isTextual() && isTime(value.asText())) {
        assertThat(what, Instant.parse(landed.asText()), is(Instant.parse(value.asText())));
      } else if (!value.isNull() || landed.isValueNode()) {
        assertThat(what, landed.isMissingNode() ? null : landed, is(value));
      }
    }
  }

  private static boolean isTime(String text) {
    return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
  }

  @Test
  void metadataLandByIdAndBySymbol() throws IOException {
    Path byId = recorded("v2_info_data_5coins_2024-03.json");
    Path bySymbol = recorded("v2_info_by_symbol_arrays_SHAPE_SYNTHETIC.json");
    Desk desk = new Desk(directory.resolve("id"));
    JsonNode sent = Desk.json(Desk.read(byId));
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withBodies(INFO, byId))) {
      String ids = String.join(",", (Iterable<String>) sent::fieldNames);
      desk.expect(0, cmc, "--coins=1", "--info=" + ids);
    }
    Map<String, JsonNode> rows = desk.rowsBy("cmc_info", "id");
    assertThat(rows.size(), is(sent.size()));
    for (Map.Entry<String, JsonNode> coin : sent.properties()) {
      assertSame((ObjectNode) coin.getValue(), rows.get(coin.getKey()), Map.of("logo", "logo_url"));
    }

    Desk other = new Desk(directory.resolve("symbol"));
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withBodies(INFO, bySymbol))) {
      other.expect(0, cmc, "--coins=1", "--infoSymbols=BTC");
      assertThat(other.rowsBy("cmc_info", "id").keySet(), is(Set.of("1", "825")));
    }
  }

  @Test
  void theBadBodiesHarmNothing() throws IOException {
    Path quotes = recorded("bad/200_null_quotes_dup_id.json");
    Path logos = recorded("bad/200_info_bad_logos.json");
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(
            CoinMarketCapSettings.defaults().withBodies(V1, quotes).withBodies(INFO, logos))) {
      JsonNode sent = Desk.json(Desk.read(logos)).get("data");
      String ids = String.join(",", (Iterable<String>) sent::fieldNames);
      desk.expect(
          0, cmc, "--api=v1", "--cryptocurrencyType=coins", "--info=" + ids, "--logos=info");
      assertThat(
          desk.notices(),
          hasItem("The endpoint says: You have used 163% of your plan's daily credit limit."));
      Set<String> listed = new HashSet<>();
      Desk.json(Desk.read(quotes)).get("data").forEach(coin -> listed.add(coin.get("id").asText()));
      assertThat(desk.rowsBy("cmc_listings", "id").keySet(), is(listed));
      assertThat(desk.counter("logos not fetched"), is((long) sent.size()));
      assertThat(cmc.logoRequests(), is(List.of()));
      assertThat(Desk.filesIn(desk.output().resolve("logos")), is(List.of()));
    }
  }

  private static Path recorded(String name) {
    return Recordings.directory("coinmarketcap").resolve(name);
  }
}
