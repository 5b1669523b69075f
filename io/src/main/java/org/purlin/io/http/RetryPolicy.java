package org.purlin.io.http;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When a request is made again, and when to give up. Replies with these statuses, missing answers
 * and bodies cut short or damaged are tried again; every other reply is settled. For a POST without
 * an answer its {@link Repeat} decides.
 *
 * <p>The wait is what the server asks for (seconds, milliseconds or a date), otherwise a back-off
 * that doubles, each time shortened by up to half at random so that workers do not come back
 * together. A wait that would not fit into the budget ends the tries at once.
 *
 * @param budget for waits and for attempts without an answer. Time in which a body was arriving
 *     does not count: a long download that breaks off is worth another try.
 * @param attempts how many requests at most. Those answered 429 do not count, because a server's
 *     limit may hold up one call many times; only the budget ends them. Where it is 1, one request
 *     is made whatever it is answered.
 * @param firstPause the first back-off
 * @param longestPause where the back-off stops to grow
 * @param longestRetryAfter a server that asks for a longer wait is asked again after this one
 * @param statuses which are weather
 * @param attemptsByStatus how often one status is believed to be weather; when it has come so often
 *     the reply is settled
 */
public record RetryPolicy(
    Duration budget,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    Duration longestRetryAfter,
    Set<Integer> statuses,
    Map<Integer, Integer> attemptsByStatus)
    implements Serializable {

  /**
   * Ten minutes, at most 15 attempts besides those answered 429, 2 s doubling to 60 s; 408, 429,
   * 500, 502, 503 and 504 are weather; a Retry-After counts up to 15 minutes.
   */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofMinutes(10),
          15,
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Set.of(408, 429, 500, 502, 503, 504),
          Map.of());

  /** The status of a server that limits how often it is asked (RFC 6585 4). */
  static final int TOO_MANY_REQUESTS = 429;

  public RetryPolicy {
    statuses = Set.copyOf(statuses);
    attemptsByStatus = Map.copyOf(attemptsByStatus);
    if (attempts < 1 || attemptsByStatus.values().stream().anyMatch(limit -> limit < 1)) {
      throw new IllegalArgumentException("There must be at least one attempt.");
    }
    if (firstPause.toMillis() <= 0 || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException(
          "The back-off must start above zero and not end below its start, but was: "
              + firstPause
              + " to "
              + longestPause);
    }
  }

  public RetryPolicy withBudget(Duration limit) {
    return new RetryPolicy(
        limit, attempts, firstPause, longestPause, longestRetryAfter, statuses, attemptsByStatus);
  }

  public RetryPolicy withAttempts(int limit) {
    return new RetryPolicy(
        budget, limit, firstPause, longestPause, longestRetryAfter, statuses, attemptsByStatus);
  }

  /** For example {@code withAttempts(504, 2)}: a second 504 is the server's last word. */
  public RetryPolicy withAttempts(int status, int limit) {
    Map<Integer, Integer> limits =
        Stream.concat(attemptsByStatus.entrySet().stream(), Stream.of(Map.entry(status, limit)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (old, now) -> now));
    return new RetryPolicy(
        budget, attempts, firstPause, longestPause, longestRetryAfter, statuses, limits);
  }

  public RetryPolicy withBackoff(Duration first, Duration longest) {
    return new RetryPolicy(
        budget, attempts, first, longest, longestRetryAfter, statuses, attemptsByStatus);
  }

  public RetryPolicy withLongestRetryAfter(Duration limit) {
    return new RetryPolicy(
        budget, attempts, firstPause, longestPause, limit, statuses, attemptsByStatus);
  }

  public RetryPolicy withStatuses(Set<Integer> weather) {
    return new RetryPolicy(
        budget, attempts, firstPause, longestPause, longestRetryAfter, weather, attemptsByStatus);
  }
}
