package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Task;
import org.purlin.pipelines.report.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Help pages, made from the options' descriptions. */
final class Help {

  /** Columns of a page. */
  private static final int WIDTH = 100;

  private Help() {}

  /** The page of {@code purlin --help}. */
  static String ofProgram(Verbs verbs) {
    List<Verb> listed = verbs.all().stream().filter(verb -> !verbs.isBelowAnother(verb)).toList();
    StringBuilder page = new StringBuilder("Usage: purlin <verb> [--flag=value ...]\n");
    page.append(
        "\nMoves data between APIs, files and tables, and says whether all of it arrived.\n");
    for (Verb.Section section : Verb.Section.values()) {
      List<Verb> here = listed.stream().filter(verb -> verb.section() == section).toList();
      if (!here.isEmpty()) {
        page.append('\n').append(section.heading()).append(":\n");
        here.forEach(
            verb ->
                page.append(line(verb, width(listed))).append(also(verb, verbs, width(listed))));
      }
    }
    page.append(
        "\npurlin <verb> --help explains a verb; purlin --version says which Purlin this is.\n");
    return page.append(exitCodes()).toString();
  }

  /** The page of a word that only begins the names of verbs. */
  static String ofGroup(Verb group, Verbs verbs) {
    return "Usage: purlin "
        + group.name()
        + " <word> [--flag=value ...]\n"
        + below(verbs.below(group))
        + "\nEach explains itself with --help.\n";
  }

  /** The verbs that belong to another one; empty when there are none. */
  static String below(List<Verb> verbs) {
    return verbs.isEmpty()
        ? ""
        : verbs.stream()
            .map(verb -> line(verb, width(verbs)))
            .collect(Collectors.joining("", "\nVerbs:\n", ""));
  }

  private static int width(List<Verb> verbs) {
    return verbs.stream().mapToInt(verb -> verb.name().length()).max().orElse(0);
  }

  private static String line(Verb verb, int width) {
    String gap = " ".repeat(width - verb.name().length() + 2);
    return "  " + verb.name() + gap + verb.summary() + "\n";
  }

  private static String also(Verb verb, Verbs verbs, int width) {
    String names = verbs.below(verb).stream().map(Verb::name).collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " ".repeat(width + 4) + "also: " + names + "\n";
  }

  /** The page of a task. */
  static String ofTask(Task<?> task, Flags flags, List<Verb> below) {
    CommandSpec spec = CommandSpec.create().name("purlin " + task.verb());
    spec.usageMessage()
        .width(WIDTH)
        .longOptionsMaxWidth(32)
        .customSynopsis("purlin " + task.verb() + " [--flag=value ...]")
        .description(escaped((task.summary() + "\n" + below(below)).stripTrailing()))
        .sortOptions(false)
        .footer(footer(task, flags));
    String all = "\nFlags of every " + (task instanceof Job ? "job" : "command") + ":\n";
    spec.addArgGroup(group(0, "\nFlags of " + task.verb() + ":\n", flags.own(), task.aliases()));
    spec.addArgGroup(group(1, all, flags.shared(), task.aliases()));
    return new CommandLine(spec).getUsageMessage(Ansi.OFF);
  }

  private static ArgGroupSpec group(
      int order, String heading, List<Flag> flags, Map<String, String> aliases) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder().heading(heading).validate(false).order(order);
    for (int i = 0; i < flags.size(); i++) {
      Flag flag = flags.get(i);
      OptionSpec.Builder option =
          OptionSpec.builder("--" + flag.name()).order(i).description(described(flag, aliases));
      group.addArg(
          flag.isBoolean()
              ? option.type(boolean.class).arity("0").build()
              : option.type(String.class).arity("1").paramLabel("<" + flag.form() + ">").build());
    }
    return group.build();
  }

  private static String described(Flag flag, Map<String, String> aliases) {
    StringBuilder text = new StringBuilder(flag.description());
    if (flag.isSecret()) {
      text.append(" Given as ").append(SecretForms.HOW).append('.');
    }
    if (flag.isRequired()) {
      text.append(" Required.");
    }
    flag.standard()
        .filter(value -> !flag.isBoolean())
        .ifPresent(value -> text.append(" Default: ").append(value).append('.'));
    List<String> also =
        new TreeMap<>(aliases)
            .entrySet().stream()
                .filter(alias -> alias.getValue().equals(flag.name()))
                .map(Map.Entry::getKey)
                .toList();
    if (!also.isEmpty()) {
      text.append(" Also from ").append(String.join(", ", also)).append('.');
    }
    return escaped(text.toString());
  }

  private static String[] footer(Task<?> task, Flags flags) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (task instanceof Job) {
      lines.add("Any Beam option also works, for example --runner or --tempLocation.");
      lines.add("");
    }
    Flag sample = flags.own().isEmpty() ? flags.shared().get(0) : flags.own().get(0);
    lines.add("Every flag can also be set in the environment, or in a .env file in the working");
    lines.add(
        "directory: --" + sample.name() + " is " + sample.variable() + ". The command line wins");
    lines.add("over the environment, the environment over the file.");
    if (!task.examples().isEmpty()) {
      lines.add("");
      lines.add("Examples:");
      task.examples().stream().flatMap(String::lines).forEach(line -> lines.add("  " + line));
    }
    lines.addAll(exitCodes().lines().toList());
    return lines.stream().map(Help::escaped).toArray(String[]::new);
  }

  private static String exitCodes() {
    return Arrays.stream(ExitCode.values())
        .map(code -> "  " + code.number() + "  " + code.meaning() + "\n")
        .collect(Collectors.joining("", "\nExit codes:\n", ""));
  }

  /** A per cent sign starts a format for picocli. */
  private static String escaped(String text) {
    return text.replace("%", "%%");
  }
}
