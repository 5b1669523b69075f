package org.purlin.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** As much parallelism as the targets are stated for. */
final class TwoThreads {

  static final int COUNT = 2;

  private TwoThreads() {}

  /** Work that may fail. */
  interface Task<T> {
    void run(T item) throws Exception;
  }

  /** Does something for every item; the first failure is thrown. */
  static <T> void forEach(List<T> items, Task<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (T item : items) {
        running.add(
            threads.submit(
                () -> {
                  task.run(item);
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
