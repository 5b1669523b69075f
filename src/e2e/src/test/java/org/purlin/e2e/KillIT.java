package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/** A run that is killed at any moment is completed by the next one. */
class KillIT {

  /** {@code -Dpurlin.e2e.seed} repeats the moments of an earlier run. */
  private static final long SEED = Long.getLong("purlin.e2e.seed", System.nanoTime());

  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  /** Each request takes so long, so that a moment can fall between requests. */
  private static final Duration LATE = Duration.ofMillis(150);

  private static AmplitudeSandbox sandbox;
  private static List<String> undisturbed;

  @TempDir Path directory;
  private Path temporary;

  @BeforeAll
  static void exportUndisturbed(@TempDir Path elsewhere) throws Exception {
    System.out.println("Moments are drawn with -Dpurlin.e2e.seed=" + SEED);
    sandbox = Day.sandbox();
    sandbox.onNext(Fault.late(LATE).times(Integer.MAX_VALUE));
    Day.purlin(elsewhere).run(Day.export(sandbox, "out")).exits(0);
    Landed landed = new Landed(elsewhere.resolve("out"));
    assertThat(landed.uuids(), is(Day.truth(sandbox)));
    undisturbed = landed.rowsOfAnyRun();
  }

  @AfterAll
  static void stopSandbox() {
    sandbox.close();
  }

  /** Where in a run it is killed. */
  private enum Phase {
    /** When so many requests have been made. */
    DOWNLOAD,
    /** When so many part files have been begun. */
    FLATTEN,
    /** When so many hours have been published. */
    PUBLISH
  }

  /**
   * A moment of a run.
   *
   * @param count how far its phase has come
   * @param millis to wait after that
   */
  private record Moment(Phase phase, int count, int millis) {}

  static Stream<Moment> tenMoments() {
    Random random = new Random(SEED);
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      // Twelve windows in three lanes: four thirds of the way.
      moments.add(new Moment(Phase.DOWNLOAD, 3 * i + 1 + random.nextInt(3), random.nextInt(150)));
    }
    for (int i = 0; i < 3; i++) {
      moments.add(new Moment(Phase.FLATTEN, 12 * i + 1 + random.nextInt(12), random.nextInt(5)));
    }
    for (int i = 0; i < 3; i++) {
      moments.add(new Moment(Phase.PUBLISH, 6 * i + 1 + random.nextInt(6), 0));
    }
    return moments.stream();
  }

  @ParameterizedTest
  @MethodSource("tenMoments")
  void aRunKilledAtThisMomentIsCompletedByTheNextOne(Moment moment) throws Exception {
    String output = killedRun(moment);
    Landed landed = new Landed(directory.resolve(output));
    // Every hour with a record is landed, empty or done: nothing here fails.
    Set<String> landedBefore = landed.ledger().keySet();
    int requestsBefore = sandbox.requests().size();

    purlin().run(Day.export(sandbox, output)).exits(0);

    assertWhole(landed);
    assertThat(
        "hours asked for again though they had been landed",
        hoursAskedSince(requestsBefore).stream().filter(landedBefore::contains).toList(),
        is(empty()));
  }

  @Test
  void aRunKilledTwiceIsCompletedByTheThird() throws Exception {
    Random random = new Random(SEED);
    Landed landed = new Landed(directory.resolve("out"));
    int requestsAtStart = sandbox.requests().size();
    for (int i = 0; i < 2; i++) {
      int requestsBefore = sandbox.requests().size();
      int requests = requestsBefore + 2 + random.nextInt(3);
      kill(() -> sandbox.requests().size() >= requests, random.nextInt(150), "out");
    }

    purlin().run(Day.export(sandbox, "out")).exits(0);

    assertWhole(landed);
    // Twelve windows; what was in flight, three each time, may be asked for again.
    assertThat(sandbox.requests().size() - requestsAtStart, is(lessThanOrEqualTo(12 + 2 * 3)));
  }

  @Test
  void aTerminatedRunSaysSoAndIsCompletedByTheNextOne() throws Exception {
    int requests = sandbox.requests().size() + 4;
    Ended ended;
    try (Started run = purlin().start(Day.export(sandbox, "out"))) {
      assertThat(run.reaches(() -> sandbox.requests().size() >= requests), is(true));
      run.terminate();
      ended = run.end().exits(TERMINATED);
    }

    assertThat(ended.error(), containsString("run the same command again"));
    assertThat(new Landed(directory.resolve("out")).files("events"), is(empty()));
    purlin().run(Day.export(sandbox, "out")).exits(0);
    assertWhole(new Landed(directory.resolve("out")));
  }

  @Test
  void aSecondRunOnTheSameOutputIsRefusedAndTheFirstIsUnharmed() throws Exception {
    int requests = sandbox.requests().size() + 1;
    // Longer than the second program needs to start.
    sandbox.clearFaults();
    sandbox.onNext(Fault.late(Duration.ofSeconds(8)));
    sandbox.onNext(Fault.late(LATE).times(Integer.MAX_VALUE));
    try (Started first = purlin().start(Day.export(sandbox, "out"))) {
      assertThat(first.reaches(() -> sandbox.requests().size() >= requests), is(true));

      Ended second = purlin().run(Day.export(sandbox, "out")).exits(2);

      assertThat(second.error(), containsString("Another run is writing to out"));
      first.end().exits(0);
    }
    assertWhole(new Landed(directory.resolve("out")));
  }

  /** Kills a run at the moment; a run that was too fast is repeated, into another directory. */
  private String killedRun(Moment moment) throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= 3; attempt++) {
      String output = "out" + attempt;
      Landed landed = new Landed(directory.resolve(output));
      int requests = sandbox.requests().size() + moment.count();
      BooleanSupplier reached =
          switch (moment.phase()) {
            case DOWNLOAD -> () -> sandbox.requests().size() >= requests;
            case FLATTEN -> () -> landed.unpublishedPartsNow() >= moment.count();
            case PUBLISH -> () -> landed.manifestsNow() >= moment.count();
          };
      if (kill(reached, moment.millis(), output)) {
        return output;
      }
    }
    throw new AssertionError("The run was never caught at " + moment);
  }

  private boolean kill(BooleanSupplier moment, int millis, String output)
      throws IOException, InterruptedException {
    try (Started run = purlin().start(Day.export(sandbox, output))) {
      if (run.reaches(moment)) {
        Thread.sleep(millis);
        run.kill();
      }
      return run.end().exitCode() == KILLED;
    }
  }

  private Purlin purlin() throws IOException {
    temporary = Files.createDirectories(directory.resolve("tmp"));
    return Day.purlin(directory)
        .with("PURLIN_JAVA_OPTS", Day.QUICK + " -Djava.io.tmpdir=" + temporary);
  }

  private void assertWhole(Landed landed) throws IOException {
    assertThat(landed.rowsOfAnyRun(), is(undisturbed));
    assertThat(landed.report().get("exitCode").asInt(), is(0));
    assertThat(landed.temporaryFiles(), is(empty()));
    // A library of Beam's unpacks itself there too, and a killed JVM leaves it behind.
    assertThat(
        Stream.of(temporary.toFile().list()).filter(name -> !name.startsWith("snappy-")).toList(),
        is(empty()));
    assertThat(landed.ledger().size(), is(Day.HOURS));
  }

  private static Set<String> hoursAskedSince(int requests) {
    List<SeenRequest> all = sandbox.requests();
    return all.subList(requests, all.size()).stream()
        .flatMap(
            request ->
                Day.hoursBetween(
                    request.parameters().get("start"), request.parameters().get("end")))
        .collect(Collectors.toSet());
  }
}
