package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.INFO;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V1;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V3;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.all;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MisbehavingTest {

  private CoinMarketCapSandbox cmc;
  private CoinMarketCapClient client;

  @BeforeEach
  void start() throws Exception {
    cmc = CoinMarketCapSandbox.start();
    client = new CoinMarketCapClient(cmc);
  }

  @AfterEach
  void stop() {
    cmc.close();
  }

  @Test
  void everyErrorOfTheVendorCanBeHad() throws Exception {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (int code :
        new int[] {
          400, 500, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1022
        }) {
      cmc.onNextListings(CoinMarketCapFaults.error(code));
      HttpResponse<String> answer = client.get(V1);
      statuses.put(code, answer.statusCode());
      assertThat(outcome(answer), is(answer.statusCode() + " " + code + " 0"));
    }
    assertThat(
        statuses.toString(),
        is(
            "{400=400, 500=500, 1001=401, 1002=401, 1003=402, 1004=402, 1005=403, 1006=403,"
                + " 1007=403, 1008=429, 1009=429, 1010=429, 1011=429, 1022=429}"));
    cmc.onNextListings(CoinMarketCapFaults.errorAsText(1009));
    assertThat(outcome(client.get(V3)), is("429 \"1009\" 0"));
    assertThat(cmc.creditsToday(), is(0L));
    assertThrows(IllegalArgumentException.class, () -> CoinMarketCapFaults.error(1012));
  }

  @Test
  void faultsWaitForTheRequestsTheyAreMeantFor() throws Exception {
    cmc.onNextListingsPage(2, CoinMarketCapFaults.emptyData());
    cmc.onNextInfo(CoinMarketCapFaults.error(400));
    cmc.onNextMap(CoinMarketCapFaults.error(500).times(2));
    assertThat(cmc.pendingFaults(), is(4));
    assertThat(client.json(V3 + "?limit=20").get("data").size(), is(20));
    JsonNode empty = client.json(V3 + "?start=21&limit=20");
    assertThat(empty.get("data").toString(), is("[]"));
    assertThat(empty.at("/status/error_code").asText(), is("0"));
    assertThat(client.json(V3 + "?start=21&limit=20").get("data").size(), is(20));
    assertThat(client.get(INFO + "?id=1").statusCode(), is(400));
    cmc.clearFaults();
    assertThat(client.get("/v1/cryptocurrency/map").statusCode(), is(200));
  }

  @Test
  void answersCanBeThePageOfANetworkOrHalfAnAnswer() throws Exception {
    cmc.onNextListings(CoinMarketCapFaults.cloudflare());
    HttpResponse<String> page = client.get(V3);
    assertThat(page.statusCode() + page.body(), startsWith("200<!DOCTYPE html>"));
    assertThat(page.body().contains("Just a moment..."), is(true));
    String whole = client.get(V1 + "?limit=1").body();
    cmc.onNextListings(CoinMarketCapFaults.truncatedJson());
    String half = client.get(V1 + "?limit=1").body();
    assertThat(half.length(), is(whole.length() / 2));
    assertThrows(JsonProcessingException.class, () -> CoinMarketCapClient.JSON.readTree(half));
  }

  @Test
  void aNoticeStandsInEveryAnswerUntilItIsTakenBack() throws Exception {
    String notice = "You have used 163% of your plan's daily credit limit.";
    cmc.notice(notice);
    assertThat(client.json(V1).at("/status/notice").asText(), is(notice));
    assertThat(client.json(INFO + "?id=1").at("/status/notice").asText(), is(notice));
    cmc.notice("");
    assertThat(client.json(V1).at("/status/notice").isNull(), is(true));
  }

  private List<String> pages(int limit) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int start = 1; start <= 60; start += limit) {
      ids.addAll(all(client.json(V1 + "?start=" + start + "&limit=" + limit).get("data"), "id"));
    }
    return ids;
  }

  @Test
  void aRankingThatMovesShowsACoinTwice() throws Exception {
    cmc.ranking(Movement.LAST_RISES);
    List<String> seen = pages(25);
    assertThat(seen.size() + " " + new HashSet<>(seen).size(), is("60 59"));
    assertThat(seen.get(25), is(seen.get(24)));
    assertThat(seen.contains(cmc.ids().get(59).toString()), is(false));
    cmc.ranking(Movement.NONE);
    assertThat(new HashSet<>(pages(25)).size(), is(60));
  }

  @Test
  void aRankingThatMovesHidesACoin() throws Exception {
    cmc.ranking(Movement.FIRST_LEAVES);
    List<String> seen = pages(25);
    assertThat(seen.size() + " " + new HashSet<>(seen).size(), is("59 59"));
    assertThat(seen.contains(cmc.ids().get(25).toString()), is(false));
    assertThat(client.json(V1 + "?start=26&limit=25").at("/status/total_count").asInt(), is(59));
  }

  @Test
  void everyRequestIsDelayedWhereThatIsSet() throws Exception {
    Duration delay = Duration.ofMillis(60);
    try (CoinMarketCapSandbox slow =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withDelay(delay))) {
      CoinMarketCapClient own = new CoinMarketCapClient(slow);
      long start = System.nanoTime();
      own.get(V3);
      assertThat(delay.toNanos(), is(lessThan(System.nanoTime() - start)));
    }
  }

  @Test
  void filesAreServedInPlaceOfWhatWouldBeMade(@TempDir Path folder) throws Exception {
    String whole = "{\"status\": {\"credit_count\": 7, \"error_code\": 0},\n \"data\": [1.50e-3]}";
    String bare = "[{\"id\":1,\"price\":0.10}, {\"id\":2}]";
    Path first = Files.writeString(folder.resolve("first.json"), whole);
    Path second = Files.writeString(folder.resolve("second.json"), bare);
    CoinMarketCapSettings settings =
        CoinMarketCapSettings.defaults().withBodies(V1, first, second).withBodies(INFO, second);
    try (CoinMarketCapSandbox own = CoinMarketCapSandbox.start(settings)) {
      CoinMarketCapClient asking = new CoinMarketCapClient(own);
      assertThat(asking.get(V1 + "?limit=5000").body(), is(whole));
      assertThat(own.creditsToday(), is(7L));
      for (int start : new int[] {2, 1001, 5001}) {
        String wrapped = asking.get(V1 + "?limit=5000&start=" + start).body();
        assertThat(wrapped.contains("\"total_count\":3},\"data\":" + bare + "}"), is(true));
      }
      assertThat(asking.json(V1 + "?limit=5000&start=10001").get("data").toString(), is("[]"));
      assertThat(
          asking.text(own.keylessUrl() + INFO + "?id=9").body().contains("\"data\":" + bare),
          is(true));
      assertThat(asking.json(V3).get("data").size(), is(60));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> CoinMarketCapSettings.defaults().withBodies("/v9", first));
  }

  @Test
  void controlsDoWhatTheMethodsDo() throws Exception {
    client.control("POST", "faults", "{\"kind\":\"error\",\"code\":1009,\"on\":\"info\"}");
    client.control(
        "POST",
        "faults",
        "[{\"kind\":\"error\",\"code\":1008,\"asText\":true,\"on\":\"listings\",\"start\":101},"
            + "{\"kind\":\"emptyData\",\"on\":\"listings\"},{\"kind\":\"cloudflare\",\"on\":\"map\"},"
            + "{\"kind\":\"truncatedJson\",\"on\":\"key\"},{\"kind\":\"reset\",\"on\":\"quotes\"}]");
    assertThat(outcome(client.get(V3 + "?start=101")), is("429 \"1008\" 0"));
    assertThat(client.json(V3).get("data").size(), is(0));
    assertThat(outcome(client.get(INFO + "?id=1")), is("429 1009 0"));
    assertThat(cmc.pendingFaults(), is(3));
    assertThat(
        client.control("POST", "faults", "{\"kind\":\"reset\",\"on\":\"put\"}").body(),
        is("on must be listings, quotes, info, map, key or any\n"));
    assertThat(
        client.control("POST", "faults", "{\"kind\":\"error\",\"code\":7}").body(),
        is("code must be 400, 500, 1001 to 1011 or 1022, but was: 7\n"));
    client.control("POST", "notice?text=Beware", "");
    client.control("POST", "ranking?movement=FIRST_LEAVES", "");
    client.control("POST", "info?id=1&variant=LOGO_NULL", "");
    client.control("POST", "logos?id=1&variant=NOT_FOUND", "");
    JsonNode page = client.json(V1 + "?start=2&limit=1");
    assertThat(page.at("/status/notice").asText() + page.at("/status/total_count"), is("Beware59"));
    assertThat(client.json(INFO + "?id=1").at("/data/1/logo").isNull(), is(true));
    String logo = cmc.logoUrl() + "/static/img/coins/16x16/1.png";
    assertThat(client.bytes(logo).statusCode(), is(404));
    assertThat(
        client.control("GET", "usage", "").body(),
        is("{\"creditsToday\":3,\"creditsThisMonth\":3,\"leaks\":0}"));
    assertThat(
        client.control("DELETE", "usage", "").body(),
        is("{\"creditsToday\":0,\"creditsThisMonth\":3,\"leaks\":0}"));
    assertThat(client.control("POST", "ranking", "").body(), is("movement must be given\n"));
    assertThat(client.control("GET", "nothing", "").statusCode(), is(404));
  }
}
