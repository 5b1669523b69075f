package org.purlin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A standalone Flink cluster on loopback: one JobManager and some TaskManagers, each a process of
 * its own, with Flink's jars and nothing of Beam or Purlin. Each TaskManager has two slots and jobs
 * are spread over all of them, so that a job of parallelism two is on both, and still fits when one
 * is gone. Closing it ends these processes and no others.
 */
final class FlinkCluster implements AutoCloseable {

  /** Far longer than a start takes on a busy machine. */
  private static final Duration HANG = Duration.ofMinutes(2);

  private static final String JOB_MANAGER =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /** What a process needs of this one's environment; the secrets come besides. */
  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final Map<String, String> environment;
  private final int restPort;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Process> taskManagers = new TreeMap<>();
  private Process jobManager;
  private int started;

  private FlinkCluster(Path directory, Map<String, String> environment, int restPort) {
    this.directory = directory;
    this.environment = environment;
    this.restPort = restPort;
  }

  /**
   * Starts one with two TaskManagers and waits until they have reported.
   *
   * @param directory for its configuration, its logs and its temporary files
   * @param environment of the TaskManagers only: where jobs find their secrets
   */
  static FlinkCluster start(Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("logs"));
    FlinkCluster cluster = new FlinkCluster(directory, environment, freePort());
    try {
      cluster.configure();
      cluster.jobManager = cluster.process(JOB_MANAGER, "jobmanager", "512m", Map.of());
      cluster.startTaskManager();
      cluster.startTaskManager();
      cluster.awaitTaskManagers(2);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  /** For {@code --flinkMaster}. */
  String master() {
    return "127.0.0.1:" + restPort;
  }

  /** Where each process logs, its standard output and error included. */
  Path logs() {
    return directory.resolve("logs");
  }

  /** Starts one more; it takes some seconds until it reports. */
  void startTaskManager() throws IOException {
    started++;
    String name = "taskmanager-" + started;
    taskManagers.put(name, process(TASK_MANAGER, name, "768m", environment));
  }

  /** Ends one without asking (SIGKILL), and waits until it is gone. */
  void killTaskManager(String name) throws InterruptedException {
    taskManagers.remove(name).destroyForcibly().waitFor();
  }

  /** Waits until so many have reported and none that is gone counts any more. */
  void awaitTaskManagers(int count) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + HANG.toNanos();
    int reported = -1;
    while (System.nanoTime() < deadline && jobManager.isAlive()) {
      reported = reportedTaskManagers();
      if (reported == count) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError(
        reported + " TaskManagers have reported instead of " + count + "; the logs are " + logs());
  }

  /** The TaskManagers that the newest job was or is on. */
  Set<String> workers() throws IOException, InterruptedException {
    return workers("", "");
  }

  /**
   * The TaskManagers that are busy with a step of the newest job.
   *
   * @param step part of its name
   */
  List<String> busyWith(String step) throws IOException, InterruptedException {
    return List.copyOf(workers(step, "RUNNING"));
  }

  private Set<String> workers(String step, String status) throws IOException, InterruptedException {
    JsonNode newest = null;
    for (JsonNode job : get("/jobs/overview").get("jobs")) {
      if (newest == null || job.get("start-time").asLong() > newest.get("start-time").asLong()) {
        newest = job;
      }
    }
    Set<String> workers = new TreeSet<>();
    String job = "/jobs/" + newest.get("jid").asText();
    for (JsonNode vertex : get(job).get("vertices")) {
      if (vertex.get("name").asText().contains(step)) {
        for (JsonNode subtask :
            get(job + "/vertices/" + vertex.get("id").asText()).get("subtasks")) {
          if (subtask.get("status").asText().contains(status)) {
            workers.add(subtask.get("taskmanager-id").asText());
          }
        }
      }
    }
    return workers;
  }

  private int reportedTaskManagers() throws InterruptedException {
    try {
      return get("/taskmanagers").get("taskmanagers").size();
    } catch (IOException notYet) {
      return -1;
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + master() + path)).timeout(HANG).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }

  private void configure() throws IOException {
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
        taskmanager.numberOfTaskSlots: 2
        taskmanager.load-balance.mode: SLOTS
        taskmanager.cpu.cores: 1
        taskmanager.memory.task.heap.size: 512m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 128m
        taskmanager.memory.jvm-metaspace.size: 384m
        taskmanager.memory.jvm-overhead.min: 128m
        taskmanager.memory.jvm-overhead.max: 128m
        taskmanager.memory.network.min: 128m
        taskmanager.memory.network.max: 128m
        taskmanager.memory.managed.size: 64m
        io.tmp.dirs: %s
        heartbeat.interval: 1000
        heartbeat.timeout: 10000
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 3
        restart-strategy.fixed-delay.delay: 1 s
        """
            .formatted(freePort(), restPort, Files.createDirectories(directory.resolve("tmp"))));
    Files.writeString(
        directory.resolve("logback.xml"),
        """
        <configuration>
          <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%d %-5level [%thread] %logger - %msg%n</pattern></encoder>
          </appender>
          <root level="INFO"><appender-ref ref="out"/></root>
        </configuration>
        """);
  }

  private Process process(String program, String name, String heap, Map<String, String> variables)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + heap,
            "-XX:MaxMetaspaceSize=384m",
            "-XX:MaxDirectMemorySize=320m",
            "-XX:+UseSerialGC",
            Day.QUICK,
            "-Dlogback.configurationFile=" + directory.resolve("logback.xml")));
    // Of those that Flink's own start script gives a Java 17, the ones that matter here.
    for (String open : List.of("java.lang", "java.util", "java.nio", "java.time", "java.net")) {
      command.add("--add-opens=java.base/" + open + "=ALL-UNNAMED");
    }
    command.addAll(
        List.of(
            "-cp",
            jars(),
            program,
            "--configDir",
            directory.toString(),
            "-Dtaskmanager.resource-id=" + name));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(logs().resolve(name + ".log").toFile());
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(variables);
    return builder.start();
  }

  private static String jars() {
    File[] jars = new File(System.getProperty("purlin.flink")).listFiles();
    if (jars == null || jars.length == 0) {
      throw new AssertionError("There are no jars of Flink; build with the profile flink.");
    }
    return String.join(
        File.pathSeparator, Arrays.stream(jars).map(File::getPath).sorted().toList());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    List<Process> processes = new ArrayList<>(taskManagers.values());
    if (jobManager != null) {
      processes.add(jobManager);
    }
    processes.forEach(Process::destroyForcibly);
    try {
      for (Process process : processes) {
        process.waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
