package org.purlin.io.edfi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that each work off a queue of their own. Rows of one natural key always go to the same
 * one, so they are done in the order they were put, while all others overtake each other freely.
 */
final class Lanes implements AutoCloseable {

  /** Does a row; what it throws ends all lanes. */
  @FunctionalInterface
  interface Work {
    void on(Submission row) throws IOException, InterruptedException;
  }

  /** A few rows wait behind each, so that no thread starves while the next ones are read. */
  private static final int QUEUE = 32;

  private static final long LOOK_MILLIS = 200;

  private final List<BlockingQueue<Optional<Submission>>> queues = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Runnable whileWaiting;
  private int next;

  /**
   * @param whileWaiting called now and then by the thread that puts and waits
   */
  Lanes(int count, String name, Work work, Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
    for (int i = 0; i < count; i++) {
      BlockingQueue<Optional<Submission>> queue = new ArrayBlockingQueue<>(QUEUE);
      Thread thread = new Thread(() -> run(queue, work), "edfi-" + name + "-" + i);
      thread.setDaemon(true);
      queues.add(queue);
      threads.add(thread);
      thread.start();
    }
  }

  private void run(BlockingQueue<Optional<Submission>> queue, Work work) {
    try {
      // Nothing, in a queue, is its end.
      Optional<Submission> row = queue.take();
      while (row.isPresent()) {
        work.on(row.get());
        row = queue.take();
      }
    } catch (InterruptedException e) {
      failure.compareAndSet(null, e);
    } catch (Throwable e) {
      // Handed to the thread that puts and waits.
      failure.compareAndSet(null, e);
    }
  }

  /** Puts a row into its lane; waits while that is full. */
  void put(Submission row) throws IOException, InterruptedException {
    offer(queues.get(lane(row)), Optional.of(row));
  }

  private int lane(Submission row) {
    if (row.key() != null) {
      return Math.floorMod(row.key().hashCode(), queues.size());
    }
    next = (next + 1) % queues.size();
    return next;
  }

  private void offer(BlockingQueue<Optional<Submission>> queue, Optional<Submission> row)
      throws IOException, InterruptedException {
    while (!queue.offer(row, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      throwFailure();
      whileWaiting.run();
    }
  }

  /** Waits until all rows are done. Nothing can be put after that. */
  void finish() throws IOException, InterruptedException {
    for (BlockingQueue<Optional<Submission>> queue : queues) {
      offer(queue, Optional.empty());
    }
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

  /** Ends the threads, whatever they are at. */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join(TimeUnit.SECONDS.toMillis(10));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
