package org.purlin.io.http;

/**
 * How many requests may be under way, as TCP does it: one more after each good answer until the
 * first bad one, from then on one more after a round of good answers and a part of them after a bad
 * one. Not thread-safe.
 */
final class Window {

  /** Modest: an endpoint that nobody knows yet is not met with everything at once. */
  static final int START = 8;

  /** What is left of it after a cut, as in TCP. */
  private static final double KEPT = 0.5;

  private final int most;
  private int size;
  private int goodAnswers;
  private int cuts;

  /**
   * @param start its first size; {@code most} where that is less
   */
  Window(int most, int start) {
    this.most = most;
    this.size = Math.min(most, start);
  }

  int size() {
    return size;
  }

  /** How often it was cut; a request remembers this when it begins. */
  int cuts() {
    return cuts;
  }

  /**
   * An answer was good. It says nothing of a larger window when less than half of this one was in
   * use.
   *
   * @param underWay requests at that time, the answered one among them
   */
  void good(int underWay) {
    if (2 * underWay < size) {
      return;
    }
    goodAnswers++;
    if (cuts == 0 || goodAnswers >= size) {
      goodAnswers = 0;
      size = Math.min(most, size + 1);
    }
  }

  /**
   * An answer was bad, or there was none. Requests that began before the last cut tell nothing new:
   * else one bad moment of many requests would be many cuts.
   *
   * @param cutsAtBegin of the window when the request began
   */
  void bad(int cutsAtBegin) {
    if (cutsAtBegin == cuts) {
      cuts++;
      goodAnswers = 0;
      size = Math.max(1, (int) (size * KEPT));
    }
  }
}
