package org.purlin.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults waiting for their requests. A request meets the oldest one that matches it. */
public final class Faults {

  private final List<Waiting> queue = new ArrayList<>();

  /** Queues a fault for the next requests that match. */
  public synchronized void add(Predicate<Request> match, Fault fault) {
    queue.add(new Waiting(match, fault));
  }

  /** Forgets all waiting faults. */
  public synchronized void clear() {
    queue.clear();
  }

  /** How many requests are still to meet a fault. */
  public synchronized int pending() {
    return queue.stream().mapToInt(waiting -> waiting.left).sum();
  }

  synchronized Optional<Fault> next(Request request) {
    for (Iterator<Waiting> all = queue.iterator(); all.hasNext(); ) {
      Waiting waiting = all.next();
      if (waiting.match.test(request)) {
        waiting.left--;
        if (waiting.left == 0) {
          all.remove();
        }
        return Optional.of(waiting.fault);
      }
    }
    return Optional.empty();
  }

  private static final class Waiting {
    final Predicate<Request> match;
    final Fault fault;
    int left;

    Waiting(Predicate<Request> match, Fault fault) {
      this.match = match;
      this.fault = fault;
      this.left = fault.times();
    }
  }
}
