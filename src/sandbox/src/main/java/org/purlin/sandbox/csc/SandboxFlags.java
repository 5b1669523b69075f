package org.purlin.sandbox.csc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Settings as flags, {@code --name=value}.
 *
 * <ul>
 *   <li>{@code --port}, {@code --laCodes} (separated by commas), {@code --tokenLifetimeSeconds},
 *       {@code --refusalForm} (indexed, problem or plain), {@code --nullsRefused}, {@code
 *       --valuesQuoted}: of the receiver;
 *   <li>{@code --table} (live or anon, default anon), {@code --personIdWidth}, {@code --legacyId},
 *       {@code --spelling} (capitalised, lower or upper), {@code --directory} (default: in memory):
 *       of the staging table;
 *   <li>{@code --children} (default 200), {@code --seed} (default 1): of what is in it.
 * </ul>
 *
 * @param directory of the database; null for one in memory
 * @param children how many there are
 */
record SandboxFlags(CscSettings settings, Shape shape, Path directory, int children, long seed) {

  private static final int CHILDREN = 200;

  /**
   * Reads flags; the last one wins.
   *
   * @throws IllegalArgumentException naming the flag that is unknown or has no such value
   */
  static SandboxFlags read(String... flags) {
    Reading reading = new Reading();
    for (String flag : flags) {
      int equals = flag.indexOf('=');
      if (!flag.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("expected --name=value, but there was: " + flag);
      }
      String name = flag.substring(2, equals);
      try {
        reading.set(name, flag.substring(equals + 1));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("--" + name + ": " + e.getMessage(), e);
      }
    }
    return reading.done();
  }

  private static final class Reading {
    private final CscSettings.Builder settings = CscSettings.builder();
    private boolean live;
    private int width = Shape.live().personIdWidth();
    private boolean legacyId = true;
    private Shape.Spelling spelling = Shape.Spelling.CAPITALISED;
    private Path directory;
    private int children = CHILDREN;
    private long seed = 1;

    void set(String name, String value) {
      switch (name) {
        case "port" -> settings.port(Integer.parseInt(value));
        case "laCodes" -> settings.laCodes(value.split(",", -1));
        case "tokenLifetimeSeconds" ->
            settings.tokenLifetime(Duration.ofSeconds(Long.parseLong(value)));
        case "refusalForm" -> settings.refusalForm(RefusalForm.valueOf(upper(value)));
        case "nullsRefused" -> settings.nullsRefused(Boolean.parseBoolean(value));
        case "valuesQuoted" -> settings.valuesQuoted(Boolean.parseBoolean(value));
        case "table" ->
            live =
                switch (value) {
                  case "live" -> true;
                  case "anon" -> false;
                  default -> throw new IllegalArgumentException("must be live or anon");
                };
        case "personIdWidth" -> width = Integer.parseInt(value);
        case "legacyId" -> legacyId = Boolean.parseBoolean(value);
        case "spelling" -> spelling = Shape.Spelling.valueOf(upper(value));
        case "directory" -> directory = Path.of(value);
        case "children" -> children = Integer.parseInt(value);
        case "seed" -> seed = Long.parseLong(value);
        default -> throw new IllegalArgumentException("there is no such flag");
      }
    }

    SandboxFlags done() {
      Shape shape = (live ? Shape.live() : Shape.anon()).personIdWidth(width).spelling(spelling);
      return new SandboxFlags(
          settings.build(), legacyId ? shape : shape.withoutLegacyId(), directory, children, seed);
    }

    private static String upper(String value) {
      return value.toUpperCase(Locale.ROOT);
    }
  }
}
