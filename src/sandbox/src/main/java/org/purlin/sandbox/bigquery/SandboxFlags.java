package org.purlin.sandbox.bigquery;

import java.nio.file.Path;

/**
 * Settings as flags, {@code --name=value}: {@code --port}, {@code --project}, {@code --location},
 * {@code --dataset} and {@code --bucket} (several with commas between), {@code --pageSize}, {@code
 * --discovery} (a directory).
 */
final class SandboxFlags {

  private SandboxFlags() {}

  /**
   * Reads flags; the last one wins.
   *
   * @throws IllegalArgumentException naming the flag that is unknown or has no such value
   */
  static BigQuerySettings read(String... flags) {
    BigQuerySettings settings = BigQuerySettings.defaults();
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

  private static BigQuerySettings with(BigQuerySettings settings, String name, String value) {
    return switch (name) {
      case "port" -> settings.withPort(Integer.parseInt(value));
      case "project" -> settings.withProject(value);
      case "location" -> settings.withLocation(value);
      case "dataset" -> settings.withDatasets(value.split(",", -1));
      case "bucket" -> settings.withBuckets(value.split(",", -1));
      case "pageSize" -> settings.withPageSize(Integer.parseInt(value));
      case "discovery" -> settings.withDiscovery(Path.of(value));
      default -> throw new IllegalArgumentException("there is no such flag");
    };
  }
}
