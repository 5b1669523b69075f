package org.purlin.pipelines.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
public final class Words {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Words() {}

  /** {@code 1234567} as {@code 1,234,567}. */
  public static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Bytes in powers of 1000: {@code 999 B}, {@code 1.2 GB}. */
  public static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double size = bytes / 1000.0;
    int unit = 0;
    while (size >= 999.95 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 05 s}, {@code 2 h 03 min}. */
  public static String duration(Duration duration) {
    if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return duration.toSeconds() + " s";
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return String.format(
          Locale.ROOT, "%d min %02d s", duration.toMinutes(), duration.toSecondsPart());
    }
    return String.format(
        Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
  }
}
