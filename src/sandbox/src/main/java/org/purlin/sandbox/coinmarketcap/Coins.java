package org.purlin.sandbox.coinmarketcap;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes invented coins, largest first: the same ones for the same number of them. Many have one of
 * the oddities that real ones have: shared symbols, symbols outside ASCII, nulls, no market cap,
 * supplies and prices at the ends of what numbers can hold.
 */
final class Coins {

  /** A coin with a very large supply and a very small price; there from 10 coins on. */
  static final long BNB_TIGER = 31900;

  /** The coin with the largest supply; there from 20 coins on. */
  static final long LARGEST_SUPPLY = 31901;

  /** Ids of others start here; ids of currencies, which share the numbers, end before. */
  private static final long FIRST_ID = 40_000;

  /** A prime: multiples of {@link #ID_STEP} modulo it meet each id once. */
  private static final int ID_BLOCK = 10_007;

  private static final int ID_STEP = 7_919;

  private static final List<String> FIRST_WORDS =
      List.of(
          "Alder", "Amber", "Basalt", "Birch", "Cinder", "Copper", "Dune", "Ember", "Fjord",
          "Flint", "Garnet", "Hazel", "Indigo", "Juniper", "Kelp", "Linden", "Maple", "Nectar",
          "Onyx", "Pebble", "Quartz", "Rowan", "Sable", "Thistle", "Umber", "Velvet", "Willow",
          "Yarrow", "Zephyr");

  private static final List<String> SECOND_WORDS =
      List.of(
          "Coin",
          "Token",
          "Cash",
          "Chain",
          "Swap",
          "Dollar",
          "Network",
          "Protocol",
          "Finance",
          "Inu",
          "Verse",
          "Bridge",
          "Vault",
          "Gold",
          "Pay",
          "World",
          "Labs",
          "Credit",
          "Link");

  private static final List<String> TAGS =
      List.of("mineable", "pow", "pos", "memes", "defi", "stablecoin", "layer-1", "ai-big-data");

  private static final List<String> FOREIGN_SYMBOLS = List.of("∑", "狐火", "星币", "Ƀ", "ÆRE");

  private static final List<Coin.Platform> PLATFORMS =
      List.of(
          new Coin.Platform(1027, "Ethereum", "ETH", "ethereum", ""),
          new Coin.Platform(1839, "BNB", "BNB", "bnb", ""));

  private final int count;

  private Coins(int count) {
    this.count = count;
  }

  /** The coins, in the order of their market cap. */
  static List<Coin> of(int count) {
    Coins coins = new Coins(count);
    List<Coin> all = new ArrayList<>(count);
    for (int index = 0; index < count; index++) {
      all.add(coins.at(index));
    }
    return List.copyOf(all);
  }

  private Coin at(int index) {
    int worthless = count - count / 10;
    if (index == 0) {
      return known(1, "Bitcoin", "BTC", "75783.93530969", "19645193", "21000000");
    }
    if (index == 1) {
      return known(1027, "Ethereum", "ETH", "2311.84950884583", "120127131.789952", null);
    }
    if (index == worthless && count >= 10) {
      String supply = "4.2457462856807e24";
      return extreme(BNB_TIGER, "BNBTiger", "BNBTIGER", supply, "7.95528e-19");
    }
    if (index == worthless + 1 && count >= 20) {
      return extreme(LARGEST_SUPPLY, "Largest Heap", "HEAP", "1.0e25", "3.20000000000001e-15");
    }
    return invented(index, index >= worthless);
  }

  private static Coin known(
      long id, String name, String symbol, String price, String supply, String maxSupply) {
    BigDecimal circulating = new BigDecimal(supply);
    return new Coin(
        id,
        name,
        symbol,
        name.toLowerCase(Locale.ROOT),
        10_848,
        "2010-07-13T00:00:00.000Z",
        List.of("mineable", "pow", "layer-1"),
        maxSupply == null ? null : new BigDecimal(maxSupply),
        circulating,
        circulating,
        null,
        null,
        null,
        new BigDecimal(price),
        new BigDecimal("37868698998.9948"),
        changes(id));
  }

