package org.purlin.pipelines.cli;

import java.util.List;
import java.util.Set;
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
      around.error("Nothing was run: " + e.getMessage());
      return ExitCode.MISTAKE;
    }
  }

  private static ExitCode dispatch(List<String> arguments, Surroundings around) {
    Verbs verbs = new Verbs(around.verbs());
    String first = arguments.isEmpty() ? "help" : arguments.get(0);
    if (first.equals("--version")) {
      return say("purlin " + Version.NUMBER + "\n", around);
    }
    if (HELP.contains(first) || first.equals("help")) {
      return say(
          arguments.size() < 2
              ? Help.ofProgram(verbs)
              : verbs.find(arguments.subList(1, arguments.size())).verb().help(verbs),
          around);
    }
    Verbs.Found found = NamedJob.in(arguments, verbs).orElseGet(() -> verbs.find(arguments));
    if (found.rest().stream().anyMatch(HELP::contains)) {
      return say(found.verb().help(verbs), around);
    }
    // Before Beam is touched, because Beam logs.
    try (Logs logs = Logs.start(around)) {
      return found.verb().run(found.rest(), around, logs);
    }
  }

  private static ExitCode say(String text, Surroundings around) {
    around.out().print(text);
    return ExitCode.DONE;
  }
}
