package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.report.ExitCode;

/**
 * A demo as a verb.
 *
 * @param name {@code demo}, or {@code demo} and the demo's own word
 */
record DemoVerb(String name, Demo demo) implements Verb {

  private static final String OUTPUT = "--output=";

  /** A verb of two words for each, and one of one word for all. */
  static List<Verb> of(List<Demo> demos) {
    List<Verb> verbs = new ArrayList<>();
    verbs.add(new DemoVerb("demo", new AllDemos(demos)));
    demos.forEach(demo -> verbs.add(new DemoVerb("demo " + demo.name(), demo)));
    return verbs;
  }

  @Override
  public String summary() {
    return demo.summary();
  }

  @Override
  public String help(Verbs verbs) {
    return "Usage: purlin "
        + name
        + " [--output=<directory>]\n\n"
        + demo.about()
        + Help.below(verbs.below(this))
        + "\nFlags:\n  --output=<directory>   where the results go; "
        + demo.output()
        + " when not given\n";
  }

  @Override
  public ExitCode run(List<String> arguments, Surroundings around, Logs logs) {
    return demo.run(output(arguments), around.withoutSettings(), logs);
  }

  private String output(List<String> arguments) {
    if (arguments.isEmpty()) {
      return demo.output();
    }
    if (arguments.size() == 1 && arguments.get(0).startsWith(OUTPUT)) {
      return arguments.get(0).substring(OUTPUT.length());
    }
    throw new UserMistakeException("purlin " + name + " knows one flag: --output=<directory>.");
  }
}
