package org.purlin.io.http;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends a request that takes too long in all, or whose thread was interrupted. A thread that reads
 * from a socket notices neither, so another one looks and cuts the connection.
 */
final class Watch implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 50;

  private final Thread asking = Thread.currentThread();
  private final long end;
  private final Runnable cut;
  private final ScheduledFuture<?> looking;
  private volatile boolean late;

  private Watch(ScheduledExecutorService scheduler, Duration total, Runnable cut) {
    this.end = System.nanoTime() + total.toNanos();
    this.cut = cut;
    this.looking =
        scheduler.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Watches a request of the current thread until closed. */
  static Watch start(ScheduledExecutorService scheduler, Duration total, Runnable cut) {
    return new Watch(scheduler, total, cut);
  }

  /** Whether the time was over. */
  boolean late() {
    return late;
  }

  private void look() {
    late = late || System.nanoTime() - end > 0;
    if (late || asking.isInterrupted()) {
      cut.run();
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
  }
}
