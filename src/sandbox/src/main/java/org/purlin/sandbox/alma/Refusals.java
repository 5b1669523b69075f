package org.purlin.sandbox.alma;

import java.util.HashMap;
import java.util.Map;

/** Whose attendance is refused, and how often still. */
final class Refusals {

  static final int FOR_EVER = Integer.MAX_VALUE;

  private final Map<String, Integer> left = new HashMap<>();

  synchronized void refuse(String student, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be 1 or more, but was: " + times);
    }
    left.put(student, times);
  }

  synchronized void clear() {
    left.clear();
  }

  synchronized boolean take(String student) {
    int times = left.getOrDefault(student, 0);
    if (times != FOR_EVER && times > 0) {
      left.put(student, times - 1);
    }
    return times > 0;
  }
}
