package org.purlin.pipelines.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

@Timeout(180)
class CompletenessTest {

  private static final String UNCHECKED = "Whether all coins are there was not checked: ";

  @TempDir Path directory;

  @Test
  void manyFewerCoinsThanWereAskedForAreTrouble() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.expect(3, cmc, "--coins=100");
      assertThat(desk.problems(), contains("100 coins were asked for, 60 came."));
      assertThat(desk.rows("cmc_listings").size(), is(60));
      desk.expect(0, cmc, "--coins=60");
      assertThat(desk.problems(), is(List.of()));
      assertThat(desk.notices(), not(hasItem(containsString("came"))));
    }
  }

  @Test
  void aCoinThatIsMissingOfThoseAskedForIsSaid() throws IOException {
    Desk desk = new Desk(directory);
    Path body = desk.write("body.json", coins(LongStream.rangeClosed(1, 199), LongStream.of(7)));
    try (CoinMarketCapSandbox cmc = sending("/v3/cryptocurrency/listings/latest", body)) {
      desk.expect(0, cmc, "--coins=200");
      assertThat(desk.notices(), hasItem("200 coins were asked for, 199 came."));
    }
  }

  @Test
  void whatNothingChecksIsSaidWithTheReason() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.expect(0, cmc, "--map=false");
      assertThat(
          desk.notices(), hasItem(UNCHECKED + "--map=false leaves out the list of all coins."));
      desk.expect(0, cmc, "--cryptocurrencyType=tokens");
      assertThat(
          desk.notices(),
          hasItem(UNCHECKED + "nothing says how many there are of --cryptocurrencyType=tokens."));
      desk.expectKeyless(0, cmc, "--requestsPerSecond=20");
      assertThat(
          desk.notices(),
          hasItem(UNCHECKED + "the list of all coins can be had with a --key only."));
    }
  }

  @Test
  void whatTheMapOrTheCountOfV1CheckedIsNotCalledUnchecked() throws IOException {
    Desk desk = new Desk(directory);
    try (CoinMarketCapSandbox cmc = CoinMarketCapSandbox.start()) {
      desk.expect(0, cmc);
      assertThat(desk.notices(), not(hasItem(containsString(UNCHECKED))));
      desk.expect(0, cmc, "--api=v1");
      assertThat(desk.notices(), not(hasItem(containsString(UNCHECKED))));
    }
  }

  @Test
  void listingsOfV1WithoutACountAreNotChecked() throws IOException {
    Desk desk = new Desk(directory);
    Path body =
        desk.write(
            "body.json",
            "{\"status\":{\"timestamp\":\"2026-04-21T06:11:29.000Z\",\"error_code\":0,"
                + "\"credit_count\":1},\"data\":"
                + coins(LongStream.of(1), LongStream.of(2))
                + "}");
    try (CoinMarketCapSandbox cmc = sending("/v1/cryptocurrency/listings/latest", body)) {
      desk.expect(0, cmc, "--api=v1");
      assertThat(
          desk.notices(), hasItem(UNCHECKED + "the listings did not say how many there are."));
    }
  }

  @Test
  void whereNothingChecksAShortPageThatOthersFollowIsTrouble() throws IOException {
    Desk desk = new Desk(directory);
    Path first = desk.write("1.json", coins(LongStream.of(1), LongStream.of(2)));
    Path second = desk.write("2.json", coins(LongStream.of(3), LongStream.of(4)));
    try (CoinMarketCapSandbox cmc = sending("/v3/cryptocurrency/listings/latest", first, second)) {
      desk.expectKeyless(3, cmc, "--requestsPerSecond=20");
      assertThat(desk.rowsBy("cmc_listings", "id").keySet(), is(Set.of("1", "2", "3", "4")));
      assertThat(
          desk.problems(),
          contains(
              "A page that others follow has 2 coins, fewer than were asked for; coins between the"
                  + " pages are missing."));
    }
  }

  @Test
  void listingsThatDoNotTellTheirTimeAreNotPublished() throws IOException {
    Desk desk = new Desk(directory);
    Path body =
        desk.write(
            "body.json",
            "{\"status\":{\"error_code\":\"0\",\"credit_count\":1},\"data\":"
                + coins(LongStream.of(1), LongStream.of(2))
                + "}");
    try (CoinMarketCapSandbox cmc = sending("/v3/cryptocurrency/listings/latest", body)) {
      desk.expect(3, cmc, "--map=false");
      assertThat(desk.problems(), contains(containsString("does not say /status/timestamp")));
      assertThat(desk.rows("cmc_listings"), is(List.of()));
    }
  }

  private static CoinMarketCapSandbox sending(String path, Path... pages) throws IOException {
    return CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withBodies(path, pages));
  }

  private static String coins(LongStream ids, LongStream more) {
    return Stream.concat(ids.boxed(), more.boxed())
        .map(
            id ->
                "{\"id\":%d,\"name\":\"Coin %d\",\"symbol\":\"C%d\",\"slug\":\"c-%d\"}"
                    .formatted(id, id, id, id))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
