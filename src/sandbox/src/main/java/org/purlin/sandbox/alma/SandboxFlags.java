package org.purlin.sandbox.alma;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Settings as flags, {@code --name=value}: {@code --port}, {@code --algorithm} (md5, the default,
 * or sha_256), {@code --realm}, {@code --today} (a date), {@code --pupils}, {@code
 * --attendanceDays}, {@code --yearStatuses} (default true), {@code --linksFirst} (default false),
 * {@code --delayMillis}, {@code --attendanceInFlight} (default: no limit), {@code --directory}.
 */
final class SandboxFlags {

  private SandboxFlags() {}

  /**
   * Reads flags; the last one wins.
   *
   * @throws IllegalArgumentException naming the flag that is unknown or has no such value
   */
  static AlmaSettings read(String... flags) {
    AlmaSettings settings = AlmaSettings.defaults();
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (!flag.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("expected --name=value, but there was: " + flag);
      }
      String name = flag.substring(2, equals);
      try {
        settings = with(settings, name, flag.substring(equals + 1));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
      }
    }
    return settings;
  }

  private static AlmaSettings with(AlmaSettings settings, String name, String value) {
    return switch (name) {
      case "port" -> settings.withPort(Integer.parseInt(value));
      case "algorithm" ->
          settings.withAlgorithm(DigestAlgorithm.valueOf(value.toUpperCase(Locale.ROOT)));
      case "realm" -> settings.withRealm(value);
      case "today" -> settings.withToday(LocalDate.parse(value));
      case "pupils" -> settings.withPupils(Integer.parseInt(value));
      case "attendanceDays" -> settings.withAttendanceDays(Integer.parseInt(value));
      case "yearStatuses" ->
          Boolean.parseBoolean(value) ? settings : settings.withoutYearStatuses();
      case "linksFirst" -> Boolean.parseBoolean(value) ? settings.withLinksFirst() : settings;
      case "delayMillis" -> settings.withDelay(Duration.ofMillis(Long.parseLong(value)));
      case "attendanceInFlight" -> settings.withAttendanceInFlight(Integer.parseInt(value));
      case "directory" -> settings.withDirectory(Path.of(value));
      default -> throw new IllegalArgumentException("there is no such flag");
    };
  }
}
