package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.amplitude.ExportTest.sandbox;
import static org.purlin.pipelines.amplitude.ExportTest.small;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.amplitude.Hours;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;

/** Hours as a user gives them, at the front door; {@link HoursAskedTest} has every form. */
class WindowOptionsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--start=today                   | --start must be a whole hour, UTC, such as 20260101T05 or 2026-01-01T05:00:00Z, but was: today",
        "--start=2099-01-01              | --start=2099-01-01 cannot be exported yet: the newest hour that can is 2",
        "--last=PT90M                    | --last must be whole hours or days, such as PT24H or P7D, but was: PT90M",
        "--windowHours=25                | --windowHours must be from 0 to 24, but was: 25",
        "--concurrency=6                 | --concurrency must be from 1 to 5, but was: 6",
        "--concurrency=0                 | --concurrency must be from 1 to 5, but was: 0",
        "--retryFor=soon                 | --retryFor must be a duration such as PT30S or PT10M, but was: soon",
        "--timeout=PT0S                  | --timeout must be a duration such as PT30S or PT10M, but was: PT0S",
        "--maxLineBytes=10               | --maxLineBytes must be at least 1024, and --maxExpandedBytes positive.",
        "--maxBadLines=-5                | --maxBadLines must not be negative, but was: -5",
        "--endpoint=http://192.0.2.1     | --endpoint must start with https:// ",
        "--proxy=nonsense                | --proxy: ",
        "--endpoint=nowhere              | --endpoint must be a URL such as https://amplitude.com or http://127.0.0.1:8080, without a user and a password in it.",
        "--output=bigquery:p.d           | --output must be a directory or bigquery:project.dataset, but was:",
        "--output=bq:project-1.raw       | --output must be a directory; this build cannot write to: bq:",
        "--output=BigQuery:project-1.raw | --output must be a directory; this build cannot write to: BigQ",
      })
  void aWrongOptionIsNamedAndNothingIsRun(String option, String sentence) {
    Desk desk = new Desk(directory);
    List<String> words =
        new ArrayList<>(List.of("--apiKey=key", "--secretKey=env:TEST_SECRET_KEY"));
    if (!option.startsWith("--endpoint")) {
      words.add("--endpoint=http://127.0.0.1:9");
    }
    words.add(option);

    assertThat(desk.run(words.toArray(String[]::new)), is(2));

    assertThat(desk.error(), startsWith("Nothing was run: " + sentence));
    assertThat(Files.exists(desk.output()), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--last=PT1H", "--fromArchives=archives"})
  void anOutputThatCannotBeWrittenIsNamedBeforeAnybodyIsAsked(String what) throws IOException {
    Desk desk = new Desk(directory);
    Files.writeString(desk.output(), "a file in the place of the directory");
    Path archives = Files.createDirectory(directory.resolve("archives"));
    Files.writeString(archives.resolve("a.zip"), "");
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      assertThat(desk.export(sandbox, what.replace("archives", archives.toString())), is(2));

      assertThat(
          desk.error(),
          is(
              "Nothing was run: Cannot write to the output "
                  + desk.output()
                  + ". Give another --output, or ask for the right to write there."));
      assertThat(sandbox.requests(), is(empty()));
    }
  }

  @Test
  void hoursAskedForTooEarlyAreTakenByALaterRun() throws IOException {
    Desk desk = new Desk(directory);
    long newest = Hours.of(Instant.now()) - 3;
    AmplitudeSettings settings =
        AmplitudeSettings.builder()
            .traffic(small().build())
            .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(6)))
            .build();
    try (AmplitudeSandbox sandbox = AmplitudeSandbox.start(settings)) {
      int exitCode =
          desk.export(
              sandbox, "--start=" + Hours.compact(newest), "--end=" + Hours.compact(newest + 3));

      assertThat(desk.err, exitCode, is(3));
      assertThat(desk.balance("hours"), containsString(" not yet"));
      assertThat(
          desk.out, containsString("cannot be exported yet; a later run without --start takes it"));
      assertThat(landed(desk), hasItem(Hours.instant(newest).toString()));
      assertThat(landed(desk), not(hasItem(Hours.instant(newest + 2).toString())));

      // Two hours later, as it were.
      exitCode = desk.export(sandbox, "--last=PT1H", "--ignoreLag=true");

      assertThat(desk.err, exitCode, is(0));
      assertThat(
          landed(desk).subList(0, 3),
          contains(
              Hours.instant(newest).toString(),
              Hours.instant(newest + 1).toString(),
              Hours.instant(newest + 2).toString()));
    }
  }

  @Test
  void hoursOfARunThatWasStoppedAreTakenByTheNextOne() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("WRONG_KEY", "wrong");
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      assertThat(desk.export(sandbox, "--secretKey=env:WRONG_KEY", "--last=PT3H"), is(2));

      assertThat(desk.export(sandbox, "--last=PT1H"), is(0));

      assertThat(landed(desk).size(), is(greaterThanOrEqualTo(3)));
    }
  }

  private static List<String> landed(Desk desk) {
    return List.copyOf(new TreeSet<>(Desk.column("_window_start", desk.rows())));
  }
}
