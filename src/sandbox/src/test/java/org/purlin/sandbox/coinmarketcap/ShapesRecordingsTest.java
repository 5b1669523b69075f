package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.INFO;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.JSON;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V1;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V3;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ShapesRecordingsTest {

  private static Path recorded(String name) {
    String given = System.getProperty("purlin.recordings", "");
    Assumptions.assumeFalse(
        given.isEmpty() || given.startsWith("$"), "needs -Dpurlin.recordings=<directory>");
    Path file = Path.of(given).resolve("coinmarketcap").resolve(name);
    Assumptions.assumeTrue(Files.isRegularFile(file), "needs coinmarketcap/" + name);
    return file;
  }

  /** Every path of a field in a value, with its type; lists and objects by currency are passed. */
  private static Set<String> shape(JsonNode value) {
    Set<String> shape = new TreeSet<>();
    collect("", value, shape);
    return shape;
  }

  private static void collect(String path, JsonNode value, Set<String> shape) {
    if (value.isArray()) {
      value.forEach(one -> collect(path + "[]", one, shape));
    } else if (value.isObject()) {
      value
          .fields()
          .forEachRemaining(one -> collect(path + "/" + one.getKey(), one.getValue(), shape));
    } else if (!value.isNull()) {
      shape.add(path + " " + value.getNodeType());
    }
  }

  private static JsonNode read(Path file) throws Exception {
    return JSON.readTree(Files.readString(file));
  }

  @Test
  void everyFieldOfTheRecordedShapesIsMadeWithItsType() throws Exception {
    Path first = recorded("v1_listings_latest_data_5coins_EUR_2024-03.json");
    Path third = recorded("v3_listings_latest_20coins_SHAPE_SYNTHETIC.json");
    Path info = recorded("v2_info_data_5coins_2024-03.json");
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      CoinMarketCapClient client = new CoinMarketCapClient(cmc);
      assertThat(
          shape(read(first)), everyItem(in(shape(client.json(V1 + "?convert=EUR").get("data")))));
      assertThat(shape(read(third).get("data")), everyItem(in(shape(client.json(V3).get("data")))));
      JsonNode made = client.json(INFO + "?id=1").at("/data/1");
      Set<String> names = new TreeSet<>();
      read(info).get("1").fieldNames().forEachRemaining(names::add);
      Set<String> own = new TreeSet<>();
      made.fieldNames().forEachRemaining(own::add);
      assertThat(own, is(names));
    }
  }

  @Test
  void recordedBodiesAreServedUnchangedAndWrappedWhereTheyAreBare() throws Exception {
    Path whole = recorded("v1_listings_latest_body_1000coins_USD_2021-06-29.json");
    Path bare = recorded("v1_listings_latest_data_5coins_EUR_2024-03.json");
    CoinMarketCapSettings settings =
        CoinMarketCapSettings.defaults().withBodies(V1, whole).withBodies(V3, bare);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(settings)) {
      CoinMarketCapClient client = new CoinMarketCapClient(cmc);
      assertThat(client.get(V1 + "?limit=5000").body(), is(Files.readString(whole)));
      assertThat(client.json(V1 + "?limit=5000&start=5001").get("data").size(), is(0));
      assertThat(client.json(V3).get("data"), is(read(bare)));
      assertThat(cmc.creditsToday(), is(7L));
    }
  }
}
