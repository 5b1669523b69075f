package org.purlin.pipelines.cli;

import java.util.List;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;

/** A word that only begins the names of verbs; alone it lists them. */
record GroupVerb(String name) implements Verb {

  @Override
  public String summary() {
    return "";
  }

  @Override
  public String help(Verbs verbs) {
    return Help.ofGroup(this, verbs);
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    Verbs verbs = new Verbs(around.verbs());
    if (!arguments.isEmpty()) {
      String first = verbs.below(this).get(0).name();
      throw new UserMistakeException(
          "purlin " + name + " needs one more word, for example purlin " + first + ".");
    }
    around.out().print(help(verbs));
    return ExitCode.DONE;
  }
}
