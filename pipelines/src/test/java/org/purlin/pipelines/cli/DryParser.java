package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.Task;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.pages.PageCommand;

/** Reads a command line as the front door does, and does nothing. */
final class DryParser {

  private static final Pattern FLAG = Pattern.compile("--([A-Za-z][A-Za-z-]*)");

  private final Verbs verbs = new Verbs(Launch.verbs());
  private final List<Task<?>> tasks = new ArrayList<>();

  DryParser() {
    tasks.addAll(Launch.jobs());
    tasks.addAll(Launch.commands());
  }

  /** What is wrong with a command line; empty when nothing is. */
  Optional<String> problem(List<String> words) {
    try {
      read(words.stream().filter(word -> !word.equals("...") && !word.equals("…")).toList());
      return Optional.empty();
    } catch (UserMistakeException e) {
      return Optional.of(e.getMessage());
    }
  }

  private void read(List<String> words) {
    if (words.isEmpty() || words.equals(List.of("--help")) || words.equals(List.of("--version"))) {
      return;
    }
    Verbs.Found found = verbs.find(words);
    if (found.rest().contains("--help")) {
      return;
    }
    Optional<Task<?>> task = task(found.verb().name());
    if (task.isPresent()) {
      read(task.get(), found.rest());
    } else {
      read(found.verb(), found.rest());
    }
  }

  private Optional<Task<?>> task(String verb) {
    return tasks.stream().filter(task -> task.verb().equals(verb)).findFirst();
  }

  private static void read(Task<?> task, List<String> arguments) {
    Flags flags = TaskVerb.knownFlags(task);
    Map<String, String> values = new TreeMap<>(Arguments.read(arguments, flags));
    values.values().removeIf(PageCommand::isPlaceholder);
    for (Map.Entry<String, String> given : values.entrySet()) {
      Flag flag = flags.named(given.getKey()).orElseThrow();
      if (flag.isSecret()) {
        reference(flag, given.getValue());
      } else {
        given.setValue(flag.checked(given.getValue()));
      }
    }
    asOptions(flags, values, task);
  }

  private static void reference(Flag flag, String value) {
    try {
      Secret.parse(flag.name(), value);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }

  private static <O extends CommandOptions> void asOptions(
      Flags flags, Map<String, String> values, Task<O> task) {
    new GivenOptions(flags, values, values.keySet()).as(task.options());
  }

  /**
   * A verb that reads its own words: each flag stands on its help page, or is one of the job that
   * is named after the verb.
   */
  private void read(Verb verb, List<String> arguments) {
    List<String> own =
        FLAG.matcher(verb.help(verbs)).results().map(found -> found.group(1)).toList();
    List<String> jobs = new ArrayList<>();
    for (String argument : arguments) {
      var flag = FLAG.matcher(argument);
      if (!flag.lookingAt() || !own.contains(Flags.camel(flag.group(1)))) {
        jobs.add(argument);
      }
    }
    if (jobs.stream().noneMatch(word -> word.startsWith("-"))) {
      return;
    }
    if (jobs.get(0).startsWith("-")) {
      String name = jobs.get(0).replaceFirst("^--?", "").replaceFirst("=.*$", "");
      throw new UserMistakeException(
          "Unknown flag --" + name + "." + Nearest.hint(name, own, "--"));
    }
    Verbs.Found job = verbs.find(jobs);
    read(task(job.verb().name()).orElseThrow(), job.rest());
  }
}
