package org.purlin.sandbox.amplitude;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Settings as flags, {@code --name=value}. Hours are written {@code 20260101T05}.
 *
 * <ul>
 *   <li>{@code --port}, {@code --apiKey}, {@code --secretKey}, {@code --wrongCredentialsStatus};
 *   <li>{@code --now}: an instant at which the sandbox's clock starts to run;
 *   <li>{@code --maxHours}, {@code --maxZipBytes}, {@code --tooLargeStatus}, {@code --deflated};
 *   <li>{@code --seed}, {@code --projectId}, {@code --eventsPerHour}, {@code --eventsPerDay},
 *       {@code --steady}, {@code --partsPerHour}, {@code --duplicateRate}, {@code --firstHour},
 *       {@code --lastHour};
 *   <li>{@code --emptyHours}: hours separated by commas;
 *   <li>{@code --badLines}: {@code hour:lines} separated by commas.
 * </ul>
 */
public final class SandboxFlags {

  private SandboxFlags() {}

  /**
   * Reads flags into settings; the last one wins.
   *
   * @throws IllegalArgumentException naming the flag that is unknown or has no such value
   */
  public static AmplitudeSettings read(String... flags) {
    AmplitudeSettings.Builder settings = AmplitudeSettings.builder();
    Traffic.Builder traffic = Traffic.builder();
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (!flag.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("expected --name=value, but there was: " + flag);
      }
      String name = flag.substring(2, equals);
      try {
        set(settings, traffic, name, flag.substring(equals + 1));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
      }
    }
    return settings.traffic(traffic.build()).build();
  }

  private static void set(
      AmplitudeSettings.Builder settings, Traffic.Builder traffic, String name, String value) {
    switch (name) {
      case "port" -> settings.port(Integer.parseInt(value));
      case "apiKey" -> settings.apiKey(value);
      case "secretKey" -> settings.secretKey(value);
      case "wrongCredentialsStatus" -> settings.wrongCredentialsStatus(Integer.parseInt(value));
      case "now" -> settings.clock(startingAt(Instant.parse(value)));
      case "maxHours" -> settings.maxHours(Integer.parseInt(value));
      case "maxZipBytes" -> settings.maxZipBytes(Long.parseLong(value));
      case "tooLargeStatus" -> settings.tooLargeStatus(Integer.parseInt(value));
      case "deflated" -> settings.deflated(Boolean.parseBoolean(value));
      case "seed" -> traffic.seed(Long.parseLong(value));
      case "projectId" -> traffic.projectId(Integer.parseInt(value));
      case "eventsPerHour" -> traffic.eventsPerHour(Integer.parseInt(value));
      case "eventsPerDay" -> traffic.eventsPerDay(Long.parseLong(value));
      case "steady" -> traffic.steady(Boolean.parseBoolean(value));
      case "partsPerHour" -> traffic.partsPerHour(Integer.parseInt(value));
      case "duplicateRate" -> traffic.duplicateRate(Double.parseDouble(value));
      case "firstHour" -> traffic.firstHour(HourRange.hour(value));
      case "lastHour" -> traffic.lastHour(HourRange.hour(value));
      case "emptyHours" ->
          traffic.emptyHours(
              Arrays.stream(value.split(",", -1))
                  .map(HourRange::hour)
                  .collect(Collectors.toUnmodifiableSet()));
      case "badLines" -> {
        for (String hourAndLines : value.split(",", -1)) {
          String[] both = hourAndLines.split(":", -1);
          if (both.length != 2) {
            throw new IllegalArgumentException("not hour:lines: " + hourAndLines);
          }
          traffic.badLines(HourRange.hour(both[0]), Integer.parseInt(both[1]));
        }
      }
      default -> throw new IllegalArgumentException("there is no such flag");
    }
  }

  private static Clock startingAt(Instant now) {
    Clock real = Clock.systemUTC();
    return Clock.offset(real, Duration.between(real.instant(), now));
  }
}
