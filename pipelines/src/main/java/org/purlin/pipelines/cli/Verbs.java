package org.purlin.pipelines.cli;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.purlin.pipelines.Nearest;
import org.purlin.pipelines.UserMistakeException;

/**
 * All verbs. Of those whose words a command line begins with, the one with the most words is meant.
 * Words that only begin names ({@code check} of {@code check csc}) are a verb too, which lists
 * them.
 */
record Verbs(List<Verb> all) {

  /** A verb and what follows its name. */
  record Found(Verb verb, List<String> rest) {}

  /**
   * Finds the verb of a command line.
   *
   * @throws UserMistakeException when there is none; it repeats the first word only, because a
   *     later one may be a secret in the wrong place
   */
  Found find(List<String> arguments) {
    List<String> meant = withoutAlias(arguments);
    Verb verb = longest(meant).orElseThrow(() -> unknown(meant.get(0)));
    List<String> rest = meant.subList(length(verb.name()), meant.size());
    if (!rest.isEmpty() && !rest.get(0).startsWith("-") && !below(verb).isEmpty()) {
      throw unknownBelow(verb, rest.get(0));
    }
    return new Found(verb, rest);
  }

  /** The verbs whose names begin with the name of this one. */
  List<Verb> below(Verb verb) {
    return all.stream()
        .filter(other -> other.name().startsWith(verb.name() + " "))
        .sorted(Comparator.comparing(Verb::name))
        .toList();
  }

  /** Whether the verb's name begins with that of another one. */
  boolean isBelowAnother(Verb verb) {
    return all.stream().anyMatch(other -> verb.name().startsWith(other.name() + " "));
  }

  private List<String> withoutAlias(List<String> arguments) {
    Map<String, String> aliases = new HashMap<>();
    all.forEach(verb -> aliases.putAll(verb.aliases()));
    int known = longest(arguments).map(verb -> length(verb.name())).orElse(0);
    return aliases.keySet().stream()
        .filter(alias -> length(alias) > known && begins(arguments, alias))
        .max(Comparator.comparingInt(Verbs::length))
        .map(
            alias ->
                Stream.concat(
                        words(aliases.get(alias)).stream(),
                        arguments.subList(length(alias), arguments.size()).stream())
                    .toList())
        .orElse(arguments);
  }

  private Optional<Verb> longest(List<String> arguments) {
    return Stream.concat(all.stream(), groups())
        .filter(verb -> begins(arguments, verb.name()))
        .max(Comparator.comparingInt(verb -> length(verb.name())));
  }

  /** What begins names and is none itself. */
  private Stream<Verb> groups() {
    return all.stream()
        .map(verb -> words(verb.name()))
        .flatMap(
            words ->
                IntStream.range(1, words.size())
                    .mapToObj(length -> String.join(" ", words.subList(0, length))))
        .distinct()
        .filter(name -> all.stream().noneMatch(verb -> verb.name().equals(name)))
        .map(GroupVerb::new);
  }

  private UserMistakeException unknown(String word) {
    if (word.startsWith("-")) {
      return new UserMistakeException("the first word must be a verb; purlin --help lists them.");
    }
    List<String> names = Stream.concat(all.stream(), groups()).map(Verb::name).toList();
    return new UserMistakeException(
        "Unknown verb "
            + word
            + "."
            + Nearest.hint(word, names, "")
            + " purlin --help lists all verbs.");
  }

  private UserMistakeException unknownBelow(Verb verb, String word) {
    int length = verb.name().length() + 1;
    List<String> names = below(verb).stream().map(other -> other.name().substring(length)).toList();
    return new UserMistakeException(
        "The word after "
            + verb.name()
            + " is not one it knows."
            + Nearest.hint(word, names, verb.name() + " ")
            + " It knows "
            + names.stream().collect(Collectors.joining(", "))
            + "; purlin "
            + verb.name()
            + " --help explains.");
  }

  private static boolean begins(List<String> arguments, String name) {
    int length = length(name);
    return arguments.size() >= length && arguments.subList(0, length).equals(words(name));
  }

  private static int length(String name) {
    return words(name).size();
  }

  private static List<String> words(String name) {
    return List.of(name.split(" "));
  }
}
