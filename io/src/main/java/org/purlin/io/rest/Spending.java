package org.purlin.io.rest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the requests of a run have cost in this JVM, and whether it may make more. Shared by its
 * threads. Of several workers each has the whole limit, so a run on two may cost twice as much.
 */
final class Spending {

  private static final Map<String, Spending> RUNS = new ConcurrentHashMap<>();

  private final Charges charges;
  private long spent;
  private long expected;
  private String stopped;

  private Spending(Charges charges) {
    this.charges = charges;
  }

  static Spending of(RestRun run) {
    return RUNS.computeIfAbsent(run.identity(), key -> new Spending(run.source().charges()));
  }

  /** Forgets a run. */
  static void end(RestRun run) {
    RUNS.remove(run.identity());
  }

  /**
   * Asks for leave to make a request.
   *
   * @return why not, or nothing
   */
  synchronized Optional<String> refuses(long cost) {
    if (stopped != null) {
      return Optional.of(stopped);
    }
    if (charges != null && charges.most() > 0 && spent + expected + cost > charges.most()) {
      stopped =
          "the next request is believed to cost "
              + cost
              + " "
              + charges.unit()
              + ", "
              + spent
              + " are spent, and the limit is "
              + charges.most();
      return Optional.of(stopped);
    }
    expected += cost;
    return Optional.empty();
  }

  /** A request was made that was believed to cost so much, and did. */
  synchronized void made(long cost, long charged) {
    expected -= cost;
    spent += charged;
  }

  /** Nothing more is asked for. */
  synchronized void stop(String reason) {
    stopped = stopped == null ? reason : stopped;
  }
}
