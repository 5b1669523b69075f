package org.purlin.sandbox.coinmarketcap;

import java.util.Optional;

/** What a key has used of its plan. Day and month do not end by themselves. */
final class Credits {

  /** What one credit buys of lists of coins. */
  private static final int COINS_IN_LISTINGS = 200;

  /** What one credit buys of metadata and quotes of single coins. */
  private static final int COINS_BY_ID = 100;

  /** A guess: what an answer without any coin costs. */
  private static final int LEAST = 1;

  private final long daily;
  private final long monthly;
  private long today;
  private long thisMonth;

  Credits(long daily, long monthly) {
    this.daily = daily;
    this.monthly = monthly;
  }

  static long ofListings(int coins, int currencies) {
    return Math.max(LEAST, rounded(coins, COINS_IN_LISTINGS)) + currencies - 1;
  }

  static long ofQuotes(int coins, int currencies) {
    return ofInfo(coins) + currencies - 1;
  }

  static long ofInfo(int coins) {
    return Math.max(LEAST, rounded(coins, COINS_BY_ID));
  }

  private static long rounded(long coins, long each) {
    return (coins + each - 1) / each;
  }

  /** Takes credits, or none when they would pass a limit. */
  synchronized Optional<Refusal> charge(long credits) {
    if (thisMonth + credits > monthly) {
      return Optional.of(Refusal.MONTH);
    }
    if (today + credits > daily) {
      return Optional.of(Refusal.DAY);
    }
    today += credits;
    thisMonth += credits;
    return Optional.empty();
  }

  /** Begins a new day. */
  synchronized void newDay() {
    today = 0;
  }

  synchronized long today() {
    return today;
  }

  synchronized long thisMonth() {
    return thisMonth;
  }

  long daily() {
    return daily;
  }

  long monthly() {
    return monthly;
  }
}
