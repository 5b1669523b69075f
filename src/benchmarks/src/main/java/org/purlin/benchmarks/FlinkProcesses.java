package org.purlin.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One JobManager and two TaskManagers of Flink on loopback, measured from outside. */
final class FlinkProcesses implements AutoCloseable {

  /** Where a build with the profile flink puts Flink's own jars. */
  private static final Path JARS = Path.of("src/e2e/target/flink");

  private static final int WAIT_SECONDS = 120;
  private static final double TICKS_PER_SECOND = 100;

  /** Of {@code /proc/<pid>/stat}, counted after the program's name: see proc(5). */
  private static final int USER_TICKS = 11;

  private static final int SYSTEM_TICKS = 12;

  private final List<Process> processes = new ArrayList<>();
  private final Path directory;
  private final int restPort;

  private FlinkProcesses(Path directory, int restPort) {
    this.directory = directory;
    this.restPort = restPort;
  }

  /** Starts them and waits until both TaskManagers have reported. */
  static FlinkProcesses start(Path directory) throws IOException, InterruptedException {
    Directories.deleteAll(directory);
    Files.createDirectories(directory);
    FlinkProcesses cluster = new FlinkProcesses(directory, freePort());
    try {
      cluster.startAll();
      cluster.awaitWorkers();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  String master() {
    return "127.0.0.1:" + restPort;
  }

  /** Of all three so far. */
  double cpuSeconds() throws IOException {
    long ticks = 0;
    for (Process process : processes) {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      ticks += Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** The sum of the peaks of all three. */
  long peakRssBytes() throws IOException {
    long bytes = 0;
    for (Process process : processes) {
      bytes +=
          Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
              .sum();
    }
    return bytes;
  }

  private void startAll() throws IOException {
    Files.writeString(
        directory.resolve("config.yaml"),
        """
        jobmanager.rpc.address: 127.0.0.1
        jobmanager.bind-host: 127.0.0.1
        jobmanager.rpc.port: %d
        rest.address: 127.0.0.1
        rest.bind-address: 127.0.0.1
        rest.port: %d
        taskmanager.host: 127.0.0.1
        taskmanager.bind-host: 127.0.0.1
        taskmanager.numberOfTaskSlots: 1
        taskmanager.cpu.cores: 1
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.task.heap.size: 512m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.network.min: 128m
        taskmanager.memory.network.max: 128m
        taskmanager.memory.managed.size: 64m
        taskmanager.memory.jvm-metaspace.size: 384m
        taskmanager.memory.jvm-overhead.min: 128m
        taskmanager.memory.jvm-overhead.max: 128m
        io.tmp.dirs: %s
        """
            .formatted(freePort(), restPort, directory));
    Files.writeString(
        directory.resolve("logback.xml"), "<configuration><root level=\"OFF\"/></configuration>");
    start("entrypoint.StandaloneSessionClusterEntrypoint", "-Xmx512m");
    start("taskexecutor.TaskManagerRunner", "-Xmx768m");
    start("taskexecutor.TaskManagerRunner", "-Xmx768m");
  }

  private void start(String program, String heap) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    processes.add(
        new ProcessBuilder(
                java,
                heap,
                "-XX:+UseSerialGC",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                "-cp",
                jars(),
                "org.apache.flink.runtime." + program,
                "--configDir",
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  private static String jars() throws IOException {
    File[] jars = JARS.toFile().listFiles();
    if (jars == null) {
      throw new IOException(JARS + " is not there; build with the profile flink first.");
    }
    return String.join(
        File.pathSeparator, Arrays.stream(jars).map(File::getAbsolutePath).sorted().toList());
  }

  private void awaitWorkers() throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + master() + "/overview")).build();
    for (int tries = 0; tries < WAIT_SECONDS * 10; tries++) {
      Thread.sleep(100);
      try {
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        if (answer.contains("\"taskmanagers\":2")) {
          return;
        }
      } catch (IOException notYet) {
        // It is still starting.
      }
    }
    throw new IOException("Flink did not start within " + WAIT_SECONDS + " seconds.");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
  }
}
