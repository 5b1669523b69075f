package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purlin.pipelines.Job;
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
  static String ofProgram(List<Verb> verbs) {
    int width = verbs.stream().mapToInt(verb -> verb.name().length()).max().orElse(0);
    StringBuilder page = new StringBuilder("Usage: purlin <verb> [--flag=value ...]\n");
    page.append("\nCopies APIs into files and tables, and says whether all of it arrived.\n");
    page.append("\nVerbs:\n");
    for (Verb verb : verbs) {
      page.append("  ")
          .append(verb.name())
          .append(" ".repeat(width - verb.name().length() + 2))
          .append(verb.summary())
          .append('\n');
    }
    page.append(
        "\npurlin <verb> --help explains a verb; purlin --version says which Purlin this is.\n");
    return page.append(exitCodes()).toString();
  }

  /** The page of a job. */
  static String ofJob(Job<?> job, Flags flags) {
    CommandSpec spec = CommandSpec.create().name("purlin " + job.verb());
    spec.usageMessage()
        .width(WIDTH)
        .longOptionsMaxWidth(32)
        .customSynopsis("purlin " + job.verb() + " [--flag=value ...]")
        .description(escaped(job.summary()))
        .sortOptions(false)
        .footer(footer(job, flags));
    spec.addArgGroup(group(0, "\nFlags of " + job.verb() + ":\n", flags.own(), job.aliases()));
    spec.addArgGroup(group(1, "\nFlags of every job:\n", flags.shared(), job.aliases()));
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

  private static String[] footer(Job<?> job, Flags flags) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Any Beam option also works, for example --runner or --tempLocation.");
    lines.add("");
    Flag sample = flags.own().isEmpty() ? flags.shared().get(0) : flags.own().get(0);
    lines.add("Every flag can also be set in the environment, or in a .env file in the working");
    lines.add(
        "directory: --" + sample.name() + " is " + sample.variable() + ". The command line wins");
    lines.add("over the environment, the environment over the file.");
    if (!job.examples().isEmpty()) {
      lines.add("");
      lines.add("Examples:");
      job.examples().stream().flatMap(String::lines).forEach(line -> lines.add("  " + line));
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
