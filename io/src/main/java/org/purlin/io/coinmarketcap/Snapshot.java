package org.purlin.io.coinmarketcap;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.io.landing.FileLanding;

/**
 * How complete a landed snapshot is.
 *
 * @param coins in the listings
 * @param withoutQuote coins of them that have no price in any currency
 * @param mapped coins that the vendor says there are; -1 when it was not asked
 * @param missing of these, coins that are not in the listings
 * @param shortest coins on the shortest page that is not the last; -1 when there is only one page
 */
public record Snapshot(long coins, long withoutQuote, long mapped, long missing, long shortest) {

  /** Of a window that was published. */
  public static Snapshot of(FileLanding landing, String window) throws IOException {
    Set<Long> listed = new HashSet<>();
    TreeMap<Long, Long> pages = new TreeMap<>();
    LandedRows.read(
        landing,
        CoinMarketCapTables.listings().name(),
        window,
        row -> {
          listed.add(row.path("id").asLong());
          pages.merge(row.path("_page").asLong(), 1L, Long::sum);
        });
    Set<Long> quoted = new HashSet<>();
    LandedRows.read(
        landing,
        CoinMarketCapTables.quotes().name(),
        window,
        row -> quoted.add(row.path("id").asLong()));
    Set<Long> mapped = new HashSet<>();
    boolean asked =
        LandedRows.read(
            landing,
            CoinMarketCapTables.map().name(),
            window,
            row -> mapped.add(row.path("id").asLong()));
    long withoutQuote = listed.stream().filter(id -> !quoted.contains(id)).count();
    long missing = mapped.stream().filter(id -> !listed.contains(id)).count();
    pages.pollLastEntry();
    return new Snapshot(
        listed.size(),
        withoutQuote,
        asked ? mapped.size() : -1,
        missing,
        pages.values().stream().mapToLong(Long::longValue).min().orElse(-1));
  }

  /** Whether more is missing than a moving ranking explains. */
  public boolean isTooSmall() {
    return missing > mapped * CoinMarketCapSource.MISSING_SHARE;
  }

  /** The same where so many were asked for. */
  public boolean isFewFor(long asked) {
    return isFew(coins, asked);
  }

  /** Whether a page has fewer coins than were asked for, and others follow: some were left out. */
  public boolean hasGap(CoinMarketCapRequest wanted) {
    return shortest >= 0 && isFew(shortest, CoinMarketCapSource.pageCoins(wanted));
  }

  private static boolean isFew(long there, long asked) {
    return there < asked * (1 - CoinMarketCapSource.MISSING_SHARE);
  }
}
