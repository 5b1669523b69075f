package org.purlin.io.csc;

import java.util.Locale;

/**
 * Stops deletions that look like a mistake, such as an empty table or a populate run that broke
 * off.
 *
 * @param maxPercent of the children the receiver holds
 * @param maxCount of children; negative is no limit
 */
record Brake(double maxPercent, long maxCount) {

  boolean holds(long purges, long held) {
    return purges > 0
        && (purges * 100.0 > maxPercent * held || (maxCount >= 0 && purges > maxCount));
  }

  /** Both numbers, and what to do. */
  String sentence(long purges, long held) {
    boolean byPercent = purges * 100.0 > maxPercent * held;
    double share = held == 0 ? 100 : purges * 100.0 / held;
    return "Nothing was purged: "
        + purges
        + " of "
        + held
        + " children the receiver holds would be ("
        + percent(share)
        + "), and "
        + (byPercent
            ? "--maxPurgePercent allows " + percent(maxPercent)
            : "--maxPurgeCount allows " + maxCount)
        + ". If they are to be deleted, run again with a higher limit.";
  }

  private static String percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", share);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }
}
