package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.purlin.pipelines.amplitude.Desk.hour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;

/** What a run lands, and what running it again changes. */
class ExportTest {

  private static final String[] THREE_HOURS = {"--start=2025-03-04T05", "--end=2025-03-04T08"};

  @TempDir Path directory;

  static Traffic.Builder small() {
    return Traffic.builder().eventsPerHour(4).steady(true);
  }

  static AmplitudeSandbox sandbox(Traffic traffic) throws IOException {
    return AmplitudeSandbox.start(AmplitudeSettings.builder().traffic(traffic).build());
  }

  @Test
  void everyEventIsARowAndASecondRunAsksNothingAndChangesNoByte() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox =
        sandbox(small().partsPerHour(2).duplicateRate(0.5).emptyHours(Set.of(hour(6))).build())) {
      int exitCode = desk.export(sandbox, THREE_HOURS);

      int lines = sandbox.eventsOf(hour(5)).lines() + sandbox.eventsOf(hour(7)).lines();
      assertThat(desk.err, exitCode, is(0));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 7)));
      assertThat(Desk.ranges(sandbox), contains("05-07"));
      assertThat(desk.balance("hours"), is("3 planned = 2 done + 1 empty"));
      assertThat(desk.balance("members"), is("4 listed = 4 read"));
      assertThat(
          desk.balance("lines"), is(lines + " read = 8 landed + " + (lines - 8) + " duplicates"));
      JsonNode row = desk.rows(5).get(0);
      assertThat(row.size(), is(62));
      assertThat(row.get("_window_end").asText(), is("2025-03-04T06:00:00Z"));
      assertThat(row.get("_run_id"), is(desk.report().get("runId")));
      assertThat(desk.status(6), is("EMPTY"));
      assertThat(desk.files("_tmp"), is(Map.of()));
      assertThat(desk.archives(), hasSize(1));

      Map<String, String> before = desk.files("events");
      exitCode = desk.export(sandbox, THREE_HOURS);

      assertThat(desk.err, exitCode, is(0));
      assertThat(sandbox.requests(), hasSize(1));
      assertThat(desk.files("events"), is(before));
      assertThat(desk.balance("hours"), is("3 planned = 2 done before + 1 empty before"));
      assertThat(desk.outcome().get("files").get("count").asLong(), is(0L));
    }
  }

  @Test
  void otherSettingsFlattenTheLandedArchivesAgainWithoutAsking() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      desk.export(sandbox, THREE_HOURS);
      assertThat(desk.rows().stream().anyMatch(row -> row.hasNonNull("device_id")), is(true));

      int exitCode =
          desk.export(
              sandbox, "--start=2025-03-04T06", "--end=2025-03-04T08", "--redact=device_id");

      assertThat(desk.err, exitCode, is(0));
      assertThat(sandbox.requests(), hasSize(1));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 6, 7)));
      assertThat(desk.rows(5).stream().allMatch(row -> row.hasNonNull("device_id")), is(true));
      assertThat(desk.rows(6).stream().noneMatch(row -> row.hasNonNull("device_id")), is(true));
      assertThat(desk.rows(7).stream().noneMatch(row -> row.hasNonNull("device_id")), is(true));
      assertThat(desk.balance("members"), is("3 listed = 2 read + 1 of hours done before"));
    }
  }

  @Test
  void aRemovedAndAShortenedPartFileAreMadeAgainFromTheArchive() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      desk.export(sandbox, THREE_HOURS);
      Files.delete(part(desk, 5));
      Path shortened = part(desk, 6);
      String text = Desk.read(shortened);
      Files.writeString(shortened, text.substring(0, text.indexOf('\n') + 1));

      int exitCode = desk.export(sandbox, THREE_HOURS);

      assertThat(desk.err, exitCode, is(0));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 6, 7)));
      assertThat(desk.balance("hours"), is("3 planned = 2 done + 1 done before"));
      assertThat(sandbox.requests(), hasSize(1));
    }
  }

  private static Path part(Desk desk, int hourOfDay) {
    String directory = "events/100001/2025-03-04/%02d/part-".formatted(hourOfDay);
    return desk.output()
        .resolve(
            desk.files("events").keySet().stream()
                .filter(name -> name.startsWith(directory))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void refetchAsksAgainAndReplacesAppendAddsAndFailRefusesBeforeAnythingIsRun() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      desk.export(sandbox, THREE_HOURS);
      Map<String, String> first = desk.files("events");

      int exitCode = desk.export(sandbox, with("--ifExists=fail"));
      assertThat(exitCode, is(2));
      assertThat(
          desk.error(),
          is(
              "Nothing was run: --ifExists=fail: hour 20250304T05 is in "
                  + desk.output()
                  + " already. Give other hours, another --output, or --ifExists=replace."));
      assertThat(desk.files("events"), is(first));
      assertThat(sandbox.requests(), hasSize(1));

      exitCode = desk.export(sandbox, with("--refetch=true"));
      assertThat(desk.err, exitCode, is(0));
      assertThat(sandbox.requests(), hasSize(2));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 6, 7)));
      assertThat(desk.files("events").keySet().equals(first.keySet()), is(false));
      assertThat(desk.files("events").size(), is(first.size()));

      exitCode = desk.export(sandbox, with("--refetch=true", "--ifExists=append"));
      assertThat(desk.err, exitCode, is(0));
      assertThat(desk.rows(), hasSize(24));
      assertThat(desk.balance("lines"), is("12 read = 12 landed"));
    }
  }

  private static String[] with(String... more) {
    return Stream.of(THREE_HOURS, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void rowsOfAnHourThatAmplitudeNowCallsEmptyAreKeptAndItIsSaid() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      desk.export(sandbox, THREE_HOURS);
      Map<String, String> before = desk.files("events");
      sandbox.onNext(Fault.status(404).times(1));

      int exitCode = desk.export(sandbox, with("--refetch=true"));

      assertThat(exitCode, is(3));
      assertThat(desk.files("events"), is(before));
      assertThat(
          desk.out,
          containsString(
              "20250304T05 to 20250304T07 (3)  Amplitude now says it has no events of this hour, of which it had 4; the"
                  + " rows landed earlier were kept"));
      assertThat(desk.status(5), is("FAILED"));

      // The next run asks again, and is content when the events are back.
      assertThat(desk.export(sandbox, THREE_HOURS), is(0));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 6, 7)));
    }
  }

  @Test
  void rowsOfAnHourThatIsMissingInANewArchiveAreKeptToo() throws IOException {
    Desk desk = new Desk(directory);
    int port;
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      port = sandbox.url().getPort();
      desk.export(sandbox, THREE_HOURS);
    }
    Map<String, String> hourSix = desk.files("events/100001/2025-03-04/06");
    Traffic without = small().emptyHours(Set.of(hour(6))).build();
    try (AmplitudeSandbox sandbox =
        AmplitudeSandbox.start(AmplitudeSettings.builder().port(port).traffic(without).build())) {
      int exitCode = desk.export(sandbox, with("--refetch=true"));

      assertThat(exitCode, is(3));
      assertThat(desk.files("events/100001/2025-03-04/06"), is(hourSix));
      assertThat(
          desk.out,
          containsString(
              "20250304T06  Amplitude now says it has no events of this hour, of which it had 4; the"
                  + " rows landed earlier were kept"));
      assertThat(desk.balance("hours"), is("3 planned = 2 done + 1 failed"));
    }
  }

  @Test
  void twoProjectsInOneOutputDoNotMix() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox one = sandbox(small().build());
        AmplitudeSandbox other = sandbox(small().projectId(100_002).seed(2).build())) {
      assertThat(desk.export(one, THREE_HOURS), is(0));
      assertThat(desk.export(other, THREE_HOURS), is(0));

      assertThat(other.requests(), hasSize(1));
      assertThat(desk.rows(), hasSize(24));
      assertThat(desk.archives(), hasSize(2));
      assertThat(desk.files("events/100002/2025-03-04/05").size(), is(2));

      assertThat(desk.export(one, THREE_HOURS), is(0));
      assertThat(one.requests(), hasSize(1));
      assertThat(desk.rows(), hasSize(24));
    }
  }
}
