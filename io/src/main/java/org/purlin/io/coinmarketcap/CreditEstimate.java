package org.purlin.io.coinmarketcap;

import java.util.Locale;

/**
 * What a run is believed to cost, by the vendor's price list.
 *
 * @param listings credits of the listings
 * @param info credits of the metadata
 * @param coins that was counted with
 * @param known whether so many are asked for; otherwise it is {@link #EXPECTED_COINS}
 */
public record CreditEstimate(long listings, long info, long coins, boolean known) {

  /** The listings had 9,722 coins in 2022; how many there will be nobody knows before. */
  static final long EXPECTED_COINS = 10_000;

  /** Coins that one credit buys in listings. */
  static final long LISTED_FOR_ONE = 200;

  /** Of a request. */
  public static CreditEstimate of(CoinMarketCapRequest request) {
    boolean known = request.coins() > 0;
    long coins = known ? request.coins() : EXPECTED_COINS;
    long listings = 0;
    long page = CoinMarketCapSource.pageCoins(request);
    for (long left = coins; left > 0; left -= page) {
      listings += ofPage(request, Math.min(left, page));
    }
    long asked =
        request.info().by() == CoinChoice.By.LISTED ? coins : request.info().values().size();
    return new CreditEstimate(
        listings, rounded(asked, CoinMarketCapSource.BATCH_COINS), coins, known);
  }

  /** Of one page of listings. */
  static long ofPage(CoinMarketCapRequest request, long coins) {
    return rounded(coins, LISTED_FOR_ONE) + request.currencies().size() - 1;
  }

  private static long rounded(long coins, long each) {
    return (coins + each - 1) / each;
  }

  public long total() {
    return listings + info;
  }

  /** In a sentence. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "This is believed to cost %,d credits: %,d for listings of %s%,d coins and %,d for"
            + " metadata.",
        total(),
        listings,
        known ? "" : "about ",
        coins,
        info);
  }
}
