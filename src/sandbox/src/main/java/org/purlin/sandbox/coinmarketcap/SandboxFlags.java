package org.purlin.sandbox.coinmarketcap;

import java.time.Duration;

/**
 * Settings as flags, {@code --name=value}: {@code --port}, {@code --logoPort}, {@code --coins},
 * {@code --minuteLimit}, {@code --dailyCredits}, {@code --monthlyCredits}, {@code --keylessLimit}
 * and {@code --delayMillis}. See {@link CoinMarketCapSettings} for what they mean.
 */
final class SandboxFlags {

  private static final int ANONYMOUS_POOL = Refusal.ANONYMOUS_POOL.code();

  private SandboxFlags() {}

  /**
   * Reads flags; the last one wins.
   *
   * @throws IllegalArgumentException naming the flag that is unknown or has no such value
   */
  static CoinMarketCapSettings read(String... flags) {
    CoinMarketCapSettings read = CoinMarketCapSettings.defaults();
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (!flag.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("expected --name=value, but there was: " + flag);
      }
      String name = flag.substring(2, equals);
      try {
        read = with(read, name, flag.substring(equals + 1));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
      }
    }
    return read;
  }

  private static CoinMarketCapSettings with(
      CoinMarketCapSettings settings, String name, String value) {
    return switch (name) {
      case "port" -> settings.withPort(Integer.parseInt(value));
      case "logoPort" -> settings.withLogoPort(Integer.parseInt(value));
      case "coins" -> settings.withCoins(Integer.parseInt(value));
      case "minuteLimit" -> settings.withMinuteLimit(Integer.parseInt(value));
      case "dailyCredits" -> settings.withDailyCredits(Long.parseLong(value));
      case "monthlyCredits" -> settings.withMonthlyCredits(Long.parseLong(value));
      case "keylessLimit" -> settings.withKeylessLimit(Integer.parseInt(value), ANONYMOUS_POOL);
      case "delayMillis" -> settings.withDelay(Duration.ofMillis(Long.parseLong(value)));
      default -> throw new IllegalArgumentException("there is no such flag");
    };
  }
}
