package org.purlin.pipelines.cli;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.pipelines.CommandOptions;
import org.purlin.pipelines.Task;
import org.purlin.pipelines.UserMistakeException;

/**
 * What the user gave for the flags of a task, from the command line, the environment or the .env
 * file.
 *
 * @param values by flag name; of a secret its reference
 * @param typed names of flags that were on the command line
 */
record GivenOptions(Flags flags, Map<String, String> values, Set<String> typed) {

  /** Flags that ask for words about a run and are no part of it. */
  private static final Set<String> ABOUT_A_RUN = Set.of("plan", "json");

  private static final Pattern ADDRESS = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);

  /** Two runs never have the same name. */
  private static final String RUN_ID = "runId";

  /** Reads and checks everything that was given. */
  static GivenOptions read(
      Task<?> task, Flags flags, List<String> arguments, Environment environment, Secrets secrets) {
    Map<String, String> values = Arguments.read(arguments, flags);
    Set<String> typed = Set.copyOf(values.keySet());
    for (Flag flag : flags.all()) {
      if (!values.containsKey(flag.name())) {
        fromEnvironment(task, flag, environment).ifPresent(value -> values.put(flag.name(), value));
      }
    }
    RunnerDefaults.of(values.get("runner"))
        .forEach(
            (name, value) -> {
              if (flags.named(name).isPresent()) {
                values.putIfAbsent(name, value);
              }
            });
    GivenOptions given = new GivenOptions(flags, values, typed);
    given.check(secrets);
    return given;
  }

  private static Optional<String> fromEnvironment(
      Task<?> task, Flag flag, Environment environment) {
    List<String> names = new ArrayList<>();
    names.add(flag.variable());
    new TreeMap<>(task.aliases())
        .forEach(
            (alias, name) -> {
              if (name.equals(flag.name())) {
                names.add(alias);
              }
            });
    if (flag.isWholeNumber()) {
      environment
          .empty(names)
          .ifPresent(
              name -> {
                throw new UserMistakeException(
                    name
                        + " is empty, and --"
                        + flag.name()
                        + " must be a whole number. Give it one, or take it away.");
              });
    }
    // A secret's value stays where it is: the option becomes a reference to it.
    return environment
        .first(names)
        .map(
            variable ->
                flag.isSecret() && !SecretForms.isReference(variable.value())
                    ? "env:" + variable.name()
                    : variable.value());
  }

  private void check(Secrets secrets) {
    for (Map.Entry<String, String> given : values.entrySet()) {
      Flag flag = flags.named(given.getKey()).orElseThrow();
      if (flag.isSecret()) {
        try {
          secrets.check().accept(flag.name(), given.getValue());
        } catch (IllegalArgumentException e) {
          throw new UserMistakeException(e.getMessage());
        }
      } else {
        given.setValue(flag.checked(given.getValue()));
      }
    }
    for (Flag flag : flags.own()) {
      if (flag.isRequired() && !values.containsKey(flag.name())) {
        throw new UserMistakeException(
            "--"
                + flag.name()
                + " is missing. "
                + flag.description()
                + " It can also be set as "
                + flag.variable()
                + ".");
      }
    }
  }

  /** Beam's options object. */
  <O extends CommandOptions> O as(Class<O> type) {
    String[] arguments =
        values.entrySet().stream()
            .map(given -> "--" + given.getKey() + "=" + given.getValue())
            .toArray(String[]::new);
    try {
      return PipelineOptionsFactory.fromArgs(arguments).as(type);
    } catch (IllegalArgumentException e) {
      throw new UserMistakeException(Failures.firstLine(e));
    }
  }

  /** The values as a user would type them, not as Beam reads them: {@code eu} for {@code EU}. */
  Map<String, String> asTyped() {
    Map<String, String> typedValues = new TreeMap<>(values);
    typedValues.replaceAll((name, value) -> flags.named(name).orElseThrow().typed(value));
    return typedValues;
  }

  boolean has(String flag) {
    return values.containsKey(flag);
  }

  /** For the report: the task's options with their defaults, and what else was given. */
  Map<String, String> shown(PipelineOptions options) {
    Map<String, String> shown = new TreeMap<>(values);
    List<Flag> ours = new ArrayList<>(flags.own());
    ours.addAll(flags.shared());
    for (Flag flag : ours) {
      Object value = valueOf(flag, options);
      if (value instanceof Enum<?> constant) {
        shown.put(flag.name(), constant.name().toLowerCase(Locale.ROOT));
      } else if (value != null) {
        shown.put(flag.name(), value.toString());
      }
    }
    shown.keySet().removeAll(ABOUT_A_RUN);
    shown.replaceAll((name, value) -> withoutSecrets(value));
    return shown;
  }

  /** An address may carry a password or a token; it is not shown. */
  private static String withoutSecrets(String value) {
    return ADDRESS.matcher(value).find()
        ? value.replaceFirst("//[^/@]*@", "//…@").replaceFirst("\\?.*", "?…")
        : value;
  }

  /**
   * What to give to run it again, in the order of the flags' names: what the user gave, wherever it
   * came from, but the run's name. A value that is not shown is not here either.
   */
  Map<String, String> again(PipelineOptions options) {
    Map<String, String> shown = shown(options);
    Map<String, String> again = new TreeMap<>(values);
    again.replaceAll((name, value) -> shown.getOrDefault(name, value));
    again.remove(RUN_ID);
    RunnerDefaults.of(values.get("runner")).forEach(again::remove);
    return again;
  }

  /** The flags of the command line, as a run shows them, for a command that does what is meant. */
  Map<String, String> command(PipelineOptions options) {
    Map<String, String> command = shown(options);
    command.keySet().retainAll(typed);
    return command;
  }

  static Object valueOf(Flag flag, PipelineOptions options) {
    try {
      return flag.getter().invoke(options);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Option " + flag.name() + " cannot be read.", e);
    }
  }
}
