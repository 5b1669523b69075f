package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V1;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V3;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.all;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListingsTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:30Z");

  private static final CoinMarketCapSettings SETTINGS =
      CoinMarketCapSettings.defaults().withClock(Clock.fixed(NOON, ZoneOffset.UTC));

  private CoinMarketCapSandbox cmc;
  private CoinMarketCapClient client;

  @BeforeEach
  void start() throws Exception {
    cmc = CoinMarketCapSandbox.start(SETTINGS);
    client = new CoinMarketCapClient(cmc);
  }

  @AfterEach
  void stop() {
    cmc.close();
  }

  @Test
  void theEnvelopesDifferAsThoseOfTheVendorDo() throws Exception {
    assertThat(
        client.json(V1 + "?limit=2").get("status").toString(),
        is(
            "{\"timestamp\":\"2026-01-02T12:00:30.000Z\",\"error_code\":0,\"error_message\":null,"
                + "\"elapsed\":10,\"credit_count\":1,\"notice\":null,\"total_count\":60}"));
    assertThat(
        client.json(V3 + "?limit=2").get("status").toString(),
        is(
            "{\"timestamp\":\"2026-01-02T12:00:30.000Z\",\"error_code\":\"0\",\"error_message\":\"\","
                + "\"elapsed\":10,\"credit_count\":1,\"notice\":\"\"}"));
  }

  @Test
  void theFirstCoinHasTheFieldsOfV1() throws Exception {
    ObjectNode first = (ObjectNode) client.json(V1 + "?limit=1").at("/data/0");
    JsonNode quote = first.remove("quote");
    assertThat(
        first.toString(),
        is(
            "{\"id\":1,\"name\":\"Bitcoin\",\"symbol\":\"BTC\",\"slug\":\"bitcoin\",\"num_market_pairs\":10848,"
                + "\"date_added\":\"2010-07-13T00:00:00.000Z\",\"tags\":[\"mineable\",\"pow\",\"layer-1\"],"
                + "\"max_supply\":21000000,\"circulating_supply\":19645193,\"total_supply\":19645193,"
                + "\"infinite_supply\":false,\"platform\":null,\"cmc_rank\":1,"
                + "\"self_reported_circulating_supply\":null,\"self_reported_market_cap\":null,"
                + "\"tvl_ratio\":null,\"last_updated\":\"2026-01-02T12:00:00.000Z\"}"));
    List<String> names = new ArrayList<>();
    quote.get("USD").fieldNames().forEachRemaining(names::add);
    assertThat(
        String.join(" ", names),
        is(
            "price volume_24h volume_change_24h percent_change_1h percent_change_24h"
                + " percent_change_7d percent_change_30d percent_change_60d percent_change_90d"
                + " market_cap market_cap_dominance fully_diluted_market_cap tvl last_updated"));
    assertThat(quote.at("/USD/price").asText(), is("75783.93530969"));
    assertThat(quote.at("/USD/market_cap").asText(), is("1488790035458.37"));
  }

  /** Puts a coin of v3 into the form of v1. */
  private static JsonNode asV1(JsonNode third) {
    ObjectNode coin = third.deepCopy();
    ObjectNode quotes = coin.objectNode();
    for (JsonNode one : coin.remove("quote")) {
      ObjectNode quote = one.deepCopy();
      quote.remove("id");
      quotes.set(quote.remove("symbol").asText(), quote);
    }
    coin.set("quote", quotes);
    return coin;
  }

  private static Map<String, String> sorted(JsonNode object) {
    Map<String, String> sorted = new TreeMap<>();
    object.fields().forEachRemaining(one -> sorted.put(one.getKey(), one.getValue().toString()));
    return sorted;
  }

  @Test
  void bothShapesTellTheSameOfTheSameCoins() throws Exception {
    try (CoinMarketCapSandbox full = CoinMarketCapSandbox.start(SETTINGS.withAllFieldsInV1())) {
      CoinMarketCapClient own = new CoinMarketCapClient(full);
      JsonNode first = own.json(V1 + "?convert=USD,EUR").get("data");
      JsonNode third = own.json(V3 + "?convert=USD,EUR").get("data");
      assertThat(third.size(), is(60));
      assertThat(third.at("/0/quote/1/id") + third.at("/0/quote/1/symbol").asText(), is("2790EUR"));
      assertThat(third.at("/0/quote/0/dex_volume_24h").asText(), is("1136060969.96984"));
      assertThat(third.at("/0/minted_market_cap").asText(), is("1488790035458.37"));
      assertThat(third.at("/0/is_active") + "" + third.at("/0/is_fiat"), is("10"));
      for (int coin = 0; coin < 60; coin++) {
        assertThat(sorted(asV1(third.get(coin))), is(sorted(first.get(coin))));
      }
    }
  }

  @Test
  void numbersAtTheEndsOfWhatDoublesHoldAreWrittenAsTheyAre() throws Exception {
    String body = client.get(V3).body();
    assertThat(body, containsString("\"total_supply\":4.2457462856807e+24,"));
    assertThat(body, containsString("\"price\":7.95528e-19,"));
    assertThat(body, containsString("\"total_supply\":1e+25,"));
    JsonNode tiger = null;
    for (JsonNode coin : CoinMarketCapClient.JSON.readTree(body).get("data")) {
      if (coin.get("id").asLong() == CoinMarketCapSandbox.BNB_TIGER) {
        tiger = coin;
      }
    }
    assertThat(tiger.get("total_supply").asDouble(), is(4.2457462856807e24));
    assertThat(tiger.at("/quote/0/price").asDouble(), is(7.95528e-19));
    assertThat(tiger.at("/quote/0/market_cap").asText(), is("0"));
  }

  @Test
  void theCoinsHaveTheOdditiesOfRealOnes() throws Exception {
    try (CoinMarketCapSandbox many = CoinMarketCapSandbox.start(SETTINGS.withCoins(5733))) {
      CoinMarketCapClient own = new CoinMarketCapClient(many);
      JsonNode coins = own.json(V1 + "?limit=5000").get("data");
      JsonNode rest = own.json(V1 + "?start=5001&limit=5000").get("data");
      assertThat(coins.size() + " " + rest.size(), is("5000 733"));
      List<String> ids = all(coins, "id");
      ids.addAll(all(rest, "id"));
      assertThat(new HashSet<>(ids), hasSize(5733));
      assertThat(ids, is(many.ids().stream().map(id -> Long.toString(id)).toList()));
      assertThat(new HashSet<>(all(coins, "slug")), hasSize(5000));
      Map<String, Long> symbols =
          all(coins, "symbol").stream()
              .collect(Collectors.groupingBy(one -> one, Collectors.counting()));
      assertThat(symbols.values().stream().filter(times -> times > 1).count(), is(37L));
      assertThat(symbols.values().stream().mapToLong(times -> times).max().getAsLong(), is(8L));
      assertThat(
          symbols.keySet().stream().filter(one -> !one.matches("\\p{ASCII}+")).count(), is(100L));
      assertThat(nulls(coins, "max_supply"), is(1667L));
      assertThat(nulls(coins, "platform"), is(557L));
      assertThat(nulls(coins, "tvl_ratio"), is(4821L));
      BigDecimal last = new BigDecimal("1e99");
      for (JsonNode coin : coins) {
        BigDecimal cap = coin.at("/quote/USD/market_cap").decimalValue();
        assertThat(cap, is(lessThan(last)));
        last = cap;
      }
      assertThat(last, is(greaterThan(BigDecimal.ZERO)));
      assertThat(rest.at("/400/quote/USD/market_cap").asText(), is("0"));
    }
  }

  private static long nulls(JsonNode rows, String field) {
    return all(rows, field).stream().filter("null"::equals).count();
  }

  @Test
  void platformsAreObjectsWithNumbers() throws Exception {
    JsonNode coin = client.json(V3 + "?start=4&limit=1").at("/data/0");
    assertThat(
        coin.get("platform").toString().replaceAll("0x[0-9a-f]{40}", "0x40"),
        is(
            "{\"id\":1839,\"name\":\"BNB\",\"symbol\":\"BNB\",\"slug\":\"bnb\",\"token_address\":\"0x40\"}"));
  }

  @Test
  void startsAtOneAndEndsWithAnEmptyPage() throws Exception {
    assertThat(all(client.json(V3 + "?start=2&limit=1").get("data"), "id"), contains("1027"));
    assertThat(client.json(V3).get("data").size(), is(60));
    assertThat(client.json(V3 + "?start=61&limit=60").get("data").toString(), is("[]"));
    assertThat(
        message(client.get(V3 + "?start=0")),
        is("400 \"start\" must be larger than or equal to 1"));
    assertThat(
        message(client.get(V3 + "?limit=5001")),
        is("400 \"limit\" must be less than or equal to 5000"));
    assertThat(message(client.get(V3 + "?limit=all")), is("400 \"limit\" must be a number"));
    assertThat(message(client.get(V3 + "?id=1")), is("400 \"id\" is not allowed"));
    assertThat(client.get(V3 + "?price_min=1&tag=defi&aux=tags").statusCode(), is(200));
    assertThat(client.get("/v3cryptocurrency/listings/latest").statusCode(), is(404));
  }

  @Test
  void sortsAndTellsCoinsFromTokens() throws Exception {
    JsonNode names = client.json(V3 + "?sort=name&limit=3").get("data");
    assertThat(all(names, "name"), contains("Alder Cash", "Alder Token", "Amber Cash"));
    JsonNode cheap = client.json(V3 + "?sort=price&sort_dir=asc&limit=1").get("data");
    assertThat(all(cheap, "id"), contains(Long.toString(CoinMarketCapSandbox.BNB_TIGER)));
    JsonNode coins = client.json(V1 + "?cryptocurrency_type=coins");
    assertThat(coins.get("data").size(), is(7));
    assertThat(coins.at("/status/total_count").asInt(), is(7));
    assertThat(
        client.json(V1 + "?cryptocurrency_type=tokens").at("/status/total_count").asInt(), is(53));
    assertThat(
        message(client.get(V3 + "?sort_dir=up")),
        is("400 \"sort_dir\" must be one of [asc, desc]"));
  }

  @Test
  void convertsToMoneyAndToCoins() throws Exception {
    JsonNode quotes = client.json(V1 + "?limit=1&convert=EUR,BTC,USD").at("/data/0/quote");
    List<String> symbols = new ArrayList<>();
    quotes.fieldNames().forEachRemaining(symbols::add);
    assertThat(symbols, contains("EUR", "BTC", "USD"));
    assertThat(quotes.at("/EUR/price").asText(), is("69819.7396008174"));
    assertThat(quotes.at("/BTC/price").decimalValue().doubleValue(), is(1.0));
    assertThat(
        client.json(V3 + "?limit=1&convert_id=2781").at("/data/0/quote/0/symbol").asText(),
        is("USD"));
    assertThat(
        message(client.get(V3 + "?convert=NONE")),
        is("400 Invalid value for \"convert\": \"NONE\""));
    assertThat(
        message(client.get(V3 + "?convert=USD&convert_id=1")),
        is("400 \"value\" contains a conflict between exclusive peers"));
  }

  @Test
  void convertsToAtMost120AtOnce() throws Exception {
    try (CoinMarketCapSandbox many = CoinMarketCapSandbox.start(SETTINGS.withCoins(200))) {
      CoinMarketCapClient own = new CoinMarketCapClient(many);
      String ids =
          IntStream.range(0, 120)
              .mapToObj(index -> Long.toString(many.ids().get(index)))
              .collect(Collectors.joining(","));
      JsonNode full = own.json(V3 + "?limit=1&convert_id=" + ids);
      assertThat(full.at("/data/0/quote").size(), is(120));
      assertThat(full.at("/status/credit_count").asInt(), is(120));
      assertThat(
          message(own.get(V3 + "?limit=1&convert_id=2781," + ids)),
          is("400 \"convert_id\" must have 120 values or fewer"));
    }
  }
}
