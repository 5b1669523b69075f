package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;

/** A job as a verb: reads its options and runs it. */
final class JobVerb<O extends JobOptions> implements Verb {

  private final Job<O> job;

  JobVerb(Job<O> job) {
    this.job = job;
  }

  @Override
  public String name() {
    return job.verb();
  }

  @Override
  public String summary() {
    return job.summary();
  }

  @Override
  public String help() {
    return Help.ofJob(job, Flags.of(List.of(job.options())));
  }

  @Override
  public Set<String> variables() {
    Set<String> names = new HashSet<>(job.aliases().keySet());
    Flags.of(List.of(job.options())).all().forEach(flag -> names.add(flag.variable()));
    return names;
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    Environment environment = Environment.read(around.environment(), around.directory());
    around.secrets().local().accept(environment.all());
    Flags flags = Flags.of(knownInterfaces());
    GivenOptions given = GivenOptions.read(job, flags, arguments, environment, around.secrets());
    O options = given.as(job.options());
    checkRunId(options.getRunId());
    if (options.isDebug()) {
      logs.debug();
    }
    environment.warnings(knownVariables(flags, given, around)).forEach(logs::warn);
    return new Execution<>(job, given, options, around, logs).run();
  }

  private List<Class<? extends PipelineOptions>> knownInterfaces() {
    List<Class<? extends PipelineOptions>> known =
        new ArrayList<>(PipelineOptionsFactory.getRegisteredOptions());
    known.add(job.options());
    return known;
  }

  private static Set<String> knownVariables(Flags flags, GivenOptions given, Surroundings around) {
    Set<String> known = new HashSet<>();
    around.verbs().forEach(verb -> known.addAll(verb.variables()));
    flags.all().forEach(flag -> known.add(flag.variable()));
    given.values().values().stream()
        .filter(value -> value.startsWith("env:"))
        .forEach(value -> known.add(value.substring("env:".length())));
    return known;
  }

  /** It names directories and files. */
  private static void checkRunId(String runId) {
    if (!runId.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new UserMistakeException(
          "--runId must be at most 100 letters, digits, points, dashes and underscores, such as"
              + " nightly-20260101.");
    }
  }
}
