package org.purlin.io.coinmarketcap;

/**
 * How many requests a run is believed to make, as {@link CreditEstimate} believes what it costs.
 *
 * @param listings pages of listings
 * @param map pages of the list of all coins
 * @param info batches of metadata
 */
public record CallEstimate(long listings, long map, long info) {

  /** Of a request. */
  public static CallEstimate of(CoinMarketCapRequest request) {
    boolean known = request.coins() > 0;
    long coins = known ? request.coins() : CreditEstimate.EXPECTED_COINS;
    long listings = rounded(coins, CoinMarketCapSource.pageCoins(request));
    if (!known && !request.isTotalTold() && !request.map()) {
      // Nothing but an empty page says that there are no more.
      listings++;
    }
    long asked =
        request.info().by() == CoinChoice.By.LISTED ? coins : request.info().values().size();
    return new CallEstimate(
        listings,
        request.map() ? rounded(CreditEstimate.EXPECTED_COINS, CoinMarketCapSource.PAGE_COINS) : 0,
        rounded(asked, CoinMarketCapSource.BATCH_COINS));
  }

  private static long rounded(long coins, long each) {
    return (coins + each - 1) / each;
  }

  public long total() {
    return listings + map + info;
  }
}
