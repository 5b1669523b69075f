package org.purlin.io.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tries of one call: repeats an attempt until it is settled or the policy has had enough. */
final class Tries<T extends Head> {

  private static final Logger LOG = LoggerFactory.getLogger(Tries.class);

  /** Shorter waits are not worth a line in the log. */
  private static final Duration WORTH_A_WARNING = Duration.ofSeconds(5);

  private static final Duration SETTLED = Duration.ZERO;

  /** Each attempt says itself how long to wait before the next one, or that it is settled. */
  private static final dev.failsafe.RetryPolicy<Duration> UNTIL_SETTLED =
      dev.failsafe.RetryPolicy.<Duration>builder()
          .handleIf((pause, thrown) -> pause != null && !pause.equals(SETTLED))
          .withDelayFn(context -> context.getLastResult())
          .withMaxAttempts(-1)
          .build();

  /** One request. Throws {@link WeatherException} where another one may do better. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws IOException, InterruptedException;
  }

  private final String what;
  private final RetryPolicy policy;
  private final Repeat repeat;
  private final LongSupplier nanoTime;
  private final long start;
  private final Map<Integer, Integer> timesSeen = new HashMap<>();
  private int attempts;
  private Duration spent = Duration.ZERO;
  private T reply;
  private IOException failure;
  private WeatherException lost;
  private boolean processedPerhaps;

  /** Of a request that changes nothing, so that its lost answers do not matter. */
  Tries(String what, RetryPolicy policy, LongSupplier nanoTime) {
    this(what, policy, null, nanoTime);
  }

  /**
   * @param what method and URL, for messages
   * @param repeat what to do when an answer is lost; null when the request changes nothing
   */
  Tries(String what, RetryPolicy policy, Repeat repeat, LongSupplier nanoTime) {
    this.what = what;
    this.policy = policy;
    this.repeat = repeat;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /**
   * Returns the first settled reply. When the tries run out it returns the last unsettled one, or
   * throws when there was none, when a body was damaged at last, or when an unsettled one leaves
   * open what became of an attempt whose answer was lost.
   */
  T run(Attempt<T> attempt) throws IOException, InterruptedException {
    try {
      Failsafe.with(UNTIL_SETTLED).get(() -> makeNext(attempt));
    } catch (FailsafeException e) {
      throw cause(e);
    }
    if (failure instanceof DamagedBodyException damage) {
      throw new DamagedBodyException(
          what
              + " gave a damaged body; gave up after "
              + Words.attempts(attempts)
              + " over "
              + Words.time(elapsed())
              + ": "
              + damage.getMessage(),
          damage);
    }
    if (reply == null || isInDoubt()) {
      throw noAnswer();
    }
    return reply;
  }

  private boolean isInDoubt() {
    return repeat != null && lost != null && policy.statuses().contains(reply.status());
  }

  private NoAnswerException noAnswer() {
    WeatherException last = failure instanceof WeatherException weather ? weather : lost;
    String reason = last.getMessage() + (failure == null ? ", then status " + reply.status() : "");
    return new NoAnswerException(what, attempts, elapsed(), reason, last, lost != null);
  }

  /** A server that failed, or a gateway before it, may have done its work before it did. */
  private boolean isServersFailure() {
    return reply != null && reply.status() >= 500;
  }

  /**
   * Whether an attempt before the last one may have been processed: its answer was lost, or it was
   * a 5xx. Always false of a request that changes nothing.
   */
  boolean processedPerhaps() {
    return processedPerhaps;
  }

  /** How many attempts were made. */
  int attempts() {
    return attempts;
  }

  /** Makes an attempt and returns the wait after it. */
  Duration makeNext(Attempt<T> attempt) throws IOException, InterruptedException {
    attempts++;
    failure = null;
    long begin = nanoTime.getAsLong();
    processedPerhaps |= repeat != null && (lost != null || isServersFailure());
    try {
      reply = attempt.make();
      spend(Duration.ofNanos(nanoTime.getAsLong() - begin));
      return pauseAfter(reply);
    } catch (WeatherException weather) {
      failure = weather;
      if (!weather.bodyArrived()) {
        spend(Duration.ofNanos(nanoTime.getAsLong() - begin));
      }
      if (weather.sent()) {
        lost = weather;
      }
      boolean lastWord =
          attempts >= weather.worthAttempts()
              || (weather.sent() && repeat == Repeat.ONLY_IF_REFUSED);
      return lastWord ? SETTLED : fitting(backoff(), weather);
    } catch (DamagedBodyException damage) {
      failure = damage;
      return fitting(backoff(), damage);
    }
  }

  private Duration pauseAfter(Head answer) {
    int status = answer.status();
    int seen = timesSeen.merge(status, 1, Integer::sum);
    if (!policy.statuses().contains(status)
        || seen >= policy.attemptsByStatus().getOrDefault(status, Integer.MAX_VALUE)) {
      return SETTLED;
    }
    Duration pause =
        RetryAfter.of(answer.headers(), Instant.now())
            .map(asked -> shorter(asked, policy.longestRetryAfter()))
            .orElseGet(this::backoff);
    return fitting(pause, status);
  }

  /** The pause, if there is an attempt left and room for it in the budget. */
  private Duration fitting(Duration pause, Object reason) {
    Duration left = policy.budget().minus(spent);
    if (attempts >= policy.attempts() || pause.compareTo(left) > 0) {
      return SETTLED;
    }
    if (pause.compareTo(WORTH_A_WARNING) > 0) {
      LOG.warn(
          "Waiting {} to repeat {} after attempt {}: {}",
          Words.time(pause),
          what,
          attempts,
          reason instanceof IOException trouble ? trouble.getMessage() : "status " + reason);
    }
    spend(pause);
    return pause;
  }

  private Duration backoff() {
    // The shift ends long before it could overflow: a longer pause than 2^20 times the first is
    // cut.
    Duration doubled = policy.firstPause().multipliedBy(1L << Math.min(attempts - 1, 20));
    double share = ThreadLocalRandom.current().nextDouble(0.5, 1);
    long millis = (long) (shorter(doubled, policy.longestPause()).toMillis() * share);
    return Duration.ofMillis(Math.max(1, millis));
  }

  private void spend(Duration time) {
    spent = spent.plus(time);
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Failsafe wraps what is checked, and sets the flag again when it was interrupted waiting. */
  private static RuntimeException cause(FailsafeException e)
      throws IOException, InterruptedException {
    if (e.getCause() instanceof InterruptedException interruption) {
      Thread.interrupted();
      throw interruption;
    }
    if (e.getCause() instanceof IOException trouble) {
      throw trouble;
    }
    return e;
  }
}
