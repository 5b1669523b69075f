package org.purlin.sandbox.coinmarketcap;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How the stand-in behaves. Immutable: each method that begins with "with" gives a changed copy.
 */
public final class CoinMarketCapSettings implements Cloneable {

  /** The key that is taken by default. It opens nothing but sandboxes. */
  public static final String KEY = "sandbox-cmc-key";

  /** The code of the refusal that keyless requests were seen to get. */
  private static final int ANONYMOUS_POOL = 1022;

  /** A choice: the vendor does not publish what it allows without a key. */
  private static final int KEYLESS_REQUESTS = 30;

  private int port;
  private int logoPort;
  private String key = KEY;
  private int coins = 60;
  private boolean allFieldsInV1;
  private int minuteLimit = 10_000;
  private Duration minute = Duration.ofMinutes(1);
  private boolean retryAfter;
  private long dailyCredits = 1_000_000;
  private long monthlyCredits = 30_000_000;
  private int keylessLimit = KEYLESS_REQUESTS;
  private int keylessCode = ANONYMOUS_POOL;
  private Duration delay = Duration.ZERO;
  private Map<String, List<Path>> bodies = Map.of();
  private Clock clock = Clock.systemUTC();

  private CoinMarketCapSettings() {}

  /** The defaults: 60 coins and limits that nobody meets by accident. */
  public static CoinMarketCapSettings defaults() {
    return new CoinMarketCapSettings();
  }

  /** Where the API listens. Default 0, a free port. */
  public CoinMarketCapSettings withPort(int port) {
    return with(copy -> copy.port = port);
  }

  /** Where the host of the logos listens. Default 0, a free port. */
  public CoinMarketCapSettings withLogoPort(int port) {
    return with(copy -> copy.logoPort = port);
  }

  /** The only key that is taken. Default {@link #KEY}. */
  public CoinMarketCapSettings withKey(String key) {
    return with(copy -> copy.key = key);
  }

  /** How many coins there are. Default 60. */
  public CoinMarketCapSettings withCoins(int coins) {
    if (coins < 0) {
      throw new IllegalArgumentException("coins must be 0 or more, but was: " + coins);
    }
    return with(copy -> copy.coins = coins);
  }

  /** Gives v1 listings every field that v3 has, as newer bodies have. Default off. */
  public CoinMarketCapSettings withAllFieldsInV1() {
    return with(copy -> copy.allFieldsInV1 = true);
  }

  /** How many requests a key has in a minute. Default 10,000; Basic plans have about 30. */
  public CoinMarketCapSettings withMinuteLimit(int requests) {
    return with(copy -> copy.minuteLimit = requests);
  }

  /** How long a minute is, so that tests need not wait for one. Default a minute. */
  public CoinMarketCapSettings withMinute(Duration minute) {
    return with(copy -> copy.minute = minute);
  }

  /** Tells in the header Retry-After how many seconds the minute still has. Default off. */
  public CoinMarketCapSettings withRetryAfter() {
    return with(copy -> copy.retryAfter = true);
  }

  /** How many credits there are for a day. Default 1,000,000. */
  public CoinMarketCapSettings withDailyCredits(long credits) {
    return with(copy -> copy.dailyCredits = credits);
  }

  /** How many credits there are for a month. Default 30,000,000. */
  public CoinMarketCapSettings withMonthlyCredits(long credits) {
    return with(copy -> copy.monthlyCredits = credits);
  }

  /**
   * How many requests a minute are taken without a key.
   *
   * @param code of the refusal beyond them: 1011 or 1022
   */
  public CoinMarketCapSettings withKeylessLimit(int requests, int code) {
    Refusal.of(code);
    return with(
        copy -> {
          copy.keylessLimit = requests;
          copy.keylessCode = code;
        });
  }

  /** The pause before each request is worked on. Default none. */
  public CoinMarketCapSettings withDelay(Duration delay) {
    return with(copy -> copy.delay = delay);
  }

  /**
   * Serves files in place of what would be made for a path, for example {@code
   * /v1/cryptocurrency/listings/latest}; the same under {@code /public-api}. A file that has no
   * {@code status} is put into an envelope as its {@code data}, unchanged; any other is sent as it
   * is.
   *
   * @param pages the n-th is the answer for the n-th page; beyond the last there is no data.
   *     Requests that have no {@code start} get the first
   */
  public CoinMarketCapSettings withBodies(String path, Path... pages) {
    if (pages.length == 0 || Endpoint.of(path).isEmpty()) {
      throw new IllegalArgumentException(
          "bodies need a path that the sandbox answers and one file or more, but the path was: "
              + path);
    }
    Map<String, List<Path>> more = new LinkedHashMap<>(bodies);
    more.put(path, List.of(pages));
    return with(copy -> copy.bodies = Map.copyOf(more));
  }

  /** Tells the time in answers. Default the machine's clock in UTC. */
  public CoinMarketCapSettings withClock(Clock clock) {
    return with(copy -> copy.clock = clock);
  }

  int port() {
    return port;
  }

  int logoPort() {
    return logoPort;
  }

  String key() {
    return key;
  }

  int coins() {
    return coins;
  }

  boolean allFieldsInV1() {
    return allFieldsInV1;
  }

  int minuteLimit() {
    return minuteLimit;
  }

  Duration minute() {
    return minute;
  }

  boolean retryAfter() {
    return retryAfter;
  }

  long dailyCredits() {
    return dailyCredits;
  }

  long monthlyCredits() {
    return monthlyCredits;
  }

  int keylessLimit() {
    return keylessLimit;
  }

  int keylessCode() {
    return keylessCode;
  }

  Duration delay() {
    return delay;
  }

  List<Path> bodies(String path) {
    return bodies.getOrDefault(path, List.of());
  }

  Clock clock() {
    return clock;
  }

  /** Leaves out the key. */
  @Override
  public String toString() {
    return "CoinMarketCapSettings[port=" + port + ", coins=" + coins + "]";
  }

  private CoinMarketCapSettings with(Consumer<CoinMarketCapSettings> change) {
    try {
      CoinMarketCapSettings copy = (CoinMarketCapSettings) clone();
      change.accept(copy);
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("settings can be cloned", e);
    }
  }
}
