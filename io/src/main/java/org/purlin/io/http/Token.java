package org.purlin.io.http;

import java.time.Duration;
import java.time.Instant;

/**
 * An access token.
 *
 * @param value registered with the masker
 * @param renewAtNanos of {@link System#nanoTime}; from then on another one is asked for
 * @param life how long it lived when it was issued
 */
record Token(String value, long renewAtNanos, Duration life) {

  /** Time for a request that is under way when the token would end; Ed-Fi advises 60 to 120 s. */
  private static final Duration MOST_MARGIN = Duration.ofSeconds(90);

  /** A life that is over at once must not make a request for a token of each other request. */
  private static final Duration LEAST_USE = Duration.ofSeconds(1);

  /** Seconds above this (10 years) are not a life but a moment: a Unix time. */
  private static final long LONGEST_LIFE_SECONDS = 10L * 365 * 86_400;

  /** Unix times above this are in milliseconds: in seconds they would be in the year 5138. */
  private static final long MOST_EPOCH_SECONDS = 100_000_000_000L;

  boolean isFresh(long nanoTime) {
    return nanoTime - renewAtNanos < 0;
  }

  /**
   * How long a token lives.
   *
   * @param expiresIn as answered: seconds, or when it ends as Unix time in seconds or milliseconds
   * @param now by the clock of whoever answered
   * @param assumed where that is no time to come
   */
  static Duration life(long expiresIn, Instant now, Duration assumed) {
    Duration life =
        expiresIn <= LONGEST_LIFE_SECONDS
            ? Duration.ofSeconds(expiresIn)
            : Duration.between(
                now,
                expiresIn <= MOST_EPOCH_SECONDS
                    ? Instant.ofEpochSecond(expiresIn)
                    : Instant.ofEpochMilli(expiresIn));
    return life.isNegative() || life.isZero() ? assumed : life;
  }

  /** Until a tenth of its life before its end, at most 90 s before; at least for a second. */
  static Duration useFor(Duration life) {
    Duration use = life.minus(Words.shorter(life.dividedBy(10), MOST_MARGIN));
    return use.compareTo(LEAST_USE) < 0 ? LEAST_USE : use;
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "a token";
  }
}
