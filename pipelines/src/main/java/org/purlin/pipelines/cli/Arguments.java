package org.purlin.pipelines.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.UserMistakeException;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads {@code --name=value}, {@code --name value} and {@code --yes}. Messages repeat names and
 * never values, because a value may be a secret in the wrong place.
 */
final class Arguments {

  private Arguments() {}

  /**
   * The value of each flag that was given.
   *
   * @throws UserMistakeException for a flag that is unknown or given twice, a value that is
   *     missing, or a word that belongs to no flag
   */
  static Map<String, String> read(List<String> arguments, Flags flags) {
    CommandSpec spec = CommandSpec.create();
    for (Flag flag : flags.all()) {
      spec.addOption(OptionSpec.builder("--" + flag.name()).type(String.class).arity("1").build());
    }
    CommandLine parser = new CommandLine(spec).setExpandAtFiles(false);
    String[] normal =
        arguments.stream().map(argument -> normal(argument, flags)).toArray(String[]::new);
    Map<String, String> values = new TreeMap<>();
    try {
      for (OptionSpec option : parser.parseArgs(normal).matchedOptions()) {
        values.put(option.longestName().substring(2), option.getValue());
      }
    } catch (ParameterException e) {
      throw new UserMistakeException(inWords(e, normal, flags));
    }
    return values;
  }

  /** {@code --window-hours=6} becomes {@code --windowHours=6}, and {@code --debug} its true. */
  private static String normal(String argument, Flags flags) {
    if (!argument.startsWith("--")) {
      return argument;
    }
    String camel = Flags.camel(name(argument));
    String value = argument.substring(2 + name(argument).length());
    return flags
        .named(camel)
        .map(flag -> "--" + camel + (flag.isBoolean() && value.isEmpty() ? "=true" : value))
        .orElse(argument);
  }

  private static String inWords(ParameterException e, String[] arguments, Flags flags) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unknown(unmatched.getUnmatched().get(0), arguments, flags);
    }
    if (e instanceof OverwrittenOptionException twice) {
      return ((OptionSpec) twice.getOverwritten()).longestName() + " is given twice; give it once.";
    }
    if (e instanceof MissingParameterException missing) {
      String flag = ((OptionSpec) missing.getMissing().get(0)).longestName();
      return flag + " needs a value: " + flag + "=value.";
    }
    return "The command line cannot be read. Write flags as --name=value.";
  }

  private static String unknown(String argument, String[] arguments, Flags flags) {
    if (argument.startsWith("-")) {
      String name = name(argument);
      return "Unknown flag --" + name + "." + Nearest.hint(Flags.camel(name), flags.names(), "--");
    }
    return "Word "
        + (List.of(arguments).indexOf(argument) + 1)
        + " after the verb belongs to no flag. Write flags as --name=value. A value with a blank"
        + " needs quotes: --name=\"two words\".";
  }

  private static String name(String argument) {
    String bare = argument.replaceFirst("^--?", "");
    int equals = bare.indexOf('=');
    return equals < 0 ? bare : bare.substring(0, equals);
  }
}
