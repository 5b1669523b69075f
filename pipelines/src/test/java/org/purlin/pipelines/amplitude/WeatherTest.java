package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.purlin.pipelines.amplitude.Desk.hour;
import static org.purlin.pipelines.amplitude.ExportTest.sandbox;
import static org.purlin.pipelines.amplitude.ExportTest.small;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Delivery;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/** What the network and a busy server do is waited out, and never taken for data. */
class WeatherTest {

  private static final String[] SINGLE_HOURS = {"--windowHours=1", "--retryFor=PT10S"};

  @TempDir Path directory;

  @Test
  void everyDamagedAnswerIsAskedForAgainAndNothingOfItLands() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      List<Fault> faults =
          List.of(
              Fault.html(),
              Fault.reset(),
              Fault.cut(Delivery.Ending.RESET),
              Fault.cut(Delivery.Ending.CLOSE),
              Fault.cut(Delivery.Ending.CHUNKED),
              Fault.cut(Delivery.Ending.UNMARKED),
              AmplitudeSandbox.corruptMember(),
              Fault.status(503));
      for (int hour = 0; hour < faults.size(); hour++) {
        sandbox.onHour(hour(hour), faults.get(hour));
      }

      int exitCode =
          desk.export(sandbox, with(SINGLE_HOURS, "--start=2025-03-04T00", "--end=2025-03-04T08"));

      assertThat(desk.err, exitCode, is(0));
      assertThat(sandbox.pendingFaults(), is(0));
      assertThat(sandbox.requests(), hasSize(16));
      assertThat(new TreeSet<>(Desk.ranges(sandbox)), hasSize(8));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 0, 1, 2, 3, 4, 5, 6, 7)));
      assertThat(desk.balance("hours"), is("8 planned = 8 done"));
      assertThat(desk.archives(), hasSize(8));
    }
  }

  private static String[] with(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void aBusyServerIsAskedAgainWhenItSaid() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onHour(hour(5), Fault.status(429, Map.of("Retry-After", "3"), "slow down"));
      String inFour =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              Instant.now().plusSeconds(4).atOffset(ZoneOffset.UTC));
      sandbox.onHour(hour(6), Fault.status(429, Map.of("Retry-After", inFour), "slow down"));
      Instant before = Instant.parse(rounded(inFour));

      int exitCode =
          desk.export(
              sandbox,
              with(
                  SINGLE_HOURS, "--start=2025-03-04T05", "--end=2025-03-04T07", "--concurrency=2"));

      assertThat(desk.err, exitCode, is(0));
      List<Instant> five = times(sandbox, "05-05");
      assertThat(
          Duration.between(five.get(0), five.get(1)),
          is(greaterThanOrEqualTo(Duration.ofSeconds(3))));
      assertThat(times(sandbox, "06-06").get(1), is(greaterThanOrEqualTo(before)));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 6)));
    }
  }

  private static String rounded(String httpDate) {
    return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate)).toString();
  }

  private static List<Instant> times(AmplitudeSandbox sandbox, String range) {
    return sandbox.requests().stream()
        .filter(request -> Desk.range(request).equals(range))
        .map(SeenRequest::at)
        .toList();
  }

  @Test
  void anHourThatStaysAwayFailsAloneAndTheNextRunAsksForItOnly() throws IOException {
    Desk desk = new Desk(directory);
    String[] threeHours = {
      "--start=2025-03-04T05", "--end=2025-03-04T08", "--windowHours=1", "--retryFor=PT3S"
    };
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onHour(hour(6), Fault.status(503).times(100));

      int exitCode = desk.export(sandbox, threeHours);

      assertThat(exitCode, is(3));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 7)));
      assertThat(desk.status(6), is("FAILED"));
      assertThat(
          desk.outcome().get("windows").get("notDone").get(0).get("reason").asText(),
          matchesPattern("Amplitude answered 503 after [2-4] attempts: fault 503"));

      sandbox.clearFaults();
      int asked = sandbox.requests().size();
      assertThat(desk.export(sandbox, threeHours), is(0));
      assertThat(Desk.ranges(sandbox).subList(asked, asked + 1), contains("06-06"));
      assertThat(sandbox.requests(), hasSize(asked + 1));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 5, 6, 7)));
    }
  }

  @Test
  void whenAmplitudeCannotBeReachedTheOtherHoursAreNotTriedOneByOne() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onNext(Fault.reset().times(100));

      int exitCode =
          desk.export(
              sandbox,
              "--start=2025-03-04T05",
              "--end=2025-03-04T08",
              "--windowHours=1",
              "--concurrency=1",
              "--retryFor=PT2S");

      assertThat(exitCode, is(3));
      assertThat(new TreeSet<>(Desk.ranges(sandbox)), is(Set.of("05-05")));
      assertThat(desk.balance("hours"), is("3 planned = 3 failed"));
      assertThat(
          desk.ledger(7).get("reason").asText(),
          is("not asked for, because Amplitude did not answer, or said to wait, for too long"));
      assertThat(desk.rows(), is(empty()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noMoreRequestsAreInFlightThanAskedFor(int concurrency) throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = sandbox(small().build())) {
      sandbox.onNext(Fault.late(Duration.ofMillis(300)).times(6));

      int exitCode =
          desk.export(
              sandbox,
              "--start=2025-03-04T05",
              "--end=2025-03-04T11",
              "--windowHours=1",
              "--concurrency=" + concurrency);

      assertThat(desk.err, exitCode, is(0));
      assertThat(sandbox.requests(), hasSize(6));
      assertThat(sandbox.maxInFlight(), is(concurrency));
    }
  }
}
