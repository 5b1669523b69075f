package org.purlin.io.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CreditEstimateTest {

  @Test
  void listingsCostOneForTwoHundredCoinsAndOneForEachFurtherCurrencyOfAPage() {
    assertThat(estimate(1, CoinChoice.none(), "USD").total(), is(1L));
    assertThat(estimate(200, CoinChoice.none(), "USD").total(), is(1L));
    assertThat(estimate(201, CoinChoice.none(), "USD", "EUR", "BTC").total(), is(2L + 2));
    assertThat(estimate(5001, CoinChoice.none(), "USD", "EUR").total(), is(25L + 1 + 1 + 1));
  }

  @Test
  void metadataCostOneForAHundredCoins() {
    assertThat(estimate(250, CoinChoice.listed(), "USD").info(), is(3L));
    CoinChoice two = new CoinChoice(CoinChoice.By.ID, List.of("1", "1027"));
    assertThat(estimate(250, two, "USD").info(), is(1L));
  }

  @Test
  void whereAllCoinsAreWantedTheirNumberIsAGuessAndSaysSo() {
    assertThat(
        estimate(0, CoinChoice.none(), "USD").sentence(),
        is(
            "This is believed to cost 50 credits: 50 for listings of about 10,000 coins and 0 for"
                + " metadata."));
  }

  @Test
  void coinsWithManyQuotesComeInSmallerPages() {
    assertThat(pageCoins(1), is(5000));
    assertThat(pageCoins(11), is(5000));
    assertThat(pageCoins(20), is(3000));
    assertThat(pageCoins(120), is(400));
    String[] twenty = currencies(20).toArray(String[]::new);
    // 3,000 and 2,000 coins, and nineteen further currencies on each page.
    assertThat(estimate(5000, CoinChoice.none(), twenty).total(), is(15L + 19 + 10 + 19));
  }

  private static int pageCoins(int currencies) {
    return CoinMarketCapSource.pageCoins(request(0, CoinChoice.none(), currencies(currencies)));
  }

  private static List<String> currencies(int number) {
    return IntStream.range(0, number).mapToObj(i -> "C" + i).toList();
  }

  private static CreditEstimate estimate(long coins, CoinChoice info, String... currencies) {
    return CreditEstimate.of(request(coins, info, List.of(currencies)));
  }

  private static CoinMarketCapRequest request(
      long coins, CoinChoice info, List<String> currencies) {
    return new CoinMarketCapRequest(
        ListingsVersion.V3,
        currencies,
        coins,
        CoinMarketCapRequest.ALL_TYPES,
        CoinMarketCapRequest.BY_MARKET_CAP,
        info,
        false,
        true);
  }
}
