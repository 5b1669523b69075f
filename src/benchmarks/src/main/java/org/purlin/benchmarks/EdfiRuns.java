package org.purlin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Runs one process after another, each with a server of its own, checks what it did, and keeps the
 * numbers under a name, in the order of the rounds.
 */
final class EdfiRuns {

  /** The most rows a page of ODS/API may have. */
  private static final int PAGE = 500;

  private final Commands commands = new Commands();
  private final Map<String, List<EdfiRun>> runs = new TreeMap<>();
  private final Path work;

  /**
   * Begins without numbers.
   *
   * @param work a directory that is there
   */
  EdfiRuns(Path work) {
    this.work = work;
  }

  /** Reads and checks rows with {@code purlin edfi push}, which posts none of them. */
  void dryRun(String name, EdfiInput input) throws IOException, InterruptedException {
    sendNothing(name, server -> push(server, input));
  }

  /** Signs in with the bare loop and ends. */
  void idleLoop(String name, EdfiInput input, int connections)
      throws IOException, InterruptedException {
    sendNothing(name, server -> loop(input, connections, 0));
  }

  /** Sends rows with {@code purlin edfi push}. */
  void push(String name, EdfiInput input, int connections, Duration delay)
      throws IOException, InterruptedException {
    send(
        name,
        server -> push(server, input, "--commit", "--concurrency=" + connections),
        input.students(),
        delay);
  }

  /** Sends the first bodies with the bare loop, and tells when the server answered. */
  Sending loop(String name, EdfiInput input, int connections, int posts)
      throws IOException, InterruptedException {
    return send(name, server -> loop(input, connections, posts), posts, Duration.ZERO);
  }

  /** Reads all students with {@code purlin edfi pull}. */
  void pull(String name, int students, int partitions, String heap)
      throws IOException, InterruptedException {
    try (EdfiServer server = EdfiServer.withStudents(students, PAGE)) {
      List<String> command =
          purlin(
              server,
              "pull",
              "--resources=students",
              "--partitions=" + partitions,
              "--limit=" + PAGE);
      Usage usage = run(server, command, Map.of("PURLIN_HEAP", heap));
      long rows = Lines.below(output());
      if (rows != students) {
        throw new IOException(name + " made " + rows + " rows of " + students + " students.");
      }
      keep(name, new EdfiRun(usage, students, usage.seconds(), server.mostInFlight()));
    }
  }

  /** Reads the same pages with the bare loop. */
  void readLoop(String name, int students, int partitions)
      throws IOException, InterruptedException {
    try (EdfiServer server = EdfiServer.withStudents(students, PAGE)) {
      Usage usage = run(server, commands.java(EdfiReadLoop.class, partitions, PAGE), Map.of());
      keep(name, new EdfiRun(usage, students, usage.seconds(), server.mostInFlight()));
    }
  }

  /** Forgets all numbers. */
  void forget() {
    runs.clear();
  }

  /** The runs of this name. */
  List<EdfiRun> named(String name) {
    return runs.get(name);
  }

  /** One number of each run of this name. */
  Samples samples(String name, ToDoubleFunction<EdfiRun> number) {
    return new Samples(named(name).stream().map(number::applyAsDouble).toList());
  }

  private void sendNothing(String name, Function<EdfiServer, List<String>> command)
      throws IOException, InterruptedException {
    try (EdfiServer server = EdfiServer.withoutStudents(Duration.ZERO)) {
      Usage usage = run(server, command.apply(server), Map.of());
      server.checkNothingWasPosted();
      keep(name, new EdfiRun(usage, 0, usage.seconds(), server.mostInFlight()));
    }
  }

  private Sending send(
      String name, Function<EdfiServer, List<String>> command, int students, Duration delay)
      throws IOException, InterruptedException {
    try (EdfiServer server = EdfiServer.withoutStudents(delay)) {
      Usage usage = run(server, command.apply(server), Map.of());
      Sending sending = server.students(students);
      keep(name, new EdfiRun(usage, students, sending.seconds(), server.mostInFlight()));
      return sending;
    }
  }

  private Usage run(EdfiServer server, List<String> command, Map<String, String> more)
      throws IOException, InterruptedException {
    Directories.deleteAll(output());
    Files.createDirectories(output());
    Map<String, String> environment = new TreeMap<>(server.environment());
    environment.putAll(more);
    return ChildProcess.run(command, environment, work.resolve("log"));
  }

  private void keep(String name, EdfiRun run) {
    runs.computeIfAbsent(name, any -> new ArrayList<>()).add(run);
    System.err.print(
        TextTable.text(
            "%-30s %8.2f s %8.2f CPU s %6.0f MB %,10.0f a second%n",
            name,
            run.usage().seconds(),
            run.usage().cpuSeconds(),
            run.peakRssMegabytes(),
            run.perSecond()));
  }

  private List<String> loop(EdfiInput input, int connections, int posts) {
    return commands.java(EdfiPostLoop.class, input.bodies(), connections, posts);
  }

  private List<String> push(EdfiServer server, EdfiInput input, String... more) {
    return purlin(
        server,
        "push",
        Stream.concat(Stream.of("--input=" + input.rows()), Stream.of(more))
            .toArray(String[]::new));
  }

  private List<String> purlin(EdfiServer server, String verb, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "edfi",
                verb,
                "--url=" + server.environment().get("BASE_URL"),
                "--key=env:CLIENT_ID",
                "--secret=env:CLIENT_SECRET",
                "--output=" + output(),
                "--logs=" + work.resolve("logs")));
    arguments.addAll(List.of(more));
    return commands.purlin(arguments.toArray(String[]::new));
  }

  private Path output() {
    return work.resolve("output");
  }
}
