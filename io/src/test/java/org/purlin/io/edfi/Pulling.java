package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.io.edfi.PullRun.Paging;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.Storage;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.transforms.edfi.Children;
import org.purlin.transforms.edfi.ResourceName;

/** Pulls over one directory, as a user has them one after the other. */
final class Pulling {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final List<District> districts = new ArrayList<>();
  private List<ResourceName> resources = List.of(ResourceName.parse("students"));
  private Paging paging = Paging.AUTO;
  private Children children = Children.JSON;
  private String redaction;
  private boolean full;
  private boolean descriptors;
  private boolean snapshot;
  private int partitions = 4;
  private int pageSize;
  private int runs;

  Pulling(Path directory) {
    this.directory = directory;
  }

  Pulling from(District... some) {
    districts.addAll(List.of(some));
    return this;
  }

  Pulling from(EdfiSandbox sandbox) {
    return from(Submitting.district(sandbox));
  }

  /** No names: all. */
  Pulling resources(String... names) {
    resources = Stream.of(names).map(ResourceName::parse).toList();
    return this;
  }

  Pulling paging(Paging choice) {
    paging = choice;
    return this;
  }

  Pulling children(Children choice) {
    children = choice;
    return this;
  }

  Pulling redaction(String rules) {
    redaction = rules;
    return this;
  }

  Pulling full(boolean choice) {
    full = choice;
    return this;
  }

  Pulling descriptors() {
    descriptors = true;
    return this;
  }

  Pulling snapshot() {
    snapshot = true;
    return this;
  }

  Pulling partitions(int number) {
    partitions = number;
    return this;
  }

  Pulling pageSize(int records) {
    pageSize = records;
    return this;
  }

  static EdfiSettings settings(String run) {
    EdfiSettings usual = EdfiSettings.of(run);
    return new EdfiSettings(
        usual.concurrency(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        0,
        false,
        null,
        null,
        usual.trust(),
        null,
        false,
        run);
  }

  private EdfiSettings settings() {
    EdfiSettings s = settings("pull-" + directory.getFileName() + "-" + runs);
    return new EdfiSettings(
        s.concurrency(),
        s.timeout(),
        s.retryFor(),
        s.longestWait(),
        s.requestsPerSecond(),
        s.plainHttp(),
        s.userAgent(),
        s.proxy(),
        s.trust(),
        s.profile(),
        snapshot,
        s.run());
  }

  /** The run that the next pull makes. */
  PullRun run() {
    String runId = "run-" + runs;
    return new PullRun(
        runId,
        districts,
        settings(),
        resources,
        descriptors,
        landing(runId),
        directory.resolve("state").toString(),
        children,
        true,
        redaction,
        null,
        full,
        partitions,
        pageSize,
        paging,
        directory.resolve("proof-" + runs + ".json").toString());
  }

  private FileLanding landing(String runId) {
    return new FileLanding(directory.resolve("out").toString(), runId, IfExists.REPLACE);
  }

  List<PullResult> pull() throws IOException {
    runs++;
    PullRun run = run();
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply(EdfiIO.pull(run));
    PipelineResult.State state =
        pipeline.run().waitUntilFinish(org.joda.time.Duration.millis(90_000));
    if (state != PipelineResult.State.DONE) {
      throw new AssertionError("The pipeline ended " + state);
    }
    return PullProof.read(run.proof()).orElseThrow().results();
  }

  PullResult pullOne() throws IOException {
    List<PullResult> results = pull();
    if (results.size() != 1) {
      throw new AssertionError("One result was expected, but there are: " + results);
    }
    return results.get(0);
  }

  /** The published rows of a table, of the district north. */
  List<JsonNode> rows(String table) throws IOException {
    return rows(table, "north");
  }

  List<JsonNode> rows(String table, String window) throws IOException {
    Manifest manifest = landing("any").intact(table, window).orElseThrow();
    List<JsonNode> rows = new ArrayList<>();
    for (Manifest.File file : manifest.files()) {
      Path path = Path.of(landing("any").directory(table, window), file.name());
      for (String line : Files.readAllLines(path)) {
        rows.add(JSON.readTree(line));
      }
    }
    if (rows.size() != manifest.rows()) {
      throw new AssertionError("The manifest says " + manifest.rows() + ", but: " + rows.size());
    }
    return rows;
  }

  boolean isPublished(String table) throws IOException {
    return landing("any").intact(table, "north").isPresent();
  }

  Path published(String table) {
    return Path.of(landing("any").directory(table, "north"));
  }

  /** The students that are landed, by key, as a client would send them; each once. */
  Map<String, JsonNode> students() throws IOException {
    return students("north");
  }

  Map<String, JsonNode> students(String district) throws IOException {
    Map<String, JsonNode> students = new TreeMap<>();
    for (JsonNode row : rows("students", district)) {
      ObjectNode body = (ObjectNode) row.get("body");
      body.remove(List.of("id", "_etag", "_lastModifiedDate"));
      String key = row.get("studentUniqueId").asText();
      if (students.put(key, body) != null) {
        throw new AssertionError("Student " + key + " is landed twice.");
      }
    }
    return students;
  }

  Watermark watermark() throws IOException {
    return Watermark.read(watermarkFile()).orElseThrow();
  }

  String watermarkFile() {
    return Storage.resolve(directory.resolve("state").toString(), "edfi/north/students.json");
  }

  /** Students 1 to the count, in a new stand-in's district. */
  static void write(EdfiSandbox sandbox, int count) {
    for (int i = 1; i <= count; i++) {
      sandbox.write("students", Records.student(key(i), "First"));
    }
  }

  static String key(int number) {
    return String.format(Locale.ROOT, "S%05d", number);
  }

  static District at(String key, URI url) {
    return District.of(
        key,
        url,
        Submitting.login(
            org.purlin.sandbox.edfi.EdfiSettings.KEY, org.purlin.sandbox.edfi.EdfiSettings.SECRET));
  }
}
