package org.purlin.sandbox.amplitude;

/**
 * Pseudo-random numbers that are the same on every Java version (SplitMix64, by Steele, Lea and
 * Flood, 2014). Not thread-safe.
 */
final class Dice {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Starts the stream that belongs to these numbers. */
  Dice seed(long a, long b, long c) {
    state = mix(mix(mix(a + GAMMA) + b) + c);
    return this;
  }

  long next() {
    state += GAMMA;
    return mix(state);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((next() >>> 33) * bound) >>> 31);
  }

  <T> T one(T[] of) {
    return of[below(of.length)];
  }

  boolean chance(double share) {
    return (next() >>> 11) * 0x1.0p-53 < share;
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
