package org.purlin.sandbox.coinmarketcap;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What prices can be told in: a few currencies, and every coin. The rates are invented. */
final class Currencies {

  /**
   * One of them.
   *
   * @param perDollar how many of it a dollar buys
   */
  record Currency(long id, String symbol, BigDecimal perDollar) {

    /** An amount of dollars in this currency; null stays null, and dollars stay as they are. */
    BigDecimal of(BigDecimal dollars) {
      return dollars == null || symbol.equals(DOLLAR)
          ? dollars
          : Numbers.product(dollars, perDollar);
    }
  }

  private static final String DOLLAR = "USD";

  /** The most that may be asked for at once. */
  private static final int MOST = 120;

  private static final List<Currency> MONEY =
      List.of(
          new Currency(2781, DOLLAR, BigDecimal.ONE),
          new Currency(2790, "EUR", new BigDecimal("0.9213")),
          new Currency(2791, "GBP", new BigDecimal("0.7871")),
          new Currency(2797, "JPY", new BigDecimal("150.37")),
          new Currency(2785, "CHF", new BigDecimal("0.8829")));

  private final Map<String, Currency> bySymbol = new LinkedHashMap<>();
  private final Map<String, Currency> byId = new LinkedHashMap<>();

  Currencies(List<Coin> coins) {
    MONEY.forEach(this::add);
    for (Coin coin : coins) {
      add(
          new Currency(
              coin.id(), coin.symbol(), BigDecimal.ONE.divide(coin.price(), Numbers.DIGITS)));
    }
  }

  private void add(Currency currency) {
    bySymbol.putIfAbsent(currency.symbol(), currency);
    byId.putIfAbsent(Long.toString(currency.id()), currency);
  }

  /** What a request asks for in {@code convert} or {@code convert_id}; dollars by default. */
  List<Currency> askedBy(Query query) throws BadRequest {
    List<String> symbols = query.list("convert");
    List<String> ids = query.list("convert_id");
    if (!symbols.isEmpty() && !ids.isEmpty()) {
      throw new BadRequest("\"value\" contains a conflict between exclusive peers");
    }
    if (symbols.isEmpty() && ids.isEmpty()) {
      return MONEY.subList(0, 1);
    }
    boolean byName = ids.isEmpty();
    List<Currency> asked = new ArrayList<>();
    for (String one : byName ? symbols : ids) {
      Currency currency = byName ? bySymbol.get(one) : byId.get(one);
      String parameter = byName ? "convert" : "convert_id";
      if (currency == null) {
        throw new BadRequest("Invalid value for \"" + parameter + "\": \"" + one + "\"");
      }
      if (!asked.contains(currency)) {
        asked.add(currency);
      }
      if (asked.size() > MOST) {
        throw new BadRequest("\"" + parameter + "\" must have " + MOST + " values or fewer");
      }
    }
    return asked;
  }
}
