package org.purlin.io.http;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Words() {}

  /** For example {@code 1 attempt}. */
  static String attempts(int attempts) {
    return attempts == 1 ? "1 attempt" : attempts + " attempts";
  }

  /** For example {@code 1,234}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Decimal units, for example {@code 1.2 GB}. */
  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 1000 && unit < UNITS.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** For example {@code 250 ms}, {@code 90 s}, {@code 10 min}. */
  static String time(Duration time) {
    if (time.toMillis() < 1000) {
      return time.toMillis() + " ms";
    }
    return time.toSeconds() <= 120 ? time.toSeconds() + " s" : time.toMinutes() + " min";
  }
}
