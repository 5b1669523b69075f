package org.purlin.pipelines.edfi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.purlin.io.edfi.District;

/** Asks many districts at the same time, so that a dead one does not hold up the others. */
final class EachDistrict {

  /** So many at once; each is another server. */
  private static final int AT_ONCE = 16;

  /** What is asked. */
  @FunctionalInterface
  interface Question<T> {
    /** A failure is part of the answer; what is thrown ends the whole. */
    T ask(District district) throws InterruptedException;
  }

  private EachDistrict() {}

  /** The answers, in the order of the districts. */
  static <T> List<T> ask(List<District> districts, Question<T> question)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, districts.size()));
    try {
      List<Future<T>> pending = new ArrayList<>();
      for (District district : districts) {
        pending.add(threads.submit(() -> question.ask(district)));
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> each : pending) {
        answers.add(each.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException mistake) {
        throw mistake;
      }
      throw new IllegalStateException("A district could not be asked.", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
