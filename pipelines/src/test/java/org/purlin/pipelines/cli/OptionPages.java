package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.purlin.pipelines.CloudOptions;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.JsonOptions;
import org.purlin.pipelines.NetworkOptions;
import org.purlin.pipelines.Task;
import org.purlin.pipelines.report.ExitCode;

/** The pages of the site that say again what {@code --help} says, in Markdown. */
final class OptionPages {

  /** How the outside systems are called on pages, by the first word of their verbs. */
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "amplitude", "Amplitude",
          "csc", "children's social care",
          "edfi", "Ed-Fi",
          "alma", "Alma",
          "coinmarketcap", "CoinMarketCap",
          "bigquery", "BigQuery");

  private static final String SHARED = "common-options.md";

  private static final String TABLE = "\n| flag | what |\n|---|---|\n";

  private static final String NOTE =
      """
      Generated from the same descriptions as `--help`. The command line wins over the environment, and the
      environment over a `.env` file in the working directory. Where a value is `<reference>`, give
      `env:NAME`, `file:path` or `secret:projects/P/secrets/S/versions/V`, never the secret itself.
      """;

  private final List<Task<?>> tasks = new ArrayList<>();

  OptionPages() {
    tasks.addAll(Launch.jobs());
    tasks.addAll(Launch.commands());
  }

  /** Every page by its file's name. */
  Map<String, String> all() {
    Map<String, String> pages = new TreeMap<>();
    tasks.stream()
        .collect(Collectors.groupingBy(OptionPages::system, TreeMap::new, Collectors.toList()))
        .forEach((system, its) -> pages.put(system + "-options.md", ofSystem(system, its)));
    pages.put(SHARED, shared());
    pages.put("commands.md", commands());
    pages.put("exit-codes.md", exitCodes());
    return pages;
  }

  private static String system(Task<?> task) {
    return task.verb().replaceFirst("^check ", "").replaceFirst(" .*$", "");
  }

  private static String ofSystem(String system, List<Task<?>> tasks) {
    StringBuilder page =
        new StringBuilder("# Flags for " + SYSTEMS.getOrDefault(system, system) + "\n\n" + NOTE);
    for (Task<?> task : tasks) {
      Flags flags = Flags.of(List.of(task.options()));
      List<Flag> own = flags.own().stream().filter(flag -> !isShared(flag)).toList();
      page.append("\n## purlin " + task.verb() + "\n\n" + escaped(task.summary()) + "\n");
      if (!own.isEmpty()) {
        page.append(table(own, task.aliases()));
      }
      page.append("\nAlso " + sharedBy(task, flags) + ".\n");
    }
    return page.toString();
  }

  /** Links to the groups of shared flags that a task has. */
  private static String sharedBy(Task<?> task, Flags flags) {
    String groups =
        groups().entrySet().stream()
            .filter(group -> group.getKey().isAssignableFrom(task.options()))
            .map(group -> "[" + group.getValue() + "](" + SHARED + "#" + anchor(group) + ")")
            .collect(Collectors.joining(", "));
    // A tool before Purlin may have had a name of its own for a shared flag.
    String also =
        new TreeMap<>(task.aliases())
            .entrySet().stream()
                .filter(
                    alias ->
                        flags.named(alias.getValue()).filter(OptionPages::isShared).isPresent())
                .map(alias -> "`" + alias.getKey() + "` for `--" + alias.getValue() + "`")
                .collect(Collectors.joining(", "));
    return "the flags " + groups + (also.isEmpty() ? "" : "; from the environment " + also);
  }

  private static String anchor(Map.Entry<Class<?>, String> group) {
    return group.getValue().replace(' ', '-').toLowerCase(Locale.ROOT);
  }

  private static Map<Class<?>, String> groups() {
    Map<Class<?>, String> groups = new LinkedHashMap<>();
    groups.put(JobOptions.class, "of every job");
    groups.put(CommandOptions.class, "of every verb");
    groups.put(JsonOptions.class, "for programs");
    groups.put(NetworkOptions.class, "of the network");
    groups.put(CloudOptions.class, "of Google Cloud");
    return groups;
  }

  private static boolean isShared(Flag flag) {
    return groups().containsKey(flag.getter().getDeclaringClass());
  }

  private String shared() {
    StringBuilder page = new StringBuilder("# Flags that verbs have in common\n\n" + NOTE);
    groups()
        .forEach(
            (options, heading) -> {
              Map<String, Flag> flags = new TreeMap<>();
              tasks.forEach(
                  task ->
                      Flags.of(List.of(task.options())).all().stream()
                          .filter(flag -> flag.getter().getDeclaringClass() == options)
                          .forEach(flag -> flags.put(flag.name(), flag)));
              page.append("\n## " + heading.substring(0, 1).toUpperCase(Locale.ROOT));
              page.append(heading.substring(1) + "\n" + table(flags.values(), Map.of()));
            });
    return page.append(
            """

            ## Of Beam

            A job also takes every flag of Apache Beam, for example `--runner` or `--tempLocation`.
            """)
        .toString();
  }

  /** Two columns, so that a table fits a narrow screen. */
  private static String table(Collection<Flag> flags, Map<String, String> aliases) {
    return flags.stream()
        .map(
            flag ->
                "| %s | %s%s Environment: %s. |\n"
                    .formatted(
                        form(flag),
                        escaped(flag.description()),
                        standard(flag),
                        environment(flag, aliases)))
        .collect(Collectors.joining("", TABLE, ""));
  }

  private static String form(Flag flag) {
    String form = flag.form();
    String value =
        flag.isBoolean()
            ? ""
            : "=" + (form.contains("|") ? form.replace("|", "\\|") : "<" + form + ">");
    return "`--" + flag.name() + value + "`";
  }

  private static String standard(Flag flag) {
    if (flag.isRequired()) {
      return " **Required.**";
    }
    return flag.standard()
        .filter(value -> !value.isEmpty() && !flag.isBoolean())
        .map(value -> " Default: `" + value.replace("|", "\\|") + "`.")
        .orElse("");
  }

  private static String environment(Flag flag, Map<String, String> aliases) {
    List<String> names = new ArrayList<>();
    names.add("`" + flag.variable() + "`");
    new TreeMap<>(aliases)
        .forEach(
            (alias, name) -> {
              if (name.equals(flag.name())) {
                names.add("`" + alias + "`");
              }
            });
    return String.join(", ", names);
  }

  private String commands() {
    StringBuilder page =
        new StringBuilder(
            """
            # All commands

            Generated from the program. `purlin <command> --help` explains each on the terminal.
            """);
    List<Verb> verbs = Launch.verbs();
    for (Verb.Section section : Verb.Section.values()) {
      page.append("\n## " + section.heading() + "\n\n| command | what |\n|---|---|\n");
      verbs.stream()
          .filter(verb -> verb.section() == section)
          .forEach(
              verb -> page.append("| " + link(verb) + " | " + escaped(verb.summary()) + " |\n"));
    }
    return page.toString();
  }

  private String link(Verb verb) {
    String code = "`purlin " + verb.name() + "`";
    return tasks.stream()
        .filter(task -> task.verb().equals(verb.name()))
        .findFirst()
        .map(
            task ->
                "[%s](%s-options.md#purlin-%s)"
                    .formatted(code, system(task), verb.name().replace(' ', '-')))
        .orElse(code);
  }

  private static String exitCodes() {
    return Arrays.stream(ExitCode.values())
        .map(code -> "| " + code.number() + " | " + escaped(code.meaning()) + " |\n")
        .collect(
            Collectors.joining(
                "",
                """
                # Exit codes

                Generated from the program. A run ends with one of these, so that what started it knows what to do.

                | exit code | means |
                |---|---|
                """,
                """
                | 130 | stopped by Ctrl-C |
                | 137 | killed, also because memory ran out |
                | 143 | stopped by SIGTERM |

                What to do then: [what happens when something fails](failure.md).
                """));
  }

  /** Text in a cell of a table, where it must not become a mark of Markdown. */
  private static String escaped(String text) {
    return text.replaceAll("([\\\\|*<>\\[\\]`]|(?<!\\w)_|_(?!\\w))", "\\\\$1");
  }
}
