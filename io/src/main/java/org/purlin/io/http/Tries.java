package org.purlin.io.http;

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

  /** One request. Throws {@link WeatherException} where another one may do better. */
  @FunctionalInterface
  interface Attempt<T> {
    T make(Traffic.Turn turn) throws IOException, InterruptedException;
  }

  private final String what;
  private final RetryPolicy policy;
  private final Repeat repeat;
  private final Traffic traffic;
  private final LongSupplier nanoTime;
  private final long start;
  private final Map<Integer, Integer> timesSeen = new HashMap<>();
  private int attempts;
  private int heldUp;
  private Duration spent = Duration.ZERO;
  private Duration waited = Duration.ZERO;
  private T reply;
  private IOException failure;
  private WeatherException lost;
  private boolean processedPerhaps;

  /** Of a request that changes nothing, so that its lost answers do not matter. */
  Tries(String what, RetryPolicy policy, LongSupplier nanoTime) {
    this(what, policy, null, new FreeTraffic(), nanoTime);
  }

  /**
   * @param what method and URL, for messages
   * @param repeat what to do when an answer is lost; null when the request changes nothing
   * @param traffic when an attempt may be made
   */
  Tries(String what, RetryPolicy policy, Repeat repeat, Traffic traffic, LongSupplier nanoTime) {
    this.what = what;
    this.policy = policy;
    this.repeat = repeat;
    this.traffic = traffic;
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
      for (Duration pause = makeNext(attempt); !pause.equals(SETTLED); pause = makeNext(attempt)) {
        pause(pause);
      }
    } catch (Obituary death) {
      boolean inDoubt = processedPerhaps || mayHaveBeenProcessed();
      throw new EndpointDeadException(what, attempts, elapsed(), death, inDoubt);
    } catch (CredentialsRefusedException refused) {
      throw refused.after(attempts, processedPerhaps);
    } catch (NoTokenException none) {
      throw none.after(attempts, processedPerhaps);
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

  private void pause(Duration time) throws Obituary, InterruptedException {
    long begin = nanoTime.getAsLong();
    try {
      traffic.pause(time);
    } finally {
      waited = waited.plusNanos(nanoTime.getAsLong() - begin);
    }
  }

  private boolean isInDoubt() {
    return repeat != null && lost != null && policy.statuses().contains(reply.status());
  }

  private NoAnswerException noAnswer() {
    WeatherException last = failure instanceof WeatherException weather ? weather : lost;
    String reason = last.getMessage() + (failure == null ? ", then status " + reply.status() : "");
    return new NoAnswerException(
        what, attempts, elapsed(), reason, last, repeat != null && lost != null);
  }

  /**
   * Whether what was attempted so far may have been processed. A server that failed, or a gateway
   * before it, may have done its work before it did.
   */
  private boolean mayHaveBeenProcessed() {
    return repeat != null && (lost != null || (reply != null && reply.status() >= 500));
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

  /** How often it was tried after the first time. */
  int retries() {
    return Math.max(0, attempts - 1);
  }

  /** How long was waited between attempts, all together. */
  Duration waited() {
    return waited;
  }

  /** Makes an attempt and returns the wait after it. */
  Duration makeNext(Attempt<T> attempt) throws IOException, InterruptedException {
    processedPerhaps |= mayHaveBeenProcessed();
    failure = null;
    try (Traffic.Turn turn = traffic.enter()) {
      return makeNext(attempt, turn);
    } catch (WeatherException noTurn) {
      failure = noTurn;
      return SETTLED;
    }
  }

  private Duration makeNext(Attempt<T> attempt, Traffic.Turn turn)
      throws IOException, InterruptedException {
    attempts++;
    long begin = nanoTime.getAsLong();
    try {
      reply = attempt.make(turn);
      turn.answered(reply);
      spend(Duration.ofNanos(nanoTime.getAsLong() - begin));
      return pauseAfter(reply);
    } catch (WeatherException weather) {
      failure = weather;
      turn.failed(weather);
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
    } catch (Obituary death) {
      attempts--;
      throw death;
    }
  }

  private Duration pauseAfter(Head answer) {
    int status = answer.status();
    int seen = timesSeen.merge(status, 1, Integer::sum);
    heldUp += status == RetryPolicy.TOO_MANY_REQUESTS ? 1 : 0;
    if (!policy.statuses().contains(status)
        || seen >= policy.attemptsByStatus().getOrDefault(status, Integer.MAX_VALUE)) {
      return SETTLED;
    }
    Duration pause =
        RetryAfter.of(answer.headers(), Instant.now())
            .map(asked -> Words.shorter(asked, policy.longestRetryAfter()))
            .orElseGet(this::backoff);
    return fitting(pause, status);
  }

  /** The pause, if there is an attempt left and room for it in the budget. */
  private Duration fitting(Duration pause, Object reason) {
    Duration left = policy.budget().minus(spent);
    int counted = policy.attempts() == 1 ? attempts : attempts - heldUp;
    if (counted >= policy.attempts() || pause.compareTo(left) > 0) {
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
    long millis = (long) (Words.shorter(doubled, policy.longestPause()).toMillis() * share);
    return Duration.ofMillis(Math.max(1, millis));
  }

  private void spend(Duration time) {
    spent = spent.plus(time);
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - start);
  }
}
