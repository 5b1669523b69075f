package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.plan.Backfill;
import org.purlin.pipelines.report.ExitCode;

/**
 * {@code purlin backfill <job>}: takes a job's past step by step.
 *
 * @param jobs all jobs
 * @param asking asks before anything is run
 */
record BackfillVerb(List<Job<?>> jobs, Asking asking) implements Verb {

  /** They would mean each step, or one of many. */
  private static final List<String> NOT_FOR_STEPS = List.of("runId", "json");

  /** Both the backfill's and a job's. */
  private static final String PLAN = "plan";

  @Override
  public String name() {
    return "backfill";
  }

  @Override
  public String summary() {
    return "Take a job's past step by step; goes on where it was stopped.";
  }

  @Override
  public String help(Verbs verbs) {
    StringBuilder page =
        new StringBuilder(
            "Usage: purlin backfill <job> --from=<...> --to=<...> [--flag=value ...]");
    page.append(
        """


        Prints the steps and what they are believed to cost, asks, and runs them one after
        another. A step that is proven done is left out, so the same command goes on where an
        earlier one was stopped. A step that ends with exit code 3 is followed by the next one;
        any other failure ends the backfill. All other flags are the job's and count for each step.

        Flags of backfill:
        """);
    for (Flag flag : own().all()) {
      if (flag.getter().getDeclaringClass() == BackfillOptions.class) {
        page.append(String.format("  %-25s%s%n", form(flag), flag.description() + standard(flag)));
      }
    }
    for (Job<?> job : jobs) {
      job.backfill()
          .ifPresent(
              backfill -> {
                page.append("\nFor ").append(job.verb()).append(":\n");
                backfill.help().forEach(line -> page.append("  ").append(line).append('\n'));
              });
    }
    page.append("\nOther jobs take no past; purlin backfill <job> says why.\n");
    page.append(
        """

        Examples:
          # Two weeks of days; the newest first
          purlin backfill amplitude --from=2026-01-01 --to=2026-01-15 --order=newest
          # Five school years, without a question
          purlin backfill alma --from=2020-2021 --to=2024-2025 --subdomain=oakdistrict --yes
        """);
    return page.toString();
  }

  private static String form(Flag flag) {
    return "--" + flag.name() + (flag.isBoolean() ? "" : "=<" + flag.form() + ">");
  }

  private static String standard(Flag flag) {
    String required = flag.isRequired() ? " Required." : "";
    return flag.standard()
        .filter(value -> !flag.isBoolean())
        .map(value -> " Default: " + value + ".")
        .orElse(required);
  }

  private static Flags own() {
    return Flags.of(List.of(BackfillOptions.class)).ours();
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    List<String> words = arguments.stream().takeWhile(word -> !word.startsWith("-")).toList();
    Job<?> job = job(String.join(" ", words));
    return run(job, arguments.subList(words.size(), arguments.size()), around);
  }

  private Job<?> job(String name) {
    return jobs.stream()
        .filter(job -> job.verb().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserMistakeException(
                    "Which job? purlin backfill <job>, of "
                        + jobs.stream().map(Job::verb).collect(Collectors.joining(", "))
                        + "."
                        + Nearest.hint(name, jobs.stream().map(Job::verb).toList(), "")));
  }

  private <O extends JobOptions> ExitCode run(Job<O> job, List<String> flags, Surroundings around) {
    Backfill<O> backfill =
        job.backfill()
            .orElseThrow(
                () ->
                    new UserMistakeException(
                        "purlin backfill "
                            + job.verb()
                            + " is not possible. "
                            + job.withoutBackfill()));
    List<String> forBackfill = new ArrayList<>();
    List<String> forJob = new ArrayList<>();
    split(flags, forBackfill, forJob);
    Map<String, String> asked = asked(forBackfill);
    GivenOptions given = TaskVerb.given(job, forJob, around);
    refuseFlagsOfSteps(backfill, given);
    if (given.has(PLAN)) {
      // From the environment. It means the backfill; a step that is run must not only plan.
      asked.putIfAbsent(PLAN, given.values().get(PLAN));
      forJob.add("--" + PLAN + "=false");
    }
    return new BackfillRun<>(job, backfill, asked, forJob, around, asking).run();
  }

  private static void split(List<String> flags, List<String> ours, List<String> jobs) {
    Flags known = own();
    for (int i = 0; i < flags.size(); i++) {
      String word = flags.get(i);
      String name = Flags.camel(word.replaceFirst("^--", "").replaceFirst("=.*", ""));
      boolean isOurs =
          known
              .named(name)
              .filter(flag -> flag.getter().getDeclaringClass() == BackfillOptions.class)
              .isPresent();
      List<String> to = isOurs ? ours : jobs;
      to.add(word);
      boolean takesNext =
          word.startsWith("--")
              && !word.contains("=")
              && i + 1 < flags.size()
              && !flags.get(i + 1).startsWith("-");
      if (takesNext) {
        to.add(flags.get(++i));
      }
    }
  }

  private static Map<String, String> asked(List<String> flags) {
    Flags known = own();
    Map<String, String> asked = Arguments.read(flags, known);
    asked.replaceAll((name, value) -> known.named(name).orElseThrow().checked(value));
    for (String needed : List.of("from", "to")) {
      if (!asked.containsKey(needed)) {
        throw new UserMistakeException(
            "--" + needed + " is missing. purlin backfill --help shows its forms.");
      }
    }
    return asked;
  }

  private static void refuseFlagsOfSteps(Backfill<?> backfill, GivenOptions given) {
    List<String> refused = new ArrayList<>(NOT_FOR_STEPS);
    refused.addAll(backfill.flags());
    for (String flag : refused) {
      if (given.has(flag)) {
        throw new UserMistakeException(
            "--"
                + flag
                + " does not go with a backfill, which makes it for each step. Take it"
                + " away, also from the environment.");
      }
    }
  }
}
