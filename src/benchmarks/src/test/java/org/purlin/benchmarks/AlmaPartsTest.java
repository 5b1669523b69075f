package org.purlin.benchmarks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the Alma and the CoinMarketCap benchmark, without their clocks. */
class AlmaPartsTest {

  private static final int CONNECTIONS = 4;
  private static final AlmaDistrict DISTRICT = new AlmaDistrict(40, 5, Duration.ofMillis(20));

  @TempDir Path work;

  @Test
  void theLoopReadsEveryPupilOnceAndIsChallengedOnce() throws Exception {
    try (AlmaServer server = AlmaServer.start(DISTRICT)) {
      long bytes = AlmaReadLoop.run(server.environment(), CONNECTIONS, false);

      Sending asked = server.attendance(DISTRICT.pupils());
      assertThat(asked.answers().size(), is(40));
      assertThat(asked.seconds(), is(greaterThanOrEqualTo(9 * 0.02)));
      assertThat(server.challenges(), is(1));
      assertThat(server.mostInFlight(), is(CONNECTIONS));
      assertThat(bytes > 100L * DISTRICT.rows(), is(true));
    }
  }

  @Test
  void aLoopThatIsChallengedEachTimeAsksTwice() throws Exception {
    try (AlmaServer server = AlmaServer.start(DISTRICT.withoutDelay())) {
      AlmaReadLoop.run(server.environment(), CONNECTIONS, true);

      assertThat(server.attendance(DISTRICT.pupils()).answers().size(), is(80));
      // Those of the school years and of the pupils are the other two.
      assertThat(server.challenges(), is(42));
    }
  }

  @Test
  void pupilsWhoWereAskedForTwiceOrNotAreNoMeasurement() throws Exception {
    try (AlmaServer server = AlmaServer.start(DISTRICT.ofPart(10).withoutDelay())) {
      AlmaReadLoop.run(server.environment(), 1, false);
      IOException missing = assertThrows(IOException.class, () -> server.attendance(5));
      AlmaReadLoop.run(server.environment(), 1, false);
      IOException twice = assertThrows(IOException.class, () -> server.attendance(4));

      assertThat(
          missing.getMessage(),
          is(
              "The server should have given the attendance of 5 pupils once each, but it gave that"
                  + " of 4, of 4 once."));
      assertThat(
          twice.getMessage(),
          is(
              "The server should have given the attendance of 4 pupils once each, but it gave that"
                  + " of 4, of 0 once."));
    }
  }

  @Test
  void theLoopsSayNothingButHowManyBytesTheyRead() throws Exception {
    Commands commands = new Commands();
    Path log = work.resolve("log");
    try (AlmaServer server = AlmaServer.start(DISTRICT.withoutDelay())) {
      ChildProcess.run(
          commands.java(AlmaReadLoop.class, 2, AlmaReadLoop.CHALLENGED_ONCE),
          server.environment(),
          log);
      assertThat(Files.readString(log), matchesPattern("\\d+\n"));
    }
    try (StandIn server = StandIn.start("coinmarketcap", "--coins=60")) {
      ChildProcess.run(commands.java(CoinReadLoop.class, 60), server.environment(), log);
      assertThat(Files.readString(log), matchesPattern("\\d+\n"));
    }
  }

  @Test
  void theCoinLoopReadsEveryPage() throws Exception {
    try (StandIn server = StandIn.start("coinmarketcap", "--coins=5100")) {
      long all = CoinReadLoop.run(server.environment(), 5_100);
      long firstPage = CoinReadLoop.run(server.environment(), 5_000);

      assertThat((double) all / firstPage, is(closeTo(5_100 / 5_000.0, 0.002)));
    }
  }

  @Test
  void theLeastTimeIsAllDelaysOnAllConnections() {
    AlmaDistrict district = new AlmaDistrict(2_000, 20, Duration.ofMillis(20));
    AlmaRun run = new AlmaRun(new Usage(9, 8, 300_000_000), district, 2_010, 5, 1, 10);

    assertThat(run.againstLimit(10, 0), is(closeTo(1.25, 1e-9)));
    assertThat(run.againstLimit(10, 0.005), is(closeTo(1, 1e-9)));
    assertThat(run.callsPerSecond(), is(closeTo(400, 1e-9)));
    assertThat(run.trips(), is(closeTo(1.005, 1e-9)));
    assertThat(run.peakRssMegabytes(), is(closeTo(300, 1e-9)));
    assertThat(district.rows(), is(40_000));
    assertThat(district.ofPart(5).rows(), is(8_000));
  }
}
