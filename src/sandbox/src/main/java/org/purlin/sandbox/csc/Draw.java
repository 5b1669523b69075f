package org.purlin.sandbox.csc;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance that is the same on every Java version. Not thread-safe. */
final class Draw {

  private static final String POSTCODE_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
  private static final String UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

  private final Random random;

  /** The stream that belongs to these numbers. */
  Draw(long a, long b) {
    // Odd constants of SplitMix64, so that neighbouring numbers start far apart.
    random = new Random(mixed(mixed(a) + b));
  }

  /** A number within bounds, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Some of them, each at most once, in any order. */
  <T> List<T> some(Collection<T> of, int count) {
    List<T> all = new ArrayList<>(of);
    for (int i = 0; i < count; i++) {
      Collections.swap(all, i, between(i, all.size() - 1));
    }
    return all.subList(0, count);
  }

  /** A day within bounds, both included; the first when they are the wrong way round. */
  LocalDate day(LocalDate first, LocalDate last) {
    int days = (int) Math.max(0, last.toEpochDay() - first.toEpochDay());
    return first.plusDays(between(0, days));
  }

  /** A postcode of the area ZZ, which does not exist. */
  String postcode() {
    return "ZZ"
        + between(1, 99)
        + " "
        + between(1, 9)
        + letter(POSTCODE_LETTERS)
        + letter(POSTCODE_LETTERS);
  }

  /** A letter and twelve digits. */
  String upn() {
    StringBuilder upn = new StringBuilder().append(letter(UPN_LETTERS));
    for (int i = 0; i < 12; i++) {
      upn.append(between(0, 9));
    }
    return upn.toString();
  }

  long number() {
    return random.nextLong();
  }

  private char letter(String letters) {
    return letters.charAt(random.nextInt(letters.length()));
  }

  private static long mixed(long bits) {
    long mixed = bits + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
