package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that work off one queue. A row whose lane is taken waits behind the row that has it, so
 * rows of one lane are done in the order they were put, while all others overtake each other
 * freely.
 */
final class Lanes implements AutoCloseable {

  /** Does a row; what it throws ends all lanes. */
  @FunctionalInterface
  interface Work {
    void on(Waiting row) throws IOException, InterruptedException;
  }

  /** A few rows wait for each thread, so that none starves while the next ones are read. */
  private static final int WAITING = 32;

  private static final long LOOK_MILLIS = 200;

  private final BlockingQueue<Optional<Waiting>> ready = new LinkedBlockingQueue<>();

  /** Of each lane with a row that is ready or being worked on: the rows behind. */
  private final Map<String, Queue<Waiting>> behind = new HashMap<>();

  private final Semaphore room;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Runnable whileWaiting;
  private volatile boolean closing;

  /**
   * @param whileWaiting called now and then by the thread that puts and waits
   */
  Lanes(int count, String name, Work work, Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
    this.room = new Semaphore(count * WAITING);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> run(work), "edfi-" + name + "-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void run(Work work) {
    try {
      // Nothing, in the queue, is its end.
      Optional<Waiting> row = ready.take();
      while (row.isPresent() && !closing) {
        work.on(row.get());
        room.release();
        Optional<Waiting> next = nextOf(row.get());
        row = next.isPresent() ? next : ready.take();
      }
    } catch (Throwable e) {
      // Handed to the thread that puts and waits.
      failure.compareAndSet(null, e);
    }
  }

  /** The row behind one that is done. */
  private Optional<Waiting> nextOf(Waiting done) {
    if (done.row().lane() == null) {
      return Optional.empty();
    }
    synchronized (behind) {
      Optional<Waiting> next = Optional.ofNullable(behind.get(done.row().lane()).poll());
      if (next.isEmpty()) {
        behind.remove(done.row().lane());
      }
      return next;
    }
  }

  /** Puts a row; waits while too many are there. */
  void put(Waiting row) throws IOException, InterruptedException {
    while (!room.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      throwFailure();
      whileWaiting.run();
    }
    if (row.row().lane() != null) {
      synchronized (behind) {
        Queue<Waiting> others = behind.get(row.row().lane());
        if (others != null) {
          others.add(row);
          return;
        }
        behind.put(row.row().lane(), new ArrayDeque<>());
      }
    }
    ready.add(Optional.of(row));
  }

  /** Waits until all rows are done. Nothing can be put after that. */
  void finish() throws IOException, InterruptedException {
    threads.forEach(thread -> ready.add(Optional.empty()));
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        thread.join(LOOK_MILLIS);
        throwFailure();
        whileWaiting.run();
      }
    }
    throwFailure();
  }

  private void throwFailure() throws IOException, InterruptedException {
    Throwable thrown = failure.get();
    if (thrown instanceof IOException e) {
      throw e;
    }
    if (thrown instanceof InterruptedException) {
      throw new InterruptedException();
    }
    if (thrown != null) {
      throw new IllegalStateException("A thread that sends has failed.", thrown);
    }
  }

  /**
   * Ends the threads. Each first has a moment to write down what it was at; after that it is
   * interrupted, which closes files.
   */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = join(TimeUnit.SECONDS.toNanos(2));
    threads.forEach(Thread::interrupt);
    interrupted |= join(TimeUnit.SECONDS.toNanos(10));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean join(long nanos) {
    threads.forEach(thread -> ready.add(Optional.empty()));
    long end = System.nanoTime() + nanos;
    try {
      for (Thread thread : threads) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left > 0) {
          thread.join(left);
        }
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
