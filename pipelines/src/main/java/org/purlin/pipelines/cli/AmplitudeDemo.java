package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purlin.pipelines.amplitude.ExportAmplitude;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;

/** Exports a day of invented events from a stand-in of Amplitude's Export API. */
final class AmplitudeDemo implements Demo {

  /** Environment variable that holds the stand-in's secret key for the demo's own run. */
  private static final String SECRET = "PURLIN_DEMO_SECRET_KEY";

  private static final int EVENTS = 12_000;

  @Override
  public String name() {
    return "amplitude";
  }

  @Override
  public String summary() {
    return "Export a day of invented events from a stand-in on this machine.";
  }

  @Override
  public String about() {
    return """
    Starts a stand-in of Amplitude's Export API on a free port of this machine, exports a day of
    some ten thousand invented events from it, and shows what landed where. Needs no account and no
    network, takes some ten seconds. The stand-in misbehaves a little, as the real one does: it is
    busy once, two hours have no events, and some events come twice.
    """;
  }

  @Override
  public String output() {
    return "out/demo/amplitude";
  }

  @Override
  public ExitCode run(String output, Surroundings around, Logs logs) {
    Instant day =
        LocalDate.now(ZoneOffset.UTC).minusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
    try (AmplitudeSandbox sandbox = AmplitudeSandbox.start(settings(day))) {
      sandbox.onNext(Fault.status(429, Map.of("Retry-After", "1"), "slow down"));
      List<String> command =
          List.of(
              "--endpoint=" + sandbox.url(),
              "--apiKey=" + AmplitudeSettings.API_KEY,
              "--secretKey=env:" + SECRET,
              "--start=" + day,
              "--end=" + day.plusSeconds(24 * 3600),
              "--windowHours=6",
              "--refetch=true",
              "--output=" + output);
      say(around, "A stand-in of Amplitude's Export API listens at " + sandbox.url() + ".");
      say(around, "The same by hand, with its secret key in " + SECRET + ":");
      say(around, "  purlin amplitude " + String.join(" \\\n    ", command) + "\n");
      ExitCode exitCode =
          TaskVerb.of(new ExportAmplitude())
              .run(command, around.with(SECRET, AmplitudeSettings.SECRET_KEY), logs);
      if (exitCode == ExitCode.DONE) {
        showWhereItLanded(around, output, sandbox.requests().size());
      }
      return exitCode;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AmplitudeSettings settings(Instant day) {
    return AmplitudeSettings.builder()
        .traffic(
            Traffic.builder()
                .eventsPerDay(EVENTS)
                .partsPerHour(2)
                .duplicateRate(0.005)
                .emptyHours(Set.of(day.plusSeconds(3 * 3600), day.plusSeconds(4 * 3600)))
                .build())
        .build();
  }

  private static void showWhereItLanded(Surroundings around, String output, int requests) {
    say(
        around,
        """

        The stand-in answered %d requests. What landed where:
          %s/events/      rows, one JSON object a line, by project, day and hour
          %s/archives/    the archives as they came
          %s/_state/      what is proven done, hour by hour
          %s/report.json  this report; purlin report %s shows it again"""
            .formatted(requests, output, output, output, output, output));
  }

  private static void say(Surroundings around, String text) {
    around.out().println(text);
  }
}
