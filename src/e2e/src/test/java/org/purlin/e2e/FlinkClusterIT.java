package org.purlin.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.csc.CscSettings;

/**
 * The same jobs on Flink: in Purlin's process, and on a cluster of one JobManager and two
 * TaskManagers, of which one is killed while it works.
 */
@EnabledIfSystemProperty(
    named = "purlin.flink",
    matches = ".+",
    disabledReason = "needs Flink: build with -Pflink")
class FlinkClusterIT {

  /** {@code -Dpurlin.e2e.seed} repeats the moments of an earlier run. */
  private static final long SEED = Long.getLong("purlin.e2e.seed", System.nanoTime());

  private static final String SECRET_KEY = "canary-amplitude-secret-05d1";
  private static final String CLIENT_SECRET = "canary-csc-secret-91f2";

  /** In windows of two hours. */
  private static final int REQUESTS = Day.HOURS / 2;

  /** Each request takes so long, so that a moment can fall between requests. */
  private static final Duration LATE = Duration.ofMillis(150);

  /** In ten posts. */
  private static final int CHILDREN = 1_000;

  private static final int BATCH = 100;

  @TempDir static Path shared;
  private static AmplitudeSandbox amplitude;
  private static Authority authority;
  private static FlinkCluster cluster;

  @TempDir Path directory;

  /** What a job runs on. */
  private enum On {
    EMBEDDED,
    CLUSTER;

    Engine engine() {
      return this == EMBEDDED ? Engine.EMBEDDED : Engine.of(cluster);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    System.out.println("Moments are drawn with -Dpurlin.e2e.seed=" + SEED);
    amplitude = AmplitudeSandbox.start(Day.settings().secretKey(SECRET_KEY).build());
    amplitude.onNext(Fault.late(LATE).times(Integer.MAX_VALUE));
    authority = authority();
    cluster = FlinkCluster.start(shared.resolve("flink"), secrets(authority));
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.close();
    authority.close();
    amplitude.close();
  }

