package org.purlin.pipelines.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.purlin.pipelines.Nearest;

/**
 * Variables of the process and, behind them, of a {@code .env} file. An empty variable counts as
 * not set, but for a number, which cannot be empty.
 *
 * @param process the environment of the process; it wins
 * @param file the variables of the file; empty when there is none
 */
record Environment(Map<String, String> process, Map<String, String> file) {

  /** Variables of ours that are no flags: the launcher script's and the tests'. */
  private static final Set<String> NO_FLAGS =
      Set.of("PURLIN_JAVA_OPTS", "PURLIN_HEAP", "PURLIN_GC", "PURLIN_SQLSERVER_URL");

  /** One variable that is set. */
  record Variable(String name, String value) {}

  /** Reads the file {@code .env} in the directory, else {@code env.txt}, if there is one. */
  static Environment read(Map<String, String> process, Path directory) {
    return new Environment(process, EnvFile.read(directory));
  }

  /** Every variable, the process's before the file's. */
  Map<String, String> all() {
    Map<String, String> all = new TreeMap<>(file);
    all.putAll(process);
    return all;
  }

  /** The first of these names that is set: in the process, else in the file. */
  Optional<Variable> first(List<String> names) {
    return List.of(process, file).stream()
        .flatMap(source -> names.stream().map(name -> new Variable(name, source.get(name))))
        .filter(variable -> variable.value() != null && !variable.value().isBlank())
        .findFirst();
  }

  /** The first of these names that is there and empty, where none is set. */
  Optional<String> empty(List<String> names) {
    return first(names).isPresent()
        ? Optional.empty()
        : names.stream()
            .filter(name -> process.containsKey(name) || file.containsKey(name))
            .findFirst();
  }

  /** A sentence for each variable that looks like a flag of ours and is none. */
  List<String> warnings(Collection<String> known) {
    Set<String> ours = new TreeSet<>(process.keySet());
    ours.addAll(file.keySet());
    List<String> warnings = new ArrayList<>();
    for (String name : ours) {
      if (name.startsWith("PURLIN_") && !NO_FLAGS.contains(name) && !known.contains(name)) {
        warnings.add(
            "Variable " + name + " names no flag and is ignored." + Nearest.hint(name, known, ""));
      }
    }
    return warnings;
  }
}
