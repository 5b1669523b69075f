package org.purlin.sandbox.coinmarketcap;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The coins in their order, and how that order changes. */
final class Ranking {

  /** A coin at its place, which starts at 1. */
  record Ranked(int rank, Coin coin) {}

  private static final Map<String, Comparator<Ranked>> ORDERS = orders();

  private final List<Coin> coins;
  private volatile Movement movement = Movement.NONE;

  Ranking(List<Coin> coins) {
    this.coins = coins;
  }

  void moves(Movement other) {
    movement = other;
  }

  /** By what lists can be sorted. */
  static List<String> sorts() {
    return List.copyOf(ORDERS.keySet());
  }

  /**
   * All coins as they are ranked.
   *
   * @param firstPage whether the first page is cut from it
   */
  List<Ranked> seen(boolean firstPage) {
    List<Coin> order = new ArrayList<>(coins);
    if (!firstPage && !order.isEmpty()) {
      switch (movement) {
        case LAST_RISES -> order.add(0, order.remove(order.size() - 1));
        case FIRST_LEAVES -> order.remove(0);
        case NONE -> {}
      }
    }
    List<Ranked> ranked = new ArrayList<>(order.size());
    for (Coin coin : order) {
      ranked.add(new Ranked(ranked.size() + 1, coin));
    }
    return ranked;
  }

  /** A list in another order; those that are equal keep theirs. */
  static List<Ranked> sorted(List<Ranked> ranked, String sort, boolean descending) {
    if (sort.startsWith("market_cap") && descending) {
      return ranked;
    }
    Comparator<Ranked> order = ORDERS.get(sort);
    return ranked.stream().sorted(descending ? order.reversed() : order).toList();
  }

  private static Map<String, Comparator<Ranked>> orders() {
    Map<String, Comparator<Ranked>> orders = new LinkedHashMap<>();
    orders.put("market_cap", Comparator.comparing(one -> one.coin().marketCap()));
    orders.put("market_cap_strict", orders.get("market_cap"));
    orders.put("name", Comparator.comparing(one -> one.coin().name()));
    orders.put("symbol", Comparator.comparing(one -> one.coin().symbol()));
    orders.put("date_added", Comparator.comparing(one -> one.coin().dateAdded()));
    orders.put("price", Comparator.comparing(one -> one.coin().price()));
    orders.put("circulating_supply", Comparator.comparing(one -> one.coin().circulatingSupply()));
    orders.put("total_supply", Comparator.comparing(one -> one.coin().totalSupply()));
    orders.put(
        "max_supply",
        Comparator.comparing(
            one -> one.coin().maxSupply() == null ? BigDecimal.ZERO : one.coin().maxSupply()));
    orders.put("num_market_pairs", Comparator.comparing(one -> one.coin().marketPairs()));
    orders.put("volume_24h", Comparator.comparing(one -> one.coin().volume()));
    return orders;
  }
}
