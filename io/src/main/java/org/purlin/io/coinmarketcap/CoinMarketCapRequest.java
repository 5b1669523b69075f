package org.purlin.io.coinmarketcap;

import java.io.Serializable;
import java.util.List;

/**
 * What is asked of CoinMarketCap.
 *
 * @param version of the listings
 * @param currencies prices are told in, as symbols
 * @param coins how many of the ranking; 0 is all
 * @param type all, coins or tokens
 * @param sort what the ranking is by
 * @param info whose metadata are read
 * @param skipInvalid whether the vendor leaves out what it does not know, in place of refusing the
 *     batch
 * @param map whether the list of all coins is read too, to see whether the listings are complete
 */
public record CoinMarketCapRequest(
    ListingsVersion version,
    List<String> currencies,
    long coins,
    String type,
    String sort,
    CoinChoice info,
    boolean skipInvalid,
    boolean map)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What can be asked for in place of both coins and tokens, and is when nothing is said. */
  public static final String ALL_TYPES = "all";

  /** The vendor's own order. */
  public static final String BY_MARKET_CAP = "market_cap";

  public CoinMarketCapRequest {
    currencies = List.copyOf(currencies);
    if (currencies.isEmpty()) {
      throw new IllegalArgumentException("Prices must be told in one currency at least.");
    }
    if (coins < 0) {
      throw new IllegalArgumentException(
          "The number of coins must be 0 or more, but was: " + coins);
    }
  }

  /** Whether every coin there is should be in the listings. */
  boolean isOfAllCoins() {
    return coins == 0 && type.equals(ALL_TYPES);
  }

  /** Whether the listings say how many coins should be in them. */
  boolean isTotalTold() {
    return isOfAllCoins() && version == ListingsVersion.V1;
  }
}
