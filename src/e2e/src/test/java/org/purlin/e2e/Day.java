package org.purlin.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;

/** One day of invented events, what is in it, and the command that exports it. */
final class Day {

  static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  static final int HOURS = 24;

  /** Two hours without events. */
  static final Set<Instant> EMPTY = Set.of(hour(3), hour(4));

  /** The variable the secret key is in. */
  static final String SECRET = "E2E_SECRET_KEY";

  /** These runs are too short for a better compiler to pay, and there are many of them. */
  static final String QUICK = "-XX:TieredStopAtLevel=1";

  private Day() {}

  static Instant hour(int hour) {
    return START.plusSeconds(3600L * hour);
  }

  /** As in requests: 20260105T07. */
  static String spelled(int hour) {
    return "20260105T%02d".formatted(hour);
  }

  /** Settings of a stand-in with some thousands of events, some twice, in two files an hour. */
  static AmplitudeSettings.Builder settings() {
    return AmplitudeSettings.builder()
        .traffic(
            Traffic.builder()
                .eventsPerDay(4_800)
                .partsPerHour(2)
                .duplicateRate(0.01)
                .emptyHours(EMPTY)
                .build());
  }

  static AmplitudeSandbox sandbox() throws IOException {
    return AmplitudeSandbox.start(settings().build());
  }

  /** Keys of all events of the day, in order. */
  static List<String> truth(AmplitudeSandbox sandbox) {
    return IntStream.range(0, HOURS)
        .mapToObj(hour -> sandbox.eventsOf(hour(hour)).uuids())
        .flatMap(Collection::stream)
        .map(UUID::toString)
        .sorted()
        .toList();
  }

  /** The arguments that export the day, in windows of two hours. */
  static List<String> export(AmplitudeSandbox sandbox, String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "amplitude",
                "--endpoint=" + sandbox.url(),
                "--apiKey=" + AmplitudeSettings.API_KEY,
                "--secretKey=env:" + SECRET,
                "--start=" + START,
                "--end=" + hour(HOURS),
                "--windowHours=2",
                "--output=" + output));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** The script with the stand-in's secret key in its environment. */
  static Purlin purlin(Path directory) {
    return Purlin.script(directory)
        .with(SECRET, AmplitudeSettings.SECRET_KEY)
        .with("PURLIN_JAVA_OPTS", QUICK);
  }

  /** Hours a request asked for, both ends inclusive. */
  static Stream<String> hoursBetween(String start, String end) {
    return IntStream.range(0, HOURS)
        .mapToObj(Day::spelled)
        .filter(hour -> hour.compareTo(start) >= 0 && hour.compareTo(end) <= 0);
  }
}
