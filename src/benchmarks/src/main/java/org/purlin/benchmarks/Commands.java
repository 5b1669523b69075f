package org.purlin.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Command lines of what is measured, all for the Java this runs on. */
final class Commands {

  /** Room enough for the plain programs, and a collector that uses both cores. */
  private static final List<String> FLAGS = List.of("-Xmx1g", "-XX:+UseParallelGC");

  private final Path java = Path.of(System.getProperty("java.home"));

  /** Purlin's launcher, which adds its own flags, with a Java of the caller's choice. */
  List<String> purlin(String... arguments) {
    return Stream.concat(Stream.of("env", "JAVA_HOME=" + java, "./purlin"), Stream.of(arguments))
        .toList();
  }

  /** One of the programs here. */
  List<String> java(Class<?> program, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java.resolve("bin/java").toString());
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return command;
  }
}
