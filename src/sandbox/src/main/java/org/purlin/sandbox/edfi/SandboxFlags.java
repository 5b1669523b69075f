package org.purlin.sandbox.edfi;

import java.time.Duration;
import java.util.Locale;

/**
 * Settings as flags, {@code --name=value}.
 *
 * <ul>
 *   <li>{@code --port}, {@code --flavour} (for example ods_73, the default), {@code --districts}
 *       (separated by commas), {@code --tokenLifeSeconds}, {@code --tokenCap}, {@code --pageLimit},
 *       {@code --delayMillis}, {@code --requestsPerSecond} (default: no limit), {@code
 *       --relationshipAuthorization}: of the server;
 *   <li>{@code --generatedStudents} (default 0), {@code --students} (default none: how many
 *       students the {@link SampleSet} has that every district holds from the start), {@code
 *       --seed} (default 1): of what is in it.
 * </ul>
 *
 * @param students of the sample set; negative for an empty server
 */
record SandboxFlags(EdfiSettings settings, int students, long seed) {

  /**
   * Reads flags; the last one wins.
   *
   * @throws IllegalArgumentException naming the flag that is unknown or has no such value
   */
  static SandboxFlags read(String... flags) {
    SandboxFlags read = new SandboxFlags(EdfiSettings.defaults(), -1, 1);
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (!flag.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("expected --name=value, but there was: " + flag);
      }
      String name = flag.substring(2, equals);
      try {
        read = read.with(name, flag.substring(equals + 1));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
      }
    }
    return read;
  }

  private SandboxFlags with(String name, String value) {
    return switch (name) {
      case "students" -> new SandboxFlags(settings, Integer.parseInt(value), seed);
      case "seed" -> new SandboxFlags(settings, students, Long.parseLong(value));
      default -> new SandboxFlags(setting(name, value), students, seed);
    };
  }

  private EdfiSettings setting(String name, String value) {
    return switch (name) {
      case "port" -> settings.withPort(Integer.parseInt(value));
      case "flavour" -> settings.withFlavour(Flavour.valueOf(value.toUpperCase(Locale.ROOT)));
      case "districts" -> settings.withDistricts(value.split(",", -1));
      case "tokenLifeSeconds" -> settings.withTokenLife(Duration.ofSeconds(Long.parseLong(value)));
      case "tokenCap" -> settings.withTokenCap(Integer.parseInt(value));
      case "pageLimit" -> settings.withPageLimit(Integer.parseInt(value));
      case "delayMillis" -> settings.withDelay(Duration.ofMillis(Long.parseLong(value)));
      case "requestsPerSecond" ->
          settings.withRateLimit(
              new RateLimit(
                  Integer.parseInt(value), Duration.ofSeconds(1), RateLimit.RetryAfter.SECONDS));
      case "relationshipAuthorization" ->
          Boolean.parseBoolean(value) ? settings.withRelationshipAuthorization() : settings;
      case "generatedStudents" ->
          settings.withGenerated(GeneratedStudents.RESOURCE, Integer.parseInt(value));
      default -> throw new IllegalArgumentException("there is no such flag");
    };
  }
}
