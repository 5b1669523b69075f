package org.purlin.sandbox.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.INFO;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V1;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.V3;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.message;
import static org.purlin.sandbox.coinmarketcap.CoinMarketCapClient.outcome;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final String HEADER = "X-CMC_PRO_API_KEY";
  private static final CoinMarketCapSettings SETTINGS = CoinMarketCapSettings.defaults();

  private static List<String> outcomes(CoinMarketCapSettings settings, String... paths)
      throws Exception {
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(settings)) {
      CoinMarketCapClient client = new CoinMarketCapClient(cmc);
      List<String> outcomes = new ArrayList<>();
      for (String path : paths) {
        outcomes.add(outcome(client.get(path)));
      }
      outcomes.add("charged " + cmc.creditsToday());
      return outcomes;
    }
  }

  @Test
  void listingsCostByTheCoinsAndCurrenciesThatAreGiven() throws Exception {
    assertThat(
        outcomes(
            SETTINGS.withCoins(1000),
            V1 + "?limit=1000",
            V1 + "?limit=201",
            V1 + "?limit=200",
            V3 + "?limit=1000&convert=USD,EUR,BTC",
            V1 + "?start=1001",
            V1 + "?limit=0",
            INFO + "?id=1"),
        contains(
            "200 0 5",
            "200 0 2",
            "200 0 1",
            "200 \"0\" 7",
            "200 0 1",
            "400 400 0",
            "200 0 1",
            "charged 17"));
  }

  @Test
  void theKeyBelongsIntoTheHeader() throws Exception {
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      CoinMarketCapClient client = new CoinMarketCapClient(cmc);
      assertThat(message(client.text(cmc.url() + V1)), is("401 API key missing."));
      assertThat(outcome(client.text(cmc.url() + V1)), is("401 1002 0"));
      assertThat(outcome(client.text(cmc.url() + V1, HEADER, "wrong")), is("401 1001 0"));
      assertThat(outcome(client.text(cmc.url() + V3, HEADER, "wrong")), is("401 \"1001\" 0"));
      assertThat(cmc.leaks(), is(0));
      String leaking = V1 + "?CMC_PRO_API_KEY=" + CoinMarketCapSettings.KEY;
      assertThat(outcome(client.get(leaking)), is("401 1001 0"));
      assertThat(
          outcome(client.text(cmc.keylessUrl() + V3 + "?cmc_pro_api_key=x")), is("401 \"1001\" 0"));
      assertThat(cmc.leaks(), is(2));
    }
  }

  @Test
  void aRequestThatWouldPassTheDayOrTheMonthIsRefused() throws Exception {
    assertThat(
        outcomes(SETTINGS.withDailyCredits(3), V1, V1 + "?convert=USD,EUR", V1, "/v1/key/info"),
        contains("200 0 1", "200 0 2", "429 1009 0", "200 0 0", "charged 3"));
    assertThat(
        outcomes(SETTINGS.withDailyCredits(3).withMonthlyCredits(1), V1, V3, INFO + "?id=1"),
        contains("200 0 1", "429 \"1010\" 0", "429 1010 0", "charged 1"));
  }

  @Test
  void aNewDayHasCreditsAgain() throws Exception {
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(SETTINGS.withDailyCredits(1))) {
      CoinMarketCapClient client = new CoinMarketCapClient(cmc);
      assertThat(client.get(V1).statusCode(), is(200));
      assertThat(
          message(client.get(V1)), is("429 You've exceeded your API Key's daily rate limit."));
      cmc.newDay();
      assertThat(client.get(V1).statusCode(), is(200));
    }
  }

  @Test
  void aMinuteEndsAfterTheTimeThatWasSet() throws Exception {
    CoinMarketCapSettings brief =
        SETTINGS.withMinuteLimit(2).withMinute(Duration.ofMillis(1500)).withRetryAfter();
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(brief)) {
      CoinMarketCapClient client = new CoinMarketCapClient(cmc);
      assertThat(outcome(client.get(V1)), is("200 0 1"));
      assertThat(outcome(client.get("/v1/cryptocurrency/map")), is("200 0 0"));
      HttpResponse<String> refused = client.get(V1);
      assertThat(outcome(refused), is("429 1008 0"));
      assertThat(refused.headers().firstValue("Retry-After").orElse("").matches("[12]"), is(true));
      Thread.sleep(1600);
      assertThat(outcome(client.get(V1)), is("200 0 1"));
    }
  }

  @Test
  void keylessRequestsHaveALimitAndACodeOfTheirOwn() throws Exception {
    for (int code : new int[] {1011, 1022}) {
      CoinMarketCapSettings limited = SETTINGS.withKeylessLimit(2, code).withMinuteLimit(1);
      try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(limited)) {
        CoinMarketCapClient client = new CoinMarketCapClient(cmc);
        assertThat(outcome(client.text(cmc.keylessUrl() + V3)), is("200 \"0\" 1"));
        assertThat(outcome(client.text(cmc.keylessUrl() + INFO + "?id=1")), is("200 0 1"));
        HttpResponse<String> refused = client.text(cmc.keylessUrl() + V3);
        assertThat(outcome(refused), is("429 \"" + code + "\" 0"));
        assertThat(refused.headers().firstValue("Retry-After").isPresent(), is(false));
        assertThat(outcome(client.get(V1)), is("200 0 1"));
        assertThat(outcome(client.text(cmc.keylessUrl() + "/v1/key/info")), is("401 1002 0"));
        assertThat(cmc.creditsToday(), is(1L));
        assertThat(cmc.requests().get(0).headers(), not(hasItem("x-cmc_pro_api_key")));
        assertThat(cmc.requests().get(3).headers(), hasItem("x-cmc_pro_api_key"));
      }
    }
  }

  @Test
  void keyInfoTellsThePlanAndWhatIsUsed() throws Exception {
    CoinMarketCapSettings plan =
        SETTINGS.withMinuteLimit(30).withDailyCredits(333).withMonthlyCredits(10_000);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start(plan)) {
      CoinMarketCapClient client = new CoinMarketCapClient(cmc);
      client.get(V1 + "?convert=USD,EUR");
      assertThat(
          client.json("/v1/key/info").get("data").toString(),
          is(
              "{\"plan\":{\"credit_limit_daily\":333,\"credit_limit_monthly\":10000,"
                  + "\"rate_limit_minute\":30},\"usage\":{\"current_minute\":{\"requests_made\":2,"
                  + "\"requests_left\":28},\"current_day\":{\"credits_used\":2,\"credits_left\":331},"
                  + "\"current_month\":{\"credits_used\":2,\"credits_left\":9998}}}"));
    }
  }
}
