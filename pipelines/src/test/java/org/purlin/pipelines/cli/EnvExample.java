package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Task;

/** The file {@code .env.example}: every variable of every task, explained and commented out. */
final class EnvExample {

  /** Columns of a line. */
  private static final int WIDTH = 100;

  private static final String HEAD =
      """
      # Settings of Purlin. Copy this file to .env in the directory where you start Purlin, and take
      # the # off the lines that you need. A flag wins over the environment, the environment over this
      # file. Keep .env to yourself: it may hold secrets.
      #
      # A PURLIN_ variable of a secret says where the secret is:
      #   env:NAME                                   in the variable NAME, here or in the environment
      #   file:/run/secrets/name                     in a file
      #   secret:projects/P/secrets/S/versions/V     in Google's Secret Manager
      # A variable of an earlier tool holds the secret itself.
      #
      # PURLIN_HEAP, PURLIN_GC and PURLIN_JAVA_OPTS belong into the environment, because Purlin is
      # started with them before it reads this file.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  /** What was said already: the same words of two tasks are printed for the first. */
  private final Set<String> said = new HashSet<>();

  private EnvExample() {}

  /** The text of the file. */
  static String of(List<? extends Task<?>> tasks) {
    EnvExample example = new EnvExample();
    Task<?> job = tasks.stream().filter(Job.class::isInstance).findFirst().orElseThrow();
    example.section("Every job", Flags.of(List.of(job.options())).shared(), Map.of());
    for (Task<?> task : tasks) {
      Flags flags = Flags.of(List.of(task.options()));
      example.section("purlin " + task.verb(), flags.shared(), task.aliases());
      example.section("purlin " + task.verb(), flags.own(), task.aliases());
    }
    return example.page.toString();
  }

  private void section(String heading, List<Flag> flags, Map<String, String> aliases) {
    String rule = "\n# " + "-".repeat(WIDTH - 2) + "\n# " + heading + "\n";
    for (Flag flag : flags) {
      String text = text(flag, aliases);
      if (said.add(text)) {
        page.append(page.indexOf(rule) < 0 ? rule : "").append('\n').append(text);
      }
    }
  }

  private static String text(Flag flag, Map<String, String> aliases) {
    StringBuilder text = new StringBuilder();
    wrapped(described(flag)).forEach(line -> text.append("# ").append(line).append('\n'));
    text.append('#').append(flag.variable()).append('=');
    text.append(flag.isSecret() ? "env:NAME" : flag.standard().orElse("")).append('\n');
    new TreeMap<>(aliases)
        .forEach(
            (alias, name) -> {
              if (name.equals(flag.name())) {
                text.append('#').append(alias).append("=\n");
              }
            });
    return text.toString();
  }

  private static String described(Flag flag) {
    String form = flag.form();
    String values = form.contains("|") ? " One of " + form.replace("|", ", ") + "." : "";
    return flag.description() + values + (flag.isRequired() ? " Required." : "");
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split("\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH - 2) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
