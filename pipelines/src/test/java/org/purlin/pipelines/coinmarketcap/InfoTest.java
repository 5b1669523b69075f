package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;
import org.purlin.sandbox.coinmarketcap.InfoVariant;

@Timeout(180)
class InfoTest {

  @TempDir Path directory;

  /** Contract, check 8. */
  @Test
  void metadataOfTheListedComeInBatchesOfAHundred() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(250)) {
      desk.expect(0, cmc, "--info=listed");
      assertThat(sizesOfBatches(cmc).stream().sorted().toList(), contains(50, 100, 100));
      assertThat(desk.rows("cmc_info").size(), is(250));
      assertThat(desk.counter("credits believed before"), is(50L + 100));
      assertThat(desk.counter("credits"), is(2L + 3));
    }
  }

  /** Contract, check 8. */
  @Test
  void oneUnknownIdIsFoundInHalvesAndItsNeighboursLand() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(99)) {
      desk.expect(3, cmc, "--coins=1", "--info=" + ids(cmc) + ",999999999");
      assertThat(desk.rows("cmc_info").size(), is(99));
      assertThat(sizesOfBatches(cmc).size(), lessThanOrEqualTo(1 + 14));
      List<JsonNode> rejected = desk.rows("coinmarketcap_rejected");
      assertThat(rejected.size(), is(1));
      assertThat(rejected.get(0).get("record").asText(), is("999999999"));
    }
  }

  /** Contract, check 8. */
  @Test
  void theVendorCanLeaveOutWhatItDoesNotKnow() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(99)) {
      desk.expect(3, cmc, "--coins=1", "--info=" + ids(cmc) + ",999999999", "--skipInvalid");
      assertThat(desk.rows("cmc_info").size(), is(99));
      assertThat(sizesOfBatches(cmc), contains(100));
      assertThat(
          desk.rows("coinmarketcap_rejected").get(0).get("reason").asText(),
          containsString("missing"));
    }
  }

  /** Contract, check 9. */
  @Test
  void anIdThatTheAnswerLacksIsARejectedRecord() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(20)) {
      cmc.info(1027, InfoVariant.MISSING);
      desk.expect(3, cmc, "--info=listed");
      assertThat(desk.rows("cmc_info").size(), is(19));
      JsonNode rejected = desk.rows("coinmarketcap_rejected").get(0);
      assertThat(rejected.get("record").asText(), is("1027"));
      assertThat(rejected.get("reason").asText(), is("missing: the answer does not hold it"));
    }
  }

  @Test
  void allCoinsOfASymbolLandAndSoDoThoseOfASlug() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(400)) {
      desk.expect(0, cmc);
      Map<String, List<String>> bySymbol =
          desk.rows("cmc_listings").stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.get("symbol").asText(),
                      Collectors.mapping(row -> row.get("id").asText(), Collectors.toList())));
      Map.Entry<String, List<String>> shared =
          bySymbol.entrySet().stream()
              .filter(symbol -> symbol.getValue().size() > 1)
              .findFirst()
              .orElseThrow();
      desk.expect(0, cmc, "--coins=1", "--infoSymbols=btc," + shared.getKey());
      Set<String> wanted = Set.copyOf(and(shared.getValue(), "1"));
      assertThat(desk.rowsBy("cmc_info", "id").keySet(), is(wanted));
      desk.expect(0, cmc, "--coins=1", "--infoSlugs=ethereum");
      assertThat(
          desk.rowsBy("cmc_info", "id").keySet(), is(Set.copyOf(and(List.copyOf(wanted), "1027"))));
    }
  }

  @Test
  void whatDidNotChangeStaysAsItWasFirstSeen() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = start(20)) {
      desk.expect(0, cmc, "--info=1,1027", "--coins=1", "--runId=one");
      Map<String, JsonNode> first = desk.rowsBy("cmc_info", "id");
      cmc.info(1027, InfoVariant.LOGO_NULL);
      desk.expect(0, cmc, "--info=1,1027", "--coins=1", "--runId=two");
      Map<String, JsonNode> second = desk.rowsBy("cmc_info", "id");
      assertThat(second.get("1"), is(first.get("1")));
      assertThat(second.get("1").get("_run_id").asText(), is("one"));
      assertThat(second.get("1027").get("_run_id").asText(), is("two"));
      assertThat(second.get("1027").get("logo_url").isNull(), is(true));
      assertThat(desk.balance("rows"), containsString("1 landed before and unchanged"));
    }
  }

  private static CoinMarketCapSandbox start(int coins) throws IOException {
    return CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(coins));
  }

  private static String ids(CoinMarketCapSandbox cmc) {
    return cmc.ids().stream().map(id -> Long.toString(id)).collect(Collectors.joining(","));
  }

  private static List<Integer> sizesOfBatches(CoinMarketCapSandbox cmc) {
    return cmc.requests().stream()
        .filter(request -> request.path().endsWith("/info"))
        .map(request -> request.parameters().get("id").split(",", -1).length)
        .toList();
  }

  private static List<String> and(List<String> some, String more) {
    List<String> all = new ArrayList<>(some);
    all.add(more);
    return all;
  }
}