  /** Also what the workers say: they have no masked log of ours. */
  @AfterEach
  void noSecretIsInWhatIsLeft() throws IOException {
    for (Path root : List.of(directory, cluster.logs())) {
      for (Path file : Landed.filesBelow(root)) {
        String text = Files.readString(file, ISO_8859_1);
        for (String secret : secrets(authority).values()) {
          assertThat(file + " holds a secret", text.contains(secret), is(false));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void anExportLandsTheSameAsWithTheDirectRunner(On on) throws Exception {
    Landed expected = export(Engine.DIRECT, "direct");

    Landed landed = export(on.engine(), "flink");

    assertSameDay(landed, expected);
    if (on == On.CLUSTER) {
      assertThat(cluster.workers().toString(), cluster.workers().size(), is(2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPushBringsTheSameAsWithTheDirectRunner(On on) throws Exception {
    try (FlinkDistricts expected = new FlinkDistricts(directory.resolve("expected"));
        FlinkDistricts districts = new FlinkDistricts(directory.resolve("districts"))) {
      Path direct = directory.resolve("direct");
      Engine.DIRECT.run(directory, secrets(authority), expected.push(direct)).exits(0);

      Path output = directory.resolve("flink");
      on.engine().run(directory, secrets(authority), districts.push(output)).exits(0);

      assertThat(districts.held(), is(expected.held()));
      assertThat(districts.mostPostsOfARecord(), is(expected.mostPostsOfARecord()));
      assertThat(balances(output), is(balances(direct)));
      // A token for each client and server, and for each worker that speaks to it.
      assertThat(districts.tokenRequests(), is(FlinkDistricts.NAMES.size()));
      // Requests to one district are bounded on each worker.
      assertThat(
          districts.server().maxInFlight(),
          is(
              allOf(
                  greaterThan(FlinkDistricts.CONCURRENCY),
                  lessThanOrEqualTo(2 * FlinkDistricts.CONCURRENCY))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nightsBringTheSameAsWithTheDirectRunner(On on) throws Exception {
    try (Authority expected = authority();
        Authority own = on == On.EMBEDDED ? authority() : null) {
      Authority nights = own == null ? authority : own;
      for (int night = 0; night < 2; night++) {
        String name = "night" + night;
        JsonNode direct = pass(expected, Engine.DIRECT, "direct-" + name, night);
        int tokens = nights.receiver().tokensIssued();

        JsonNode flink = pass(nights, on.engine(), "flink-" + name, night);

        assertThat(flink, is(direct));
        assertThat(nights.accepted(), is(expected.accepted()));
        assertThat(Set.copyOf(nights.saidToBeSent()), is(Set.copyOf(expected.saidToBeSent())));
        // One worker sends, whatever their number.
        assertThat(nights.receiver().tokensIssued() - tokens, is(1));
        assertThat(nights.receiver().maxInFlight(), is(1));
      }
    }
  }

  @Test
  void anExportWhoseWorkerIsKilledGoesOnAndLandsEachEventOnce() throws Exception {
    Landed expected = export(Engine.DIRECT, "direct");
    int requests = amplitude.requests().size();
    int moment = requests + 2 + new Random(SEED).nextInt(REQUESTS - 4);
    Path output = directory.resolve("flink");

    killOneOf(
            "ExportWindows",
            Day.export(amplitude, output.toString()),
            () -> amplitude.requests().size() >= moment)
        .exits(0);

    assertSameDay(new Landed(output), expected);
    assertThat(
        "windows asked for, each twice at most",
        amplitude.requests().size() - requests,
        is(lessThanOrEqualTo(2 * REQUESTS)));
  }

  @Test
  void aPushWhoseWorkerIsKilledGoesOnAndRepeatsOnlyWhatWasUnderWay() throws Exception {
    try (FlinkDistricts districts = new FlinkDistricts(directory.resolve("districts"));
        FlinkDistricts expected = new FlinkDistricts(directory.resolve("expected"))) {
      Engine.DIRECT
          .run(directory, secrets(authority), expected.push(directory.resolve("direct")))
          .exits(0);
      int moment =
          districts.rowCount() / 5 + new Random(SEED).nextInt(districts.rowCount() * 3 / 5);
      Path output = directory.resolve("flink");

      killOneOf("SubmitDistrict", districts.push(output), () -> districts.posts() >= moment)
          .exits(0);

      assertThat(districts.held(), is(expected.held()));
      assertThat(
          "sent again",
          districts.posts() - expected.posts(),
          is(lessThanOrEqualTo(2 * FlinkDistricts.CONCURRENCY)));
      assertClosed(output);
      Engine.DIRECT.run(directory, secrets(authority), districts.push(output)).exits(0);
      JsonNode again = balances(output).get(0);
      assertThat(again.get("out").get("already delivered").asInt(), is(districts.rowCount()));
    }
  }

  /** The step that sends starts again, and first settles the batch that was under way. */
  @Test
  void aNightWhoseWorkerIsKilledGoesOnAndSendsOneBatchTwiceAtMost() throws Exception {
    authority.cohort().nextNight(SEED, CHILDREN / 2, 10, 10);
    authority.populate();
    Map<String, Integer> before = authority.accepted();
    authority.receiver().onNextPost(Fault.late(LATE).times(Integer.MAX_VALUE));
    int moment = authority.posts() + 1 + new Random(SEED).nextInt(3);
    Path output = directory.resolve("flink");

    Ended ended =
        killOneOf(
            "SubmitBatches", authority.send(output.toString()), () -> authority.posts() >= moment);

    authority.receiver().clearFaults();
    ended.exits(0);
    assertClosed(output);
    assertThat(inDoubt(output), is(0));
    assertThat("children that differ at the receiver", authority.wrong(), is(empty()));
    assertThat("left in the outbox", authority.inOutbox("prepared"), is(empty()));
    assertThat("left in the outbox", authority.inOutbox("accepted"), is(empty()));
    assertThat(Set.copyOf(authority.saidToBeSent()), is(authority.cohort().today().keySet()));
    Map<String, Integer> times = new HashMap<>(authority.accepted());
    times.replaceAll((child, count) -> count - before.getOrDefault(child, 0));
    assertThat(times.values(), everyItem(is(lessThanOrEqualTo(2))));
    assertThat(
        "sent twice",
        times.values().stream().filter(count -> count == 2).count(),
        is(lessThanOrEqualTo((long) BATCH)));
  }

  private static int inDoubt(Path output) throws IOException {
    return balances(output).get(1).get("out").get("in doubt").asInt();
  }

  /**
   * Runs a job on the cluster and kills a worker that is busy with a step, at a moment. Another one
   * comes when the job has ended, which must go on with the one that is left.
   */
  private Ended killOneOf(String step, List<String> job, BooleanSupplier moment) throws Exception {
    cluster.awaitTaskManagers(2);
    try (Started run = Engine.of(cluster).start(directory, secrets(authority), job)) {
      boolean reached = run.reaches(moment);
      List<String> busy = reached ? cluster.busyWith(step) : List.of();
      if (busy.isEmpty()) {
        throw new AssertionError("The run was not caught in " + step + ". " + run.end());
      }
      cluster.killTaskManager(busy.get(new Random(SEED).nextInt(busy.size())));
      return run.end();
    } finally {
      cluster.startTaskManager();
    }
  }

  private Landed export(Engine engine, String output) throws IOException, InterruptedException {
    Path place = directory.resolve(output);
    engine.run(directory, secrets(authority), Day.export(amplitude, place.toString())).exits(0);
    return new Landed(place);
  }

  private static void assertSameDay(Landed landed, Landed expected) throws IOException {
    assertThat(landed.uuids(), is(Day.truth(amplitude)));
    assertThat(landed.rowsOfAnyRun(), is(expected.rowsOfAnyRun()));
    assertThat(balances(landed.output()), is(balances(expected.output())));
    assertThat(statuses(landed), is(statuses(expected)));
    assertThat(landed.temporaryFiles(), is(empty()));
  }

  private static Map<String, String> statuses(Landed landed) throws IOException {
    return landed.ledger().entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, hour -> hour.getValue().get("status").asText()));
  }

  /** Fills the table and sends it; returns the balances. */
  private JsonNode pass(Authority nights, Engine engine, String output, int night)
      throws Exception {
    if (night > 0) {
      nights.cohort().nextNight(night, 150, 20, 20);
    }
    nights.populate();
    Path place = directory.resolve(output);
    engine.run(directory, secrets(nights), nights.send(place.toString())).exits(0);
    assertThat(nights.wrong(), is(empty()));
    return balances(place);
  }

  private static void assertClosed(Path output) throws IOException {
    for (JsonNode balance : balances(output)) {
      assertThat(balance.toString(), balance.get("missing").asInt(), is(0));
    }
  }

  private static JsonNode balances(Path output) throws IOException {
    return new Landed(output).report().get("outcome").get("balances");
  }

  private static Authority authority() throws Exception {
    return Authority.of(CscSettings.builder().clientSecret(CLIENT_SECRET).build(), CHILDREN);
  }

  /** What every process is given; each authority has a database of its own. */
  private static Map<String, String> secrets(Authority nights) {
    Map<String, String> secrets = new HashMap<>(FlinkDistricts.secrets());
    secrets.putAll(nights.secrets());
    secrets.put(Day.SECRET, SECRET_KEY);
    return secrets;
  }
}
