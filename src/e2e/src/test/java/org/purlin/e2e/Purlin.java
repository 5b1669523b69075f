package org.purlin.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way to start Purlin: the script or the jar, in a working directory, with an environment of its
 * own.
 */
final class Purlin {

  private static final Path HOME = property("purlin.home");
  private static final Path JAR = property("purlin.jar");

  /** What a process needs of this one's environment; the rest could change what is tested. */
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");

  private final List<String> command;
  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();

  private Purlin(List<String> command, Path directory) {
    this.command = command;
    this.directory = directory;
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /** The script of the source directory. */
  static Purlin script(Path directory) {
    return at(home().resolve("purlin"), directory);
  }

  /** A script at another place. */
  static Purlin at(Path script, Path directory) {
    return new Purlin(List.of(script.toString()), directory);
  }

  /** A shell, for a command line as someone copies it; it is the one argument. */
  static Purlin shell(Path directory) {
    return new Purlin(List.of("sh", "-eu", "-c"), directory);
  }

  /** The jar, without the script and what it sets. */
  static Purlin jar(Path directory, String... jvmFlags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmFlags));
    command.addAll(List.of("-jar", JAR.toString()));
    return new Purlin(command, directory);
  }

  /** The source directory. */
  static Path home() {
    return HOME;
  }

  private static Path property(String name) {
    return Path.of(System.getProperty(name)).toAbsolutePath().normalize();
  }

  /** Sets a variable. */
  Purlin with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Starts it. Close what is returned: that ends the process, however the test went. */
  Started start(List<String> arguments) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    Path out = Files.createTempFile("purlin-e2e", ".out");
    Path err = Files.createTempFile("purlin-e2e", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().retainAll(INHERITED);
    variables.putAll(environment);
    return new Started(builder.start(), out, err);
  }

  /** Starts it and waits for its end. */
  Ended run(List<String> arguments) throws IOException, InterruptedException {
    try (Started started = start(arguments)) {
      return started.end();
    }
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(arguments));
  }
}
