package org.purlin.benchmarks;

import java.time.Duration;

/**
 * What a stand-in has.
 *
 * @param pupils of the one school that is read
 * @param days of attendance that each of them has
 * @param delay before each answer
 */
record AlmaDistrict(int pupils, int days, Duration delay) {

  /** The school that is read. */
  static final String SCHOOL = "oakhigh";

  /** A day late enough for as many school days as a year has. */
  static final String TODAY = "2025-06-13";

  /** One with so many times fewer pupils. */
  AlmaDistrict ofPart(int part) {
    return new AlmaDistrict(pupils / part, days, delay);
  }

  AlmaDistrict withoutDelay() {
    return new AlmaDistrict(pupils, days, Duration.ZERO);
  }

  double delaySeconds() {
    return delay.toNanos() / 1e9;
  }

  /** Rows of attendance. */
  int rows() {
    return pupils * days;
  }
}
