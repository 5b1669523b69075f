package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.plan.Listing;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;

/** {@code purlin backfill amplitude}. */
class BackfillTest {

  @TempDir Path directory;

  private static int backfill(Desk desk, AmplitudeSandbox sandbox, String... words) {
    List<String> all = new ArrayList<>(List.of("backfill", "amplitude"));
    all.add("--endpoint=" + sandbox.url());
    all.add("--apiKey=" + AmplitudeSettings.API_KEY);
    all.add("--secretKey=env:TEST_SECRET_KEY");
    all.add("--retryFor=PT2S");
    all.add("--output=" + desk.output());
    all.addAll(List.of(words));
    return desk.type(all);
  }

  @Test
  void stepsAreRunNewestFirstAndASecondTimeNothingIsToBeDone() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      desk.export(sandbox, "--start=2025-03-04T02", "--end=2025-03-04T04");
      String[] words = {
        "--from=2025-03-04T00", "--to=2025-03-04T06", "--step=PT2H", "--order=newest", "--yes"
      };

      int exitCode = backfill(desk, sandbox, words);

      assertThat(desk.out + desk.err, exitCode, is(0));
      assertThat(
          desk.out,
          containsString(
              """
              Backfill of purlin amplitude, 3 steps, newest first.

                20250304T04-20250304T05: to do
                20250304T02-20250304T03: done before
                20250304T00-20250304T01: to do

              2 steps to do, 1 done before.

              Estimates
              """));
      assertThat(
          desk.out, containsString("  2  each step as 20250304T04-20250304T05: at most 24 hours"));
      assertThat(
          desk.out,
          containsString(
              """
              Step 1 of 2, 20250304T04-20250304T05: done.
              Step 2 of 2, 20250304T00-20250304T01: done.
              All done: 2 steps.
              """));
      assertThat(Desk.ranges(sandbox), contains("02-03", "04-05", "00-01"));
      assertThat(desk.uuids(), is(Desk.uuids(sandbox, 0, 1, 2, 3, 4, 5)));

      assertThat(backfill(desk, sandbox, words), is(0));
      assertThat(desk.out, containsString("0 steps to do, 3 done before.\nNothing is to be done."));
      assertThat(sandbox.requests(), hasSize(3));
    }
  }

  @Test
  void withoutATerminalOrYesNothingIsRunAndWithPlanNothingIsAsked() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      assertThat(backfill(desk, sandbox, "--from=2025-03-04", "--to=2025-03-06"), is(2));
      assertThat(
          desk.error(),
          is(
              "Nothing was run: Run 2 steps? Nobody is at the terminal to answer; add --yes if it is"
                  + " to be done."));
      assertThat(backfill(desk, sandbox, "--from=2025-03-04", "--to=2025-03-06", "--plan"), is(0));
      assertThat(desk.out, containsString("20250305T00-20250305T23: to do\n"));
      assertThat(sandbox.requests(), hasSize(0));
      assertThat(Listing.of(directory), is(Map.of()));
    }
  }

  @Test
  void aWrongKeyEndsTheBackfillAtItsFirstStep() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("TEST_SECRET_KEY", "a-secret-that-opens-nothing");
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      int exitCode =
          backfill(
              desk, sandbox, "--from=2025-03-04T00", "--to=2025-03-04T03", "--step=PT1H", "--yes");

      assertThat(exitCode, is(2));
      assertThat(desk.out, containsString("Step 1 of 3, 20250304T00-20250304T00: exit code 2, "));
      assertThat(desk.error(), containsString("Stopped at step 20250304T00-20250304T00; 3 steps"));
      assertThat(sandbox.requests(), hasSize(1));
    }
  }

  @Test
  void whatIsWrongIsSaidInTheWordsOfTheBackfill() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      assertThat(backfill(desk, sandbox, "--from=2025-03-04"), is(2));
      assertThat(desk.error(), containsString("--to is missing."));
      assertThat(backfill(desk, sandbox, "--from=2025-03-04", "--to=2025-03-04"), is(2));
      assertThat(desk.error(), containsString("--to must be after --from"));
      assertThat(backfill(desk, sandbox, "--from=2025-03-04", "--to=2099-01-01"), is(2));
      assertThat(desk.error(), containsString("--to=2099-01-01 is too late"));
      assertThat(
          backfill(desk, sandbox, "--from=2025-03-04", "--to=2025-03-05", "--step=PT90M"), is(2));
      assertThat(desk.error(), containsString("--step must be whole hours or days"));
      assertThat(
          backfill(desk, sandbox, "--from=2025-03-04", "--to=2025-03-05", "--last=P1D"), is(2));
      assertThat(desk.error(), containsString("--last does not go with a backfill"));
      assertThat(sandbox.requests(), hasSize(0));
    }
  }

  @Test
  void theLongestStepIsPlannedAndScaledByHours() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      String[] asked = {
        "--from=2025-03-04T00", "--to=2025-03-05T13", "--step=PT12H", "--windowHours=4", "--plan"
      };
      assertThat(backfill(desk, sandbox, asked), is(0));
      // 3 calls for 12 of the 37 hours.
      assertThat(
          desk.out, containsString(" 9  by length, as 20250304T00-20250304T11: at most 4 hours"));

      List<String> newest = new ArrayList<>(List.of(asked));
      newest.add("--order=newest");
      assertThat(backfill(desk, sandbox, newest.toArray(String[]::new)), is(0));
      assertThat(
          desk.out, containsString(" 9  by length, as 20250305T00-20250305T11: at most 4 hours"));
    }
  }
}
