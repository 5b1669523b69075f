package org.purlin.sandbox.coinmarketcap;

import java.math.BigDecimal;
import java.util.List;

/**
 * One coin, with its values in dollars.
 *
 * @param maxSupply null when there is no limit
 * @param platform null when the coin has a chain of its own
 * @param selfReportedSupply null when its makers report none
 * @param tvl what is locked in it; null for most
 * @param changes in per cent over 1 h, 24 h, 7, 30, 60 and 90 days
 */
record Coin(
    long id,
    String name,
    String symbol,
    String slug,
    int marketPairs,
    String dateAdded,
    List<String> tags,
    BigDecimal maxSupply,
    BigDecimal circulatingSupply,
    BigDecimal totalSupply,
    Platform platform,
    BigDecimal selfReportedSupply,
    BigDecimal tvl,
    BigDecimal price,
    BigDecimal volume,
    List<BigDecimal> changes) {

  /** The chain on which a token lives. */
  record Platform(long id, String name, String symbol, String slug, String tokenAddress) {}

  BigDecimal marketCap() {
    return Numbers.product(price, circulatingSupply);
  }

  BigDecimal fullyDilutedMarketCap() {
    return Numbers.product(price, maxSupply == null ? totalSupply : maxSupply);
  }

  /** Only coins without a limit can be without an end, and half of them are. */
  boolean infiniteSupply() {
    return maxSupply == null && id % 2 == 1;
  }
}
