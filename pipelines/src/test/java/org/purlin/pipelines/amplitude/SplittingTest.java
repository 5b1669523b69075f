package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.amplitude.Desk.hour;
import static org.purlin.pipelines.amplitude.ExportTest.sandbox;
import static org.purlin.pipelines.amplitude.ExportTest.small;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/** Ranges that are too much for Amplitude are halved, and the size that worked is remembered. */
class SplittingTest {

  private static final Fault TOO_MUCH = Fault.status(400, Map.of(), "choose a shorter range\n");

  @TempDir Path directory;

  @Test
  void aRefusedDayIsHalvedAsFarAsNeededAndTheSizeIsRememberedAndGrowsAgain() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().eventsPerHour(1).build())) {
      sandbox.onHour(hour(0), TOO_MUCH);
      sandbox.onHour(hour(12), TOO_MUCH);
      int exitCode = desk.export(sandbox, day(4));

      assertThat(desk.err, exitCode, is(0));
      assertThat(Desk.ranges(sandbox), contains("00-23", "00-11", "12-23", "12-17", "18-23"));
      assertThat(desk.rows(), hasSize(24));
      assertThat(new TreeSet<>(desk.uuids()), hasSize(24));
      assertThat(desk.balance("hours"), is("24 planned = 24 done"));

      assertThat(desk.export(sandbox, day(5)), is(0));
      assertThat(newest(sandbox, 4), contains("00-05", "06-11", "12-17", "18-23"));

      // Whoever names a size teaches nothing, nor does a run that asks for nothing.
      assertThat(desk.export(sandbox, day(6, "--windowHours=24")), is(0));
      assertThat(newest(sandbox, 1), contains("00-23"));
      assertThat(desk.export(sandbox, day(6)), is(0));
      assertThat(desk.export(sandbox, day(7)), is(0));
      assertThat(newest(sandbox, 4), contains("00-05", "06-11", "12-17", "18-23"));
      assertThat(sandbox.requests(), hasSize(5 + 4 + 1 + 4));

      // After seven runs without halving, twice as many are tried.
      Path memory =
          Desk.filesIn(desk.output().resolve("_state")).stream()
              .filter(file -> file.endsWith("window-hours"))
              .findFirst()
              .orElseThrow();
      Files.writeString(memory, "6 6\n");
      assertThat(desk.export(sandbox, day(8)), is(0));
      assertThat(desk.export(sandbox, day(9)), is(0));
      assertThat(newest(sandbox, 2), contains("00-11", "12-23"));
    }
  }

  private static String[] day(int day, String... more) {
    List<String> words = new ArrayList<>();
    words.add("--start=2025-03-0" + day);
    words.add("--end=" + LocalDate.of(2025, 3, day).plusDays(1));
    words.add("--concurrency=1");
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static List<String> newest(AmplitudeSandbox sandbox, int count) {
    List<String> ranges = Desk.ranges(sandbox);
    return ranges.subList(ranges.size() - count, ranges.size());
  }

  @Test
  void anHourThatIsTooLargeByItselfIsSaidWithTheAnswerAndItsNeighboursLoad() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onRangeWith(hour(5), TOO_MUCH.times(3));

      int exitCode = desk.export(sandbox, "--start=2025-03-04T04", "--end=2025-03-04T07");

      assertThat(exitCode, is(3));
      assertThat(Desk.ranges(sandbox), contains("04-06", "04-05", "04-04", "05-05", "06-06"));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 4, 6)));
      assertThat(desk.status(5), is("TOO_LARGE"));
      assertThat(desk.ledger(5).get("httpStatus").asInt(), is(400));
      assertThat(
          desk.out,
          containsString(
              "20250304T05  Amplitude answered 400 for the single hour 20250304T05: choose a shorter"
                  + " range (an hour over 4 GB can only be had by Amplitude's S3 export)"));
      assertThat(desk.balance("hours"), is("3 planned = 2 done + 1 too large"));
      assertThat(
          desk.report().get("sentence").asText(),
          startsWith("Done with gaps: 1 of 3 windows not done; "));
    }
  }

  @Test
  void aTimeOutIsTriedOnceMoreAndThenHalved() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onHour(hour(4), Fault.status(504).times(2));

      int exitCode = desk.export(sandbox, "--start=2025-03-04T04", "--end=2025-03-04T07");

      assertThat(desk.err, exitCode, is(0));
      assertThat(Desk.ranges(sandbox), contains("04-06", "04-06", "04-05", "06-06"));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 4, 5, 6)));
    }
  }

  @Test
  void aTimeOutOfASingleHourMayBeGoneTomorrow() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onNext(Fault.status(504).times(2));

      assertThat(desk.export(sandbox, "--start=2025-03-04T05", "--end=2025-03-04T06"), is(3));
      assertThat(desk.status(5), is("FAILED"));

      assertThat(desk.export(sandbox, "--start=2025-03-04T05", "--end=2025-03-04T06"), is(0));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5)));
    }
  }
}
