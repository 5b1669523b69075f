package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a run landed, read as its readers do: through the manifests.
 *
 * @param output the output directory
 */
record Landed(Path output) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "_manifest.json";

  /** The events of all windows, in no order that means something. */
  List<ObjectNode> rows() throws IOException {
    return rows("events");
  }

  /** The rows of a table, or of some windows of it, in no order that means something. */
  List<ObjectNode> rows(String table) throws IOException {
    List<ObjectNode> rows = new ArrayList<>();
    TreeSet<Path> named = new TreeSet<>();
    for (Path manifest : files(table).stream().filter(Landed::isManifest).toList()) {
      JsonNode published = JSON.readTree(manifest.toFile());
      for (JsonNode file : published.get("files")) {
        Path part = manifest.resolveSibling(file.get("name").asText());
        named.add(part);
        assertThat(part.toString(), sha256(part), is(file.get("sha256").asText()));
        List<String> lines = Files.readAllLines(part);
        assertThat(part.toString(), lines, hasSize(file.get("rows").asInt()));
        for (String line : lines) {
          rows.add((ObjectNode) JSON.readTree(line));
        }
      }
    }
    // Those who read by a glob must see the same.
    assertThat(
        "part files",
        new TreeSet<>(files(table).stream().filter(file -> !isManifest(file)).toList()),
        is(named));
    return rows;
  }

  /** The rows without what tells runs apart, in a fixed order: equal for equal input. */
  List<String> rowsOfAnyRun() throws IOException {
    return rowsOfAnyRun("events");
  }

  /** The same of another table. */
  List<String> rowsOfAnyRun(String table) throws IOException {
    return rows(table).stream()
        .map(row -> row.without(List.of("_run_id", "_loaded_at")).toString())
        .sorted()
        .toList();
  }

  /** The rows' keys, in order; one that landed twice is there twice. */
  List<String> uuids() throws IOException {
    return rows().stream().map(row -> row.get("uuid").asText()).sorted().toList();
  }

  /** The newest report. */
  JsonNode report() throws IOException {
    return JSON.readTree(output.resolve("report.json").toFile());
  }

  /** What is known of each hour, by the hour. */
  TreeMap<String, JsonNode> ledger() throws IOException {
    TreeMap<String, JsonNode> hours = new TreeMap<>();
    for (Path file : files("_state")) {
      if (file.toString().endsWith(".json")) {
        JsonNode hour = JSON.readTree(file.toFile());
        hours.put(hour.get("hour").asText(), hour);
      }
    }
    return hours;
  }

  /** Files below a directory of the output; none when it is not there. */
  List<Path> files(String directory) throws IOException {
    return filesBelow(output.resolve(directory));
  }

  static List<Path> filesBelow(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Contents of all published files, by name, to tell whether a byte changed. */
  TreeMap<String, String> fingerprints() throws IOException {
    TreeMap<String, String> sums = new TreeMap<>();
    for (Path file : files("events")) {
      sums.put(output.relativize(file).toString(), sha256(file));
    }
    return sums;
  }

  /** Files that only a run under way may have. */
  List<Path> temporaryFiles() throws IOException {
    return files("").stream()
        .filter(
            file -> {
              String name = output.relativize(file).toString();
              return name.startsWith("_tmp") || name.endsWith(".tmp") || name.endsWith(".writing");
            })
        .toList();
  }

  /** Published windows of events, while a run may be changing them. */
  int manifestsNow() {
    return countNow(output.resolve("events").toFile(), MANIFEST);
  }

  /** Published windows of all tables, while a run may be changing them. */
  int allManifestsNow() {
    return countNow(output.toFile(), MANIFEST);
  }

  /** Part files not published yet, while a run may be changing them. */
  int unpublishedPartsNow() {
    return countNow(output.resolve("_tmp").toFile(), ".jsonl");
  }

  /** Unlike a walk, does not mind files that go meanwhile. */
  private static int countNow(File directory, String ending) {
    int count = 0;
    File[] children = directory.listFiles();
    for (File child : children == null ? new File[0] : children) {
      count += child.getName().endsWith(ending) ? 1 : countNow(child, ending);
    }
    return count;
  }

  private static boolean isManifest(Path file) {
    return file.endsWith(MANIFEST);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
