package org.purlin.io.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See {@link HttpSettings#withConcurrency}. */
final class GovernedTraffic implements Traffic {

  private static final Logger LOG = LoggerFactory.getLogger(GovernedTraffic.class);

  /** Statuses of a server, or a gateway before it, that has more to do than it can. */
  private static final Set<Integer> OVERLOAD = Set.of(RetryPolicy.TOO_MANY_REQUESTS, 502, 503, 504);

  /** Threads that were held back together go on within this time, not in one moment. */
  private static final Duration JITTER = Duration.ofMillis(250);

  private final Set<Integer> overloads;
  private final RetryPolicy retry;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition turnIsFree = lock.newCondition();
  private final Condition endpointDied = lock.newCondition();
  private final Window window;
  private final Pulse pulse;
  private int underWay;
  private long heldUntil;

  /**
   * @param endpoint for messages
   * @param overloads statuses that are as bad as a 429
   */
  GovernedTraffic(
      String endpoint,
      Window window,
      Set<Integer> overloads,
      RetryPolicy retry,
      LongSupplier nanoTime) {
    this.overloads = overloads;
    this.retry = retry;
    this.nanoTime = nanoTime;
    this.window = window;
    this.pulse = new Pulse(endpoint, retry.budget());
    this.heldUntil = nanoTime.getAsLong();
  }

  /** Waits no longer than the retry budget: then the call ends as one that was not sent. */
  @Override
  public Turn enter() throws WeatherException, Obituary, InterruptedException {
    long jitter = ThreadLocalRandom.current().nextLong(JITTER.toNanos());
    lock.lockInterruptibly();
    try {
      long latest = nanoTime.getAsLong() + retry.budget().toNanos();
      while (true) {
        long now = nanoTime.getAsLong();
        if (pulse.isDead()) {
          if (pulse.mayProbe(now)) {
            return new GovernedTurn(now, true);
          }
          throw pulse.obituary();
        }
        boolean held = heldUntil - now > 0;
        if (!held && underWay < window.size()) {
          return new GovernedTurn(now, false);
        }
        long left = latest - now;
        if (left <= 0) {
          throw WeatherException.noAnswer(
                  "no turn to send it within " + Words.time(retry.budget()), null)
              .neverSent();
        }
        turnIsFree.awaitNanos(held ? Math.min(left, heldUntil - now + jitter) : left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void pause(Duration time) throws Obituary, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = time.toNanos();
      while (!pulse.isDead() && left > 0) {
        left = endpointDied.awaitNanos(left);
      }
      if (pulse.isDead()) {
        throw pulse.obituary();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Nobody asks before the moment that a server named, within what we wait at most. */
  private void holdBack(Head reply, long now) {
    Optional<Duration> asked = RetryAfter.of(reply.headers(), Instant.now());
    if (asked.isPresent()) {
      Duration wait =
          Words.shorter(asked.get(), Words.shorter(retry.longestRetryAfter(), retry.budget()));
      long until = now + wait.toNanos();
      heldUntil = heldUntil - until > 0 ? heldUntil : until;
    }
  }

  private void noteFailure(long begun, long now, String reason) {
    if (pulse.failed(begun, now, reason)) {
      LOG.warn("{}. No longer waiting for it.", pulse.obituary().getMessage());
      turnIsFree.signalAll();
      endpointDied.signalAll();
    }
  }

  private final class GovernedTurn implements Turn {

    private final long begun;
    private final boolean probe;
    private final int cutsAtBegin = window.cuts();

    private GovernedTurn(long begun, boolean probe) {
      this.begun = begun;
      this.probe = probe;
      underWay++;
    }

    @Override
    public void check() throws Obituary {
      lock.lock();
      try {
        if (pulse.isDead() && !probe) {
          throw pulse.obituary();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void answered(Head reply) {
      lock.lock();
      try {
        long now = nanoTime.getAsLong();
        int status = reply.status();
        if (status >= 500) {
          noteFailure(begun, now, "status " + status);
        } else {
          pulse.answered(now);
        }
        boolean named = overloads.contains(status);
        if (named || OVERLOAD.contains(status)) {
          window.bad(cutsAtBegin);
        } else if (status < 500) {
          window.good(underWay);
        }
        if (named || status == RetryPolicy.TOO_MANY_REQUESTS) {
          holdBack(reply, now);
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void failed(WeatherException weather) {
      lock.lock();
      try {
        long now = nanoTime.getAsLong();
        window.bad(cutsAtBegin);
        if (weather.answered()) {
          pulse.answered(now);
        } else {
          noteFailure(begun, now, weather.getMessage());
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        underWay--;
        // Twice, because the window may have grown by one besides.
        turnIsFree.signal();
        turnIsFree.signal();
      } finally {
        lock.unlock();
      }
    }
  }
}
