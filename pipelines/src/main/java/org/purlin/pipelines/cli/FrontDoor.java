package org.purlin.pipelines.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;

/** Finds the verb, or the help page, that a command line asks for. */
final class FrontDoor {

  private static final Set<String> HELP = Set.of("--help", "-h");

  private FrontDoor() {}

  static ExitCode enter(List<String> arguments, Surroundings around) {
    try {
      return dispatch(arguments, around);
    } catch (UserMistakeException e) {
      around
          .err()
          .println("ERROR Nothing was run: " + around.secrets().mask().apply(e.getMessage()));
      return ExitCode.MISTAKE;
    }
  }

  private static ExitCode dispatch(List<String> arguments, Surroundings around) {
    String first = arguments.isEmpty() ? "help" : arguments.get(0);
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    if (first.equals("--version")) {
      return say("purlin " + Version.NUMBER + "\n", around);
    }
    if (HELP.contains(first) || first.equals("help")) {
      return say(
          rest.isEmpty() ? Help.ofProgram(around.verbs()) : verb(rest.get(0), around).help(),
          around);
    }
    Verb verb = verb(first, around);
    if (rest.stream().anyMatch(HELP::contains)) {
      return say(verb.help(), around);
    }
    // Before Beam is touched, because Beam logs.
    try (Logs logs = Logs.start(around)) {
      return verb.run(rest, around, logs);
    }
  }

  private static Verb verb(String name, Surroundings around) {
    Optional<Verb> verb =
        around.verbs().stream().filter(candidate -> candidate.name().equals(name)).findFirst();
    return verb.orElseThrow(
        () -> {
          Set<String> names = around.verbs().stream().map(Verb::name).collect(Collectors.toSet());
          return new UserMistakeException(
              name.startsWith("-")
                  ? "the first word must be a verb; purlin --help lists them."
                  : "Unknown verb "
                      + name
                      + "."
                      + Nearest.hint(name, names, "")
                      + " purlin --help lists all verbs.");
        });
  }

  private static ExitCode say(String text, Surroundings around) {
    around.out().print(text);
    return ExitCode.DONE;
  }
}
