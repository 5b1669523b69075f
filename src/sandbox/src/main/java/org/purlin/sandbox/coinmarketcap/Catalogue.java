package org.purlin.sandbox.coinmarketcap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.purlin.sandbox.coinmarketcap.Ranking.Ranked;

/** Finds the coins that a request names. */
final class Catalogue {

  private static final List<String> NAMES = List.of("id", "slug", "symbol");

  private final Map<String, Map<String, List<Ranked>>> byName = new LinkedHashMap<>();

  Catalogue(List<Ranked> coins) {
    NAMES.forEach(name -> byName.put(name, new LinkedHashMap<>()));
    for (Ranked one : coins) {
      put("id", Long.toString(one.coin().id()), one);
      put("slug", one.coin().slug(), one);
      put("symbol", folded(one.coin().symbol()), one);
    }
  }

  private void put(String name, String value, Ranked coin) {
    byName.get(name).computeIfAbsent(value, none -> new ArrayList<>()).add(coin);
  }

  /**
   * What was asked for.
   *
   * @param bySymbol whether by symbols, which are not unique
   * @param found what was found, by the symbol in upper case or else by the id
   */
  record Found(boolean bySymbol, Map<String, List<Ranked>> found) {

    int coins() {
      return found.values().stream().mapToInt(List::size).sum();
    }
  }

  boolean has(String id) {
    return byName.get("id").containsKey(id);
  }

  /**
   * The coins that a request names by exactly one of id, slug and symbol.
   *
   * @param most how many it may name
   */
  Found askedBy(Query query, int most) throws BadRequest {
    List<String> given = NAMES.stream().filter(name -> !query.list(name).isEmpty()).toList();
    if (given.isEmpty()) {
      throw new BadRequest("\"value\" must contain at least one of [id, slug, symbol]");
    }
    if (given.size() > 1) {
      throw new BadRequest("\"value\" contains a conflict between exclusive peers");
    }
    String name = given.get(0);
    Set<String> values = Set.copyOf(query.list(name));
    if (values.size() > most) {
      throw new BadRequest("\"" + name + "\" must have " + most + " values or fewer");
    }
    boolean bySymbol = name.equals("symbol");
    boolean skips = query.flag("skip_invalid");
    Map<String, List<Ranked>> found = new LinkedHashMap<>();
    for (String value : query.list(name)) {
      String key = bySymbol ? folded(value) : value;
      List<Ranked> coins = byName.get(name).getOrDefault(key, List.of());
      if (coins.isEmpty() && !skips) {
        throw new BadRequest("Invalid value for \"" + name + "\": \"" + value + "\"");
      }
      if (!coins.isEmpty()) {
        found.put(bySymbol ? key : Long.toString(coins.get(0).coin().id()), coins);
      }
    }
    return new Found(bySymbol, found);
  }

  private static String folded(String symbol) {
    return symbol.toUpperCase(Locale.ROOT);
  }
}
