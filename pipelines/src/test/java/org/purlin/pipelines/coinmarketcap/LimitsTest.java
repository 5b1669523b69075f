package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapFaults;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

@Timeout(180)
class LimitsTest {

  @TempDir Path directory;

  /** Contract, check 6. */
  @Test
  void afterTheLimitOfAMinuteTheNextMinuteIsWaitedFor() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(
            CoinMarketCapSettings.defaults()
                .withMinuteLimit(1)
                .withMinute(Duration.ofSeconds(2))
                .withRetryAfter())) {
      desk.expect(0, cmc, "--retryFor=PT60S");
      assertThat(desk.rows("cmc_listings").size(), is(60));
      assertThat(
          desk.rows("coinmarketcap_calls").stream()
              .map(row -> row.get("http_status").asInt())
              .toList(),
          hasItem(429));
    }
  }

  /** Contract, check 6. */
  @Test
  void theLimitOfADayOrAMonthStopsTheRunAndWhatWasReadIsKept() throws IOException {
    for (int code : List.of(1009, 1010)) {
      Desk desk = new Desk(directory.resolve("code" + code));
      try (CoinMarketCapSandbox cmc =
          CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(5100))) {
        cmc.onNextListingsPage(2, CoinMarketCapFaults.errorAsText(code));
        desk.expect(3, cmc, "--map=false", "--info=listed");
        assertThat(desk.rows("cmc_listings").size(), is(5000));
        assertThat(
            desk.problems().get(0),
            containsString(code == 1009 ? "no credits left today" : "no credits left this month"));
        assertThat(
            desk.out, containsString(code == 1009 ? "Run again tomorrow" : "Run again next month"));
        assertThat(desk.out, not(containsString("Run the same command again")));
        // Two pages of listings; the batches of metadata were not asked for.
        assertThat(cmc.requests().size(), is(2));
      }
    }
  }

  /** Contract, check 7. */
  @Test
  void aRefusedKeyIsOneRequestAndAPlainMessage() throws IOException {
    for (int code : List.of(1001, 1003, 1006)) {
      Desk desk = new Desk(directory.resolve("code" + code));
      try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
        cmc.onNext(request -> true, CoinMarketCapFaults.error(code).times(9));
        desk.expect(2, cmc, "--convert=USD,EUR");
        assertThat(cmc.requests().size(), is(1));
        assertThat(desk.err, containsString("--key"));
        assertThat(desk.err, containsString("code " + code));
      }
    }
  }

  @Test
  void aPlanWithoutMetadataLosesNoListingsThatWerePaidFor() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(250))) {
      cmc.onNextInfo(CoinMarketCapFaults.error(1006).times(9));
      desk.expect(3, cmc, "--coins=250", "--info=listed", "--concurrency=1");
      assertThat(desk.rows("cmc_listings").size(), is(250));
      assertThat(desk.counter("credits"), is(2L));
      assertThat(
          desk.problems(),
          contains(containsString("the key's plan does not have this (code 1006)")));
      assertThat(desk.out, containsString("See what --key refers to"));
      assertThat(desk.out, not(containsString("Run the same command again")));
      // The listings and one batch of three.
      assertThat(cmc.requests().size(), is(2));
    }
  }

  @Test
  void theRunStopsBeforeItCostsMoreThanItMay() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc =
        CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(5100))) {
      desk.expect(3, cmc, "--maxCredits=30");
      assertThat(cmc.creditsToday(), is(25L));
      assertThat(desk.rows("cmc_listings").size(), is(5000));
      assertThat(
          desk.problems(),
          contains(
              containsString(
                  "the next request is believed to cost 25 credits, 25 are spent, and the limit"
                      + " is 30")));
      assertThat(desk.out, containsString("Allow more credits, and run it again."));
      assertThat(desk.out, not(containsString("Run the same command again")));
      assertThat(desk.notices(), hasItem("--maxCredits=30 may be too little for all of it."));
    }
  }

  @Test
  void aCurrencyThatTheVendorDoesNotKnowIsToldWithTheFlag() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.expect(3, cmc, "--convert=NOSUCH");
      assertThat(desk.problems().get(0), containsString("look at --convert, --sort and --coins"));
      assertThat(desk.out, not(containsString("Run the same command again")));
      assertThat(desk.rows("cmc_listings").size(), is(0));
    }
  }

  @Test
  void aServerThatFailsIsToBeAskedAgainLater() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      cmc.onNextListings(CoinMarketCapFaults.error(500).times(20));
      desk.expect(3, cmc, "--retryFor=PT1S");
      assertThat(desk.out, containsString("Run the same command again."));
    }
  }

  @Test
  void withoutAKeyThePublicApiIsAskedWithoutCredentials() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.expectKeyless(0, cmc, "--requestsPerSecond=20");
      assertThat(desk.rows("cmc_listings").size(), is(60));
      assertThat(
          cmc.requests().stream().map(request -> request.path()).toList(),
          everyItem(is("/public-api/v3/cryptocurrency/listings/latest")));
      assertThat(cmc.requests().get(0).headers(), not(hasItem("x-cmc_pro_api_key")));
      assertThat(desk.notices(), hasItem(PullReport.KEYLESS));
    }
  }
}
