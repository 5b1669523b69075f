package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.INFO;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V3;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.all;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.message;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedCoinsTest {

  private static final String V2_QUOTES = "/v2/cryptocurrency/quotes/latest";
  private static final String V3_QUOTES = "/v3/cryptocurrency/quotes/latest";
  private static final String MAP = "/v1/cryptocurrency/map";

  private CoinMarketCapSandbox cmc;
  private CoinMarketCapClient client;

  @BeforeEach
  void start() throws Exception {
    cmc = CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(300));
    client = new CoinMarketCapClient(cmc);
  }

  @AfterEach
  void stop() {
    cmc.close();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void metadataByIdHaveTheFieldsOfRealOnes() throws Exception {
    long token = cmc.ids().get(3);
    JsonNode data = client.json(INFO + "?id=1," + token).get("data");
    assertThat(names(data), contains("1", Long.toString(token)));
    assertThat(
        String.join(" ", names(data.get("1"))),
        is(
            "id name symbol category description slug logo subreddit notice tags tag-names"
                + " tag-groups urls platform date_added twitter_username is_hidden date_launched"
                + " contract_address self_reported_circulating_supply self_reported_tags"
                + " self_reported_market_cap infinite_supply"));
    assertThat(data.at("/1/logo").asText(), is(cmc.logoUrl() + "/static/img/coins/64x64/1.png"));
    assertThat(data.at("/1/platform").isNull(), is(true));
    JsonNode other = data.get(Long.toString(token));
    assertThat(other.at("/platform/id").toString(), is("\"1839\""));
    assertThat(
        other.at("/contract_address/0/contract_address").asText(),
        is(other.at("/platform/token_address").asText()));
    assertThat(other.get("category").asText(), is("token"));
    assertThat(
        other.at("/urls/website/0").asText(),
        is("https://" + other.get("slug").asText() + ".example/"));
  }

  @Test
  void metadataBySymbolAreListsAndBySlugTheyAreNot() throws Exception {
    assertThat(
        names(client.json(INFO + "?slug=bitcoin,ethereum").get("data")), contains("1", "1027"));
    JsonNode same = client.json(INFO + "?symbol=sameaaa,BTC").get("data");
    assertThat(names(same), contains("SAMEAAA", "BTC"));
    assertThat(same.get("SAMEAAA").size(), is(8));
    assertThat(
        all(same.get("SAMEAAA"), "symbol").stream().distinct().toList(), contains("SAMEAAA"));
    assertThat(all(same.get("BTC"), "id"), contains("1"));
  }

  @Test
  void oneUnknownIdFailsTheRequestUnlessItIsSkipped() throws Exception {
    assertThat(outcome(client.get(INFO + "?id=1,999999999")), is("400 400 0"));
    assertThat(
        message(client.get(INFO + "?id=1,999999999")),
        is("400 Invalid value for \"id\": \"999999999\""));
    assertThat(
        names(client.json(INFO + "?id=1,999999999&skip_invalid=true").get("data")), contains("1"));
    assertThat(
        message(client.get(INFO)),
        is("400 \"value\" must contain at least one of [id, slug, symbol]"));
    assertThat(
        message(client.get(INFO + "?id=1&symbol=BTC")),
        is("400 \"value\" contains a conflict between exclusive peers"));
  }

  @Test
  void aHundredIdsAreTakenAndOneMoreIsNot() throws Exception {
    String hundred =
        cmc.ids().subList(0, 100).stream().map(Object::toString).collect(Collectors.joining(","));
    JsonNode full = client.json(INFO + "?id=" + hundred);
    assertThat(full.get("data").size() + " " + full.at("/status/credit_count"), is("100 1"));
    assertThat(
        message(client.get(INFO + "?id=" + hundred + "," + cmc.ids().get(100))),
        is("400 \"id\" must have 100 values or fewer"));
  }

  @Test
  void chosenMetadataAreOdd() throws Exception {
    List<Long> ids = cmc.ids().subList(0, 5);
    InfoVariant[] variants = InfoVariant.values();
    for (int index = 0; index < variants.length; index++) {
      cmc.info(ids.get(index), variants[index]);
    }
    String asked = ids.stream().map(Object::toString).collect(Collectors.joining(","));
    JsonNode data = client.json(INFO + "?id=" + asked).get("data");
    assertThat(data.size(), is(4));
    assertThat(data.get("1").get("logo").isNull(), is(true));
    assertThat(data.get("1027").has("logo"), is(false));
    assertThat(
        data.get(ids.get(2).toString()).get("logo").asText(),
        is("http://169.254.169.254/latest/meta-data/"));
    assertThat(
        data.get(ids.get(3).toString()).get("logo").asText(),
        is(cmc.logoUrl() + "/static/img/coins/64x64/../../../../etc/passwd"));
    assertThrows(
        IllegalArgumentException.class, () -> cmc.info(999_999_999, InfoVariant.LOGO_NULL));
  }

  @Test
  void quotesAreThoseOfTheListings() throws Exception {
    JsonNode listed = client.json(V3 + "?limit=2&convert=EUR").get("data");
    assertThat(client.json(V3_QUOTES + "?id=1,1027&convert=EUR").get("data"), is(listed));
    JsonNode second = client.json(V2_QUOTES + "?id=1027&convert=EUR").get("data");
    assertThat(names(second), contains("1027"));
    assertThat(second.at("/1027/quote/EUR/price"), is(listed.at("/1/quote/0/price")));
    assertThat(message(client.get(V2_QUOTES + "?id=7")), is("400 Invalid value for \"id\": \"7\""));
    assertThat(client.get(V3_QUOTES + "?id=7").body().contains("\"error_code\":\"400\""), is(true));
  }

  @Test
  void theMapHasEveryCoinAndIsFree() throws Exception {
    JsonNode map = client.json(MAP);
    assertThat(map.at("/status/credit_count").asInt(), is(0));
    List<String> sorted = cmc.ids().stream().sorted().map(Object::toString).toList();
    assertThat(all(map.get("data"), "id"), is(sorted));
    JsonNode part = client.json(MAP + "?sort=cmc_rank&start=2&limit=2").get("data");
    assertThat(all(part, "rank"), contains("2", "3"));
    assertThat(
        part.get(0).toString(),
        is(
            "{\"id\":1027,\"rank\":2,\"name\":\"Ethereum\",\"symbol\":\"ETH\",\"slug\":\"ethereum\","
                + "\"is_active\":1,\"first_historical_data\":\"2010-07-13T00:00:00.000Z\",\"platform\":null}"));
    assertThat(cmc.creditsToday(), is(0L));
  }
}
