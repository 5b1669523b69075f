package org.purlin.io.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.RetryPolicy;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.landing.Manifest;
import org.purlin.io.secret.Secret;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.SeenRequest;

/** Runs over one made-up API and into one directory, one after the other, as a user has them. */
final class Reading implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final MadeUpApi api = new MadeUpApi();
  final FakeServer server;
  final Path directory;
  URI endpoint;
  int concurrency = 2;
  boolean changes;
  Duration resumeWithin = Duration.ofHours(1);
  Set<String> allowed = Set.of();
  Set<String> hashed = Set.of();
  Secret hashKey;
  Authorization authorization = Authorization.none();
  Instant now = Instant.parse("2026-02-03T04:05:06.789Z");
  private int runs;

  Reading(Path directory) throws IOException {
    this.directory = directory;
    this.server = FakeServer.start(0, api);
    this.endpoint = server.url();
  }

  /** Short waits; 403 says nothing of our credentials. */
  HttpSettings http() {
    return HttpSettings.forEndpoint(endpoint)
        .withRetry(
            RetryPolicy.DEFAULT
                .withBudget(Duration.ofSeconds(3))
                .withAttempts(2)
                .withBackoff(Duration.ofMillis(10), Duration.ofMillis(20)))
        .withConcurrency(concurrency, concurrency)
        .withRefusals(Set.of(401));
  }

  RestSource source(RestResource... resources) {
    RestSource source = RestSource.of("shop", http(), authorization);
    for (RestResource resource : resources) {
      source = source.with(resource);
    }
    return source;
  }

  /** The run that the next one is. */
  RestRun run(RestSource source) {
    String runId = "run-" + runs;
    return new RestRun(
        runId,
        now,
        source,
        landing(runId),
        directory.resolve("state").toString(),
        concurrency,
        resumeWithin,
        changes,
        allowed,
        hashed,
        hashKey,
        directory.resolve("proof-" + runs + ".json").toString());
  }

  private FileLanding landing(String runId) {
    return new FileLanding(directory.resolve("out").toString(), runId, IfExists.REPLACE);
  }

  /** Reads a source to its end. */
  List<WindowResult> read(RestSource source) throws IOException {
    runs++;
    RestRun run = run(source);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply(RestIO.read(run));
    pipeline.run();
    landing(run.runId()).cleanUp();
    return RestProof.read(run.proof()).orElseThrow().windows();
  }

  List<WindowResult> read(RestResource... resources) throws IOException {
    return read(source(resources));
  }

  /** Reads what has one window. */
  WindowResult readOne(RestSource source) throws IOException {
    List<WindowResult> windows = read(source);
    if (windows.size() != 1) {
      throw new AssertionError("One window was expected, but there are: " + windows);
    }
    return windows.get(0);
  }

  WindowResult readOne(RestResource... resources) throws IOException {
    return readOne(source(resources));
  }

  /** Reads a source that cannot be read to its end; returns what the run ended with. */
  Throwable fail(RestSource source) throws IOException {
    try {
      read(source);
    } catch (Pipeline.PipelineExecutionException e) {
      landing("run-" + runs).cleanUp();
      return e.getCause();
    }
    throw new AssertionError("The run came to its end.");
  }

  /** Does what a run does before it reads. */
  void forgetOld(RestSource source) throws IOException {
    RestIO.forgetOld(run(source));
  }

  /** The published lines of a table's window. */
  List<String> lines(String table, String window) throws IOException {
    Manifest manifest = landing("any").intact(table, window).orElseThrow();
    List<String> lines = new ArrayList<>();
    for (Manifest.File file : manifest.files()) {
      Path path = Path.of(landing("any").directory(table, window), file.name());
      lines.addAll(Files.readAllLines(path));
    }
    if (lines.size() != manifest.rows()) {
      throw new AssertionError("The manifest says " + manifest.rows() + ", but: " + lines.size());
    }
    return lines;
  }

  /** The same as rows. */
  List<JsonNode> rows(String table, String window) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines(table, window)) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  /** The same as texts: the values of these columns with a bar between. */
  List<String> rows(String table, String window, String... columns) throws IOException {
    return rows(table, window).stream().map(row -> columns(row, columns)).toList();
  }

  /** The ids of things in the window {@code all}. */
  List<String> things() throws IOException {
    return rows("things", "all", "id");
  }

  /** The same in order. */
  List<String> sortedThings() throws IOException {
    return things().stream().sorted().toList();
  }

  /** Rows that the last run wrote into one of its own tables. */
  List<String> log(String table, String... columns) throws IOException {
    return rows(table, "run-" + runs, columns);
  }

  private static String columns(JsonNode row, String... columns) {
    return Stream.of(columns)
        .map(column -> row.path(column).asText())
        .collect(Collectors.joining("|"));
  }

  boolean isPublished(String table, String window) throws IOException {
    return landing("any").intact(table, window).isPresent();
  }

  /** The requests so far: {@code /things?limit=2&offset=0}. */
  List<String> asked() {
    return server.requests().stream().map(Reading::text).toList();
  }

  private static String text(SeenRequest request) {
    String query =
        request.parameters().entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .sorted()
            .collect(Collectors.joining("&"));
    return request.path() + (query.isEmpty() ? "" : "?" + query);
  }

  /** Names and contents of all files below a directory. */
  String everythingIn(String name) throws IOException {
    Path root = directory.resolve(name);
    if (!Files.exists(root)) {
      return "";
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.map(file -> file + "\n" + content(file)).collect(Collectors.joining("\n"));
    }
  }

  private static String content(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files that a run left for the next one, of units that it had read. */
  List<Path> kept(String ending) throws IOException {
    Path root = directory.resolve("state");
    if (!Files.exists(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
