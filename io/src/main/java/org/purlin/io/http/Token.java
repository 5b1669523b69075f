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

  /**
   * Where the endpoint does not say how long a token lives, or nonsense; RFC 6749 has no default.
   */
  static final Duration ASSUMED_LIFE = Duration.ofHours(1);

  /** Time for a request that is under way when the token would end. */
  private static final Duration LEAST_MARGIN = Duration.ofSeconds(30);

  /** Seconds above this (30 years) are not a life but a moment: a Unix time. */
  private static final long LONGEST_LIFE_SECONDS = 30L * 365 * 86_400;

  /** Unix times above this are in milliseconds: in seconds they would be in the year 5138. */
  private static final long MOST_EPOCH_SECONDS = 100_000_000_000L;

  boolean isFresh(long nanoTime) {
    return nanoTime - renewAtNanos < 0;
  }

  /**
   * How long a token lives.
   *
   * @param expiresIn as answered: seconds, or when it ends as Unix time in seconds or milliseconds
   */
  static Duration life(long expiresIn, Instant now) {
    Duration life =
        expiresIn <= LONGEST_LIFE_SECONDS
            ? Duration.ofSeconds(expiresIn)
            : Duration.between(
                now,
                expiresIn <= MOST_EPOCH_SECONDS
                    ? Instant.ofEpochSecond(expiresIn)
                    : Instant.ofEpochMilli(expiresIn));
    return life.isNegative() || life.isZero() ? ASSUMED_LIFE : life;
  }

  /** A tenth of its life before its end, at least 30 s, but never before half of its life. */
  static Duration useFor(Duration life) {
    Duration tenth = life.dividedBy(10);
    Duration margin = tenth.compareTo(LEAST_MARGIN) < 0 ? LEAST_MARGIN : tenth;
    Duration half = life.dividedBy(2);
    return life.minus(margin.compareTo(half) < 0 ? margin : half);
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "a token";
  }
}
