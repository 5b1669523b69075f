package org.purlin.pipelines.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.purlin.pipelines.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far a run is while it runs: a bar on a terminal, else a log line now and then. A run is
 * never harmed by it.
 */
final class ProgressDisplay implements AutoCloseable {

  /** How often a line is logged where there is no terminal; short runs have none. */
  static final Duration LINE_EVERY = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);
  private static final int POLL_MILLIS = 500;
  private static final int COLUMNS = 80;

  private final Supplier<Progress> source;
  private final Surroundings around;
  private final long lineEveryNanos;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(ProgressDisplay::daemon);

  private long lastLine = System.nanoTime();
  private long lastDone = -1;
  private ScheduledFuture<?> polling;
  private ProgressBar bar;

  ProgressDisplay(Supplier<Progress> source, Surroundings around, Duration lineEvery) {
    this.source = source;
    this.around = around;
    this.lineEveryNanos = lineEvery.toNanos();
  }

  /** Starts to ask the source twice a second. */
  void start() {
    polling =
        clock.scheduleWithFixedDelay(this::show, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void show() {
    try {
      Progress progress = source.get();
      if (progress.total() > 0) {
        if (around.terminal()) {
          draw(progress);
        } else {
          log(progress);
        }
      }
    } catch (RuntimeException e) {
      LOG.debug("Progress is not known at the moment.", e);
    }
  }

  private void draw(Progress progress) {
    if (bar == null) {
      bar = newBar(progress, around.err());
    }
    bar.maxHint(progress.total()).stepTo(progress.done());
  }

  private void log(Progress progress) {
    long now = System.nanoTime();
    if (progress.done() != lastDone && now - lastLine >= lineEveryNanos) {
      LOG.info("{} of {} {} so far.", progress.done(), progress.total(), progress.unit());
      lastDone = progress.done();
      lastLine = now;
    }
  }

  @Override
  public void close() {
    if (polling != null) {
      polling.cancel(false);
    }
    clock.shutdownNow();
    synchronized (this) {
      if (bar != null) {
        bar.close();
      }
    }
  }

  private static ProgressBar newBar(Progress progress, PrintStream err) {
    return new ProgressBarBuilder()
        .setTaskName(progress.unit())
        .setInitialMax(progress.total())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(POLL_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(err, COLUMNS))
        .build();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "progress");
    thread.setDaemon(true);
    return thread;
  }
}
