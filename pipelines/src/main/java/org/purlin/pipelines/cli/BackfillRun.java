package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.SignIn;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.plan.Backfill;
import org.purlin.pipelines.plan.Backfill.Step;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.PlanText;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.schedule.CommandLines;

/** One backfill of a job: plans, asks, runs the steps that are not done. */
final class BackfillRun<O extends JobOptions> {

  private final Job<O> job;
  private final Backfill<O> backfill;
  private final Map<String, String> asked;
  private final List<String> flags;
  private final Surroundings around;
  private final Asking asking;

  /**
   * @param asked values of {@link BackfillOptions}
   * @param flags for the job, of each step
   */
  BackfillRun(
      Job<O> job,
      Backfill<O> backfill,
      Map<String, String> asked,
      List<String> flags,
      Surroundings around,
      Asking asking) {
    this.job = job;
    this.backfill = backfill;
    this.asked = asked;
    this.flags = flags;
    this.around = around;
    this.asking = asking;
  }

  ExitCode run() {
    GivenOptions given = TaskVerb.given(job, flags, around);
    O options = given.as(job.options());
    try {
      SignIn.prepare(options);
      FileSystems.setDefaultPipelineOptions(options);
      BackfillMemory memory = BackfillMemory.of(job.verb(), given, options);
      List<Step> steps = steps(options);
      List<Step> open = new ArrayList<>();
      for (Step step : steps) {
        if (!isDone(step, memory)) {
          open.add(step);
        }
      }
      say(BackfillText.of(job.verb(), steps, open, order()).stripTrailing());
      if (open.isEmpty()) {
        say("Nothing is to be done." + forgetting(steps, memory));
        return ExitCode.DONE;
      }
      Plan estimate = BackfillEstimate.of(open, step -> planning(step).plan());
      say(PlanText.ofEstimates(estimate).stripTrailing());
      if (isYes("plan")) {
        return estimate.gaps().isEmpty() ? ExitCode.DONE : ExitCode.INCOMPLETE;
      }
      confirm(open.size());
      return runAll(open, memory);
    } catch (IOException | RuntimeException failure) {
      return new Planning<>(job, given, options, around).fail(failure);
    }
  }

  private List<Step> steps(O options) {
    List<Step> steps =
        new ArrayList<>(
            backfill.steps(options, asked.get("from"), asked.get("to"), asked.get("step")));
    if (order().equals("newest")) {
      Collections.reverse(steps);
    }
    return steps;
  }

  private boolean isYes(String flag) {
    return Boolean.parseBoolean(asked.get(flag));
  }

  private String order() {
    return asked.getOrDefault("order", "oldest").toLowerCase(Locale.ROOT);
  }

  private boolean isDone(Step step, BackfillMemory memory) {
    O options = TaskVerb.given(job, words(step), around).as(job.options());
    return backfill.isDone(options).orElseGet(() -> memory.isDone(step.name()));
  }

  /** A proof of the job's own is no file that could be deleted to run steps again. */
  private static String forgetting(List<Step> steps, BackfillMemory memory) {
    return steps.stream().anyMatch(step -> memory.isDone(step.name()))
        ? " Delete " + memory.file() + " to run these steps again."
        : "";
  }

  private Planning<O> planning(Step step) {
    GivenOptions given = TaskVerb.given(job, words(step), around);
    return new Planning<>(job, given, given.as(job.options()), around);
  }

  private List<String> words(Step step) {
    List<String> words = new ArrayList<>(flags);
    words.addAll(CommandLines.flags(step.flags()));
    return words;
  }

  private void confirm(int open) {
    if (isYes("yes")) {
      return;
    }
    String question = "Run " + BackfillText.count(open) + "?";
    Optional<String> answer = asking.ask(question + " [y/N]");
    if (answer.isEmpty()) {
      throw new UserMistakeException(
          question + " Nobody is at the terminal to answer; add --yes if it is to be done.");
    }
    if (!answer.get().strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
      throw new UserMistakeException("It was not confirmed.");
    }
  }

  private ExitCode runAll(List<Step> open, BackfillMemory memory) throws IOException {
    int incomplete = 0;
    for (int i = 0; i < open.size(); i++) {
      Step step = open.get(i);
      ExitCode code = run(step);
      say("Step " + (i + 1) + " of " + open.size() + ", " + step.name() + ": " + words(code));
      if (code == ExitCode.INCOMPLETE) {
        incomplete++;
      } else if (code != ExitCode.DONE) {
        around.error(
            "Stopped at step "
                + step.name()
                + "; "
                + BackfillText.count(open.size() - i)
                + " not done. Mend what is said above, then run the same command again: what is"
                + " done is not done again.");
        return code;
      } else if (backfill
          .isDone(TaskVerb.given(job, words(step), around).as(job.options()))
          .isEmpty()) {
        memory.done(step.name());
      }
    }
    if (incomplete == 0) {
      say("All done: " + BackfillText.count(open.size()) + ".");
      return ExitCode.DONE;
    }
    say(
        "Done with gaps: "
            + incomplete
            + " of "
            + BackfillText.count(open.size())
            + (". Their reports say what is missing; the same command runs them again. "
                    + backfill.staysMissing())
                .stripTrailing());
    return ExitCode.INCOMPLETE;
  }

  private static String words(ExitCode code) {
    return code == ExitCode.DONE
        ? "done."
        : "exit code " + code.number() + ", " + code.meaning() + ".";
  }

  /** With logs of its own. Its report is in its files; of many, nobody reads them here. */
  private ExitCode run(Step step) {
    Surroundings quiet =
        new Surroundings(
            around.verbs(),
            around.environment(),
            around.directory(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            around.err(),
            around.terminal(),
            around.secrets());
    try (Logs logs = Logs.start(quiet)) {
      return TaskVerb.of(job).run(words(step), quiet, logs);
    }
  }

  private void say(String line) {
    around.out().println(around.secrets().mask().apply(line));
    around.out().flush();
  }
}
