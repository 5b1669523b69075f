package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.Task;
import org.purlin.pipelines.report.ExitCode;

/** A job or a command as a verb: reads its options and runs it. */
final class TaskVerb<O extends CommandOptions> implements Verb {

  /** Runs a task whose options are read. */
  private interface Runner<O> {
    ExitCode run(GivenOptions given, O options, Surroundings around, Logs logs);
  }

  private final Task<O> task;
  private final Section section;
  private final Runner<O> runner;

  private TaskVerb(Task<O> task, Section section, Runner<O> runner) {
    this.task = task;
    this.section = section;
    this.runner = runner;
  }

  static <O extends JobOptions> Verb of(Job<O> job) {
    return new TaskVerb<>(
        job,
        Section.JOBS,
        (given, options, around, logs) -> new Execution<>(job, given, options, around, logs).run());
  }

  static <O extends CommandOptions> Verb of(Command<O> command) {
    return new TaskVerb<>(
        command,
        command.verb().startsWith("check ") ? Section.CHECKS : Section.MORE,
        (given, options, around, logs) ->
            new CommandExecution<>(command, options, around, logs).run());
  }

  @Override
  public String name() {
    return task.verb();
  }

  @Override
  public String summary() {
    return task.summary();
  }

  @Override
  public Section section() {
    return section;
  }

  @Override
  public String help(Verbs verbs) {
    return Help.ofTask(task, Flags.of(List.of(task.options())), verbs.below(this));
  }

  @Override
  public Set<String> variables() {
    Set<String> names = new HashSet<>(task.aliases().keySet());
    Flags.of(List.of(task.options())).all().forEach(flag -> names.add(flag.variable()));
    return names;
  }

  @Override
  public Map<String, String> aliases() {
    return task.verbAliases();
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    Environment environment = Environment.read(around.environment(), around.directory());
    around.secrets().local().accept(environment.all());
    Flags flags = knownFlags(task);
    GivenOptions given = GivenOptions.read(task, flags, arguments, environment, around.secrets());
    O options = given.as(task.options());
    if (options.isDebug()) {
      logs.debug();
    }
    environment.warnings(knownVariables(flags, given, around)).forEach(logs::warn);
    return runner.run(given, options, around, logs);
  }

  /**
   * What the user gave a job, without a word about variables that nobody knows.
   *
   * @throws org.purlin.pipelines.UserMistakeException when something of it is wrong
   */
  static <O extends JobOptions> GivenOptions given(
      Job<O> job, List<String> arguments, Surroundings around) {
    Environment environment = Environment.read(around.environment(), around.directory());
    around.secrets().local().accept(environment.all());
    return GivenOptions.read(job, knownFlags(job), arguments, environment, around.secrets());
  }

  /** Only a job runs on Beam, so only a job takes Beam's flags. */
  static Flags knownFlags(Task<?> task) {
    if (!(task instanceof Job)) {
      return Flags.of(List.of(task.options())).ours();
    }
    List<Class<? extends PipelineOptions>> known =
        new ArrayList<>(PipelineOptionsFactory.getRegisteredOptions());
    known.add(task.options());
    return Flags.of(known);
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
}
