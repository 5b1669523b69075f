package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** A run over pupils that is killed is completed by the next one, which asks for the rest only. */
class AlmaKillIT {

  /** {@code -Dpurlin.e2e.seed} repeats the moments of an earlier run. */
  private static final long SEED = Long.getLong("purlin.e2e.seed", System.nanoTime());

  private static final int KILLED = 137;
  private static final int MOMENTS = 3;
  private static final int CONCURRENCY = 6;

  /** Of each of the two schools. */
  private static final int PUPILS = 60;

  private static final List<String> TABLES =
      List.of(
          "alma_schools",
          "alma_school_years",
          "alma_grade_levels",
          "alma_students",
          "alma_student_grade_levels",
          "alma_attendance",
          "alma_enrollments");

  @TempDir Path directory;

  /** Contract, check 12. */
  @Test
  void aRunKilledAfterHalfOfThePupilsIsCompletedByOneThatAsksOnlyForTheRest() throws Exception {
    System.out.println("Moments are drawn with -Dpurlin.e2e.seed=" + SEED);
    Random random = new Random(SEED);
    try (AlmaSandbox alma =
        AlmaSandbox.start(
            AlmaSettings.defaults().withPupils(PUPILS).withDelay(Duration.ofMillis(10)))) {
      Purlin purlin =
          Purlin.script(directory)
              .with("ALMA_KEY", AlmaSettings.KEY)
              .with("ALMA_SECRET", AlmaSettings.SECRET)
              .with("PURLIN_JAVA_OPTS", Day.QUICK);
      purlin.run(pull(alma, "undisturbed")).exits(0);
      Map<String, List<String>> expected = rows(new Landed(directory.resolve("undisturbed")));
      assertThat(expected.get("alma_attendance").size(), is(greaterThan(1_000)));
      assertThat(calls(alma).size(), is(2 * PUPILS));

      for (int i = 0; i < MOMENTS; i++) {
        // From two to four fifths of the pupils.
        int pupils = PUPILS * 4 / 5 + random.nextInt(PUPILS * 4 / 5);
        killAndComplete(purlin, alma, "out" + i, pupils, expected);
      }
    }
  }

  private void killAndComplete(
      Purlin purlin,
      AlmaSandbox alma,
      String output,
      int pupils,
      Map<String, List<String>> expected)
      throws IOException, InterruptedException {
    Map<String, Integer> before = calls(alma);
    int start = sum(before);
    try (Started run = purlin.start(pull(alma, output))) {
      boolean reached = run.reaches(() -> sum(calls(alma)) >= start + pupils);
      run.kill();
      Ended ended = run.end();
      assertThat(ended.toString(), reached, is(true));
      assertThat(ended.exitCode(), is(KILLED));
    }
    Landed landed = new Landed(directory.resolve(output));
    int kept = kept(landed);
    assertThat("pupils asked for before the kill", kept, is(greaterThan(0)));
    Map<String, Integer> atTheKill = calls(alma);

    Ended completed = purlin.run(pull(alma, output)).exits(0);

    Map<String, Integer> after = calls(alma);
    assertThat(completed.toString(), sum(after) - sum(atTheKill), is(2 * PUPILS - kept));
    int twice = 0;
    for (Map.Entry<String, Integer> call : after.entrySet()) {
      int times = call.getValue() - before.get(call.getKey());
      assertThat(call.getKey(), times, is(lessThanOrEqualTo(2)));
      twice += times - 1;
    }
    assertThat("pupils asked for twice", twice, is(lessThanOrEqualTo(CONCURRENCY)));
    assertThat(rows(landed), is(expected));
    assertThat(landed.temporaryFiles(), is(empty()));
    assertThat(landed.files("_state/alma/pieces"), is(empty()));
  }

  /** How many pupils' attendance a killed run leaves for the next one. */
  private static int kept(Landed landed) throws IOException {
    return (int)
        landed.files("_state/alma/pieces/attendance").stream()
            .filter(file -> file.toString().endsWith(".json"))
            .count();
  }

  /** How often each pupil's attendance was given, by path. */
  private static Map<String, Integer> calls(AlmaSandbox alma) {
    Map<String, Integer> calls = new TreeMap<>(alma.counts());
    calls.keySet().removeIf(path -> !path.endsWith("/attendance"));
    return calls;
  }

  private static int sum(Map<String, Integer> calls) {
    return calls.values().stream().mapToInt(count -> count).sum();
  }

  private static Map<String, List<String>> rows(Landed landed) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String table : TABLES) {
      rows.put(table, landed.rowsOfAnyRun(table));
    }
    return rows;
  }

  private static List<String> pull(AlmaSandbox alma, String output) {
    return List.of(
        "alma",
        "--url=" + alma.url(),
        "--subdomain=" + AlmaSettings.DISTRICT,
        "--today=2024-10-15",
        "--concurrency=" + CONCURRENCY,
        "--output=" + output);
  }
}
