package org.purlin.pipelines.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.schedule.Template;

/**
 * A command line of flags only, one of which names the job: {@code --job=edfi-pull --output=…}. So
 * does the launcher of Flex Templates start the program, whose parameters are all flags.
 */
final class NamedJob {

  private static final String FLAG = "--" + Template.JOB + "=";

  private NamedJob() {}

  /**
   * The job that is named; empty for a command line that begins with a word.
   *
   * @throws UserMistakeException when there is no such job; it does not repeat what was given
   */
  static Optional<Verbs.Found> in(List<String> arguments, Verbs verbs) {
    if (!arguments.stream().allMatch(argument -> argument.startsWith("--"))) {
      return Optional.empty();
    }
    return arguments.stream()
        .filter(argument -> argument.startsWith(FLAG))
        .findFirst()
        .map(named -> found(named, arguments, verbs));
  }

  private static Verbs.Found found(String named, List<String> arguments, Verbs verbs) {
    List<Verb> jobs =
        verbs.all().stream().filter(verb -> verb.section() == Verb.Section.JOBS).toList();
    String name = Template.verbOf(named.substring(FLAG.length()));
    Verb job =
        jobs.stream()
            .filter(verb -> verb.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(jobs));
    return new Verbs.Found(
        job, arguments.stream().filter(argument -> !argument.equals(named)).toList());
  }

  private static UserMistakeException unknown(List<Verb> jobs) {
    return new UserMistakeException(
        "--job must be one of "
            + jobs.stream()
                .map(verb -> Template.nameOf(verb.name()))
                .sorted()
                .collect(Collectors.joining(", "))
            + ".");
  }
}
