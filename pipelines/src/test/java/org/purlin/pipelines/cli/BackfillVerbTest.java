package org.purlin.pipelines.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.report.ExitCode;

/** {@code purlin backfill} itself; what it does for a job is tested beside the job. */
class BackfillVerbTest {

  @TempDir Path directory;

  private final List<String> questions = new ArrayList<>();

  private Asking answering(String answer) {
    return question -> {
      questions.add(question);
      return Optional.ofNullable(answer);
    };
  }

  private Shell shell(String answer) {
    return new Shell(directory, List.of(new BackfillVerb(Launch.jobs(), answering(answer))));
  }

  private Shell counting(String answer) {
    return new Shell(
        directory, List.of(new BackfillVerb(List.of(new CountJob()), answering(answer))));
  }

  private static ExitCode count(Shell shell, String... more) {
    List<String> words =
        new ArrayList<>(List.of("backfill", "count", "--counterName=ada", "--from=1", "--to=3"));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  @Test
  void theStepsAreRunWhenTheAnswerIsYes() {
    Shell shell = counting("y");
    assertThat(count(shell), is(ExitCode.DONE));
    assertThat(
        shell.out,
        is(
            """
            Backfill of purlin count, 3 steps, oldest first.

              day 1: to do
              day 2: to do
              day 3: to do

            3 steps to do, 0 done before.

            Estimates
              calls  6  each step as day 1: one an hour
            Step 1 of 3, day 1: done.
            Step 2 of 3, day 2: done.
            Step 3 of 3, day 3: done.
            All done: 3 steps.
            """));
    assertThat(questions, is(List.of("Run 3 steps? [y/N]")));
    assertThat(shell.logFiles().size(), is(3));
    assertThat(shell.report(), containsString("hours/1-2"));
  }

  @Test
  void nothingIsRunWhenTheAnswerIsNoOrNobodyAnswers() {
    for (String answer : new String[] {"n", "", null}) {
      Shell shell = counting(answer);
      assertThat(count(shell), is(ExitCode.MISTAKE));
      assertThat(
          shell.err,
          containsString(
              answer == null ? "Nobody is at the terminal to answer" : "It was not confirmed."));
      assertThat(Files.exists(shell.output()), is(false));
    }
  }

  @Test
  void aGapDoesNotStopTheStepsAFailureDoesAndASecondStartGoesOnThere() {
    Shell shell = counting(null);
    assertThat(
        count(shell, "--yes", "--order=newest", "--step=STEP_FAILS,REJECTS,NOTHING"),
        is(ExitCode.FAILED));
    assertThat(shell.out, containsString("Step 1 of 3, day 3: done.\n"));
    assertThat(shell.out, containsString("Step 2 of 3, day 2: exit code 3, ran, but something"));
    assertThat(shell.out, containsString("Step 3 of 3, day 1: exit code 1, failed.\n"));
    assertThat(shell.err, containsString("Stopped at step day 1; 1 step not done."));

    assertThat(count(shell, "--yes", "--step=NOTHING,REJECTS,NOTHING"), is(ExitCode.INCOMPLETE));
    assertThat(shell.out, containsString("  day 3: done before\n"));
    assertThat(shell.out, containsString("Step 1 of 2, day 1: done.\n"));
    assertThat(shell.out, containsString("Done with gaps: 1 of 2 steps."));

    assertThat(count(shell, "--yes"), is(ExitCode.DONE));
    assertThat(shell.out, containsString("Step 1 of 1, day 2: done.\n"));

    assertThat(count(shell, "--yes"), is(ExitCode.DONE));
    assertThat(shell.out, containsString("Nothing is to be done. Delete "));
    assertThat(count(shell, "--plan", "--debug", "--runner=DirectRunner"), is(ExitCode.DONE));
    assertThat(shell.out, containsString("3 steps to do, 0 done before."));
  }

  @Test
  void aPlanAskedForInTheEnvironmentIsTheBackfillsAndNoStepIsTakenForDone() {
    Shell shell = counting(null);
    shell.environment.put("PURLIN_PLAN", "true");
    assertThat(count(shell, "--yes"), is(ExitCode.DONE));
    assertThat(shell.out, containsString("3 steps to do, 0 done before."));
    assertThat(shell.out, not(containsString("Step 1")));
    assertThat(Files.exists(shell.output()), is(false));

    assertThat(count(shell, "--yes", "--plan=false"), is(ExitCode.DONE));
    assertThat(shell.out, containsString("All done: 3 steps.\n"));
    assertThat(shell.report(), containsString("hours/1-2"));
  }

  @Test
  void ofManyStepsNeighboursShareALine() {
    Shell shell = counting(null);
    assertThat(
        shell.run("backfill", "count", "--counterName=ada", "--from=1", "--to=40", "--plan"),
        is(ExitCode.DONE));
    assertThat(shell.out, containsString("\n  day 1 to day 40, 40 steps: to do\n\n40 steps"));
  }

  private ExitCode backfillAlma(Shell shell, String... more) {
    shell.environment.put("ALMA_KEY", "invented-key");
    shell.environment.put("ALMA_SECRET", "invented-secret");
    List<String> words =
        new ArrayList<>(
            List.of(
                "backfill",
                "alma",
                "--url=http://127.0.0.1:1",
                "--subdomain=oakdistrict",
                "--retryFor=PT0S",
                "--from=2022",
                "--to=2023"));
    words.addAll(List.of(more));
    return shell.run(words.toArray(String[]::new));
  }

  @Test
  void everyJobHasAPastOrSaysWhyItHasNone() {
    Shell shell = shell(null);
    for (Job<?> job : Launch.jobs()) {
      if (job.backfill().isPresent()) {
        continue;
      }
      List<String> words = new ArrayList<>(List.of("backfill"));
      words.addAll(List.of(job.verb().split(" ")));
      words.addAll(List.of("--from=2026-01-01", "--to=2026-01-02"));
      assertThat(shell.type(words.toArray(String[]::new)), is(ExitCode.MISTAKE));
      assertThat(
          shell.err,
          startsWith(
              "ERROR Nothing was run: purlin backfill " + job.verb() + " is not possible. "));
      assertThat(shell.err, containsString(job.withoutBackfill()));
    }
  }

  @Test
  void theHelpPageNamesItsFlagsAndTheFormsOfEachJob() {
    Shell shell = shell(null);
    assertThat(shell.type("backfill", "--help"), is(ExitCode.DONE));
    assertThat(shell.out, startsWith("Usage: purlin backfill <job> --from=<...> --to=<...> ["));
    assertThat(shell.out, containsString("--order=<oldest|newest>"));
    assertThat(shell.out, containsString("\nFor amplitude:\n  --from=<hour>"));
    assertThat(shell.out, containsString("\nFor alma:\n  --from=<year>"));
    assertThat(shell.out.lines().allMatch(line -> line.length() <= 100), is(true));
  }

  @Test
  void anUnknownJobOrFlagRunsNothing() {
    Shell shell = shell("y");
    assertThat(shell.type("backfill", "amplitud", "--from=1", "--to=2"), is(ExitCode.MISTAKE));
    assertThat(shell.err, containsString("Which job?"));
    assertThat(shell.err, containsString("amplitude"));
    assertThat(shell.type("backfill"), is(ExitCode.MISTAKE));
    assertThat(backfillAlma(shell, "--order=sideways"), is(ExitCode.MISTAKE));
    assertThat(backfillAlma(shell, "--ordr=newest"), is(ExitCode.MISTAKE));
    assertThat(shell.err, containsString("Unknown flag --ordr."));
    assertThat(backfillAlma(shell, "--runId=mine"), is(ExitCode.MISTAKE));
    assertThat(shell.err, containsString("--runId does not go with a backfill"));
    assertThat(questions, is(List.of()));
  }
}