  private static Coin extreme(long id, String name, String symbol, String supply, String price) {
    return new Coin(
        id,
        name,
        symbol,
        name.toLowerCase(Locale.ROOT).replace(' ', '-'),
        3,
        "2024-05-02T10:11:12.000Z",
        List.of("memes"),
        new BigDecimal(supply),
        BigDecimal.ZERO,
        new BigDecimal(supply),
        platform(1, id),
        new BigDecimal(supply),
        null,
        new BigDecimal(price),
        new BigDecimal("0.00000012345678"),
        changes(id));
  }

  private Coin invented(int index, boolean worthless) {
    long id = id(index);
    BigDecimal total =
        BigDecimal.valueOf(100_000_000_000_000L + positive(index, 1) % 899_999_999_999_999L)
            .movePointLeft((int) (positive(index, 2) % 9));
    // The ranks' worths are at least a millionth apart, far more than what rounding moves.
    BigDecimal worth = new BigDecimal(1.1e11 / StrictMath.pow(index, 1.25));
    BigDecimal price = worth.divide(total, Numbers.DIGITS);
    String name = name(index);
    return new Coin(
        id,
        name,
        symbol(index, name),
        name.toLowerCase(Locale.ROOT).replace(' ', '-'),
        (int) (positive(index, 3) % 400),
        dateAdded(index),
        tags(index),
        index % 3 == 1 ? null : total,
        worthless ? BigDecimal.ZERO : total,
        total,
        index % 9 == 0 ? null : platform(index, id),
        worthless || index % 4 == 0 ? total : null,
        index % 28 == 5 ? worth.divide(BigDecimal.valueOf(3), Numbers.DIGITS) : null,
        price,
        worth.divide(BigDecimal.valueOf(20 + positive(index, 4) % 900), Numbers.DIGITS),
        changes(index));
  }

  private static long id(int index) {
    long block = index / ID_BLOCK;
    return FIRST_ID + block * ID_BLOCK + (long) index * ID_STEP % ID_BLOCK;
  }

  private static String name(int index) {
    int words = FIRST_WORDS.size() * SECOND_WORDS.size();
    String name =
        FIRST_WORDS.get(index % FIRST_WORDS.size())
            + " "
            + SECOND_WORDS.get(index / FIRST_WORDS.size() % SECOND_WORDS.size());
    return index < words ? name : name + " " + (index / words + 1);
  }

  /** Every 17th symbol is shared by up to 8 coins, every 50th is not ASCII. */
  private static String symbol(int index, String name) {
    if (index % 50 == 7) {
      return FOREIGN_SYMBOLS.get(index / 50 % FOREIGN_SYMBOLS.size())
          + (index < 250 ? "" : Integer.toString(index / 250));
    }
    if (index % 17 == 16) {
      return "SAME" + letters(index / 17 / 8);
    }
    return name.substring(0, 1) + letters(index);
  }

  private static String letters(int number) {
    StringBuilder letters = new StringBuilder();
    for (int left = number, place = 0; place < 3 || left > 0; place++, left /= 26) {
      letters.append((char) ('A' + left % 26));
    }
    return letters.toString();
  }

  private static String dateAdded(int index) {
    return "20%02d-%02d-%02dT00:00:00.000Z"
        .formatted(
            14 + positive(index, 5) % 11, 1 + positive(index, 6) % 12, 1 + positive(index, 7) % 28);
  }

  private static List<String> tags(int index) {
    int first = index % TAGS.size();
    return TAGS.subList(first, Math.min(TAGS.size(), first + index % 4));
  }

  private static Coin.Platform platform(int index, long id) {
    Coin.Platform chain = PLATFORMS.get(index % PLATFORMS.size());
    String address = "0x%040x".formatted(positive(id, 8));
    return new Coin.Platform(chain.id(), chain.name(), chain.symbol(), chain.slug(), address);
  }

  private static List<BigDecimal> changes(long of) {
    List<BigDecimal> changes = new ArrayList<>();
    for (int period = 0; period < 6; period++) {
      changes.add(
          BigDecimal.valueOf(positive(of, 20 + period) % 8_000_000_000L - 4_000_000_000L, 8));
    }
    return changes;
  }

  /** A number that is the same for the same coin and purpose, and looks like any (SplitMix64). */
  private static long positive(long of, int purpose) {
    long mixed = (of * 64 + purpose) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return (mixed ^ (mixed >>> 31)) >>> 1;
  }
}
