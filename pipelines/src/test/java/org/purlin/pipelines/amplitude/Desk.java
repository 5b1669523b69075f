package org.purlin.pipelines.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.purlin.pipelines.cli.Launch;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;

/**
 * Where {@code purlin amplitude} is typed in tests: a directory, an environment, and what came of
 * the last command. Beam's own checks of a pipeline are on.
 */
final class Desk {

  /** A day all of whose hours can be exported. */
  static final Instant DAY = Instant.parse("2025-03-04T00:00:00Z");

  private static final ObjectMapper JSON = new ObjectMapper();

  final Path directory;
  final Map<String, String> environment = new TreeMap<>();
  String out = "";
  String err = "";

  Desk(Path directory) {
    this.directory = directory;
    environment.put("TEST_SECRET_KEY", AmplitudeSettings.SECRET_KEY);
  }

  /** The start of an hour of {@link #DAY}. */
  static Instant hour(int hourOfDay) {
    return DAY.plusSeconds(hourOfDay * 3600L);
  }

  /** Exports from a stand-in; later words win over these. */
  int export(AmplitudeSandbox sandbox, String... words) {
    List<String> all = new ArrayList<>();
    all.add("--endpoint=" + sandbox.url());
    addUnlessGiven(all, words, "--apiKey", AmplitudeSettings.API_KEY);
    addUnlessGiven(all, words, "--secretKey", "env:TEST_SECRET_KEY");
    addUnlessGiven(all, words, "--retryFor", "PT4S");
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  private static void addUnlessGiven(List<String> all, String[] words, String flag, String value) {
    if (Stream.of(words).noneMatch(word -> word.startsWith(flag + "="))) {
      all.add(flag + "=" + value);
    }
  }

  /** Flattens archives that lie somewhere. */
  int fromArchives(Object place, String... words) {
    List<String> all = new ArrayList<>(List.of("--from-archives=" + place));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  /** Types {@code purlin amplitude} and these words; output and logs go below the directory. */
  int run(String... words) {
    List<String> all = new ArrayList<>(List.of("amplitude"));
    all.add("--enforceImmutability=true");
    all.add("--enforceEncodability=true");
    return type(all, words);
  }

  /** The same with another verb before, such as {@code check}. */
  int command(String verb, String... words) {
    return type(new ArrayList<>(List.of(verb, "amplitude")), words);
  }

  private int type(List<String> all, String... words) {
    addUnlessGiven(all, words, "--output", output().toString());
    all.add("--logs=" + directory.resolve("logs"));
    all.addAll(List.of(words));
    return launch(all);
  }

  /** Types {@code purlin} and exactly these words; logs go below the directory. */
  int type(List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.add("--logs=" + directory.resolve("logs"));
    return launch(all);
  }

  private int launch(List<String> all) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int exitCode =
        Launch.run(
            all,
            environment,
            directory,
            new PrintStream(outBytes, true, UTF_8),
            new PrintStream(errBytes, true, UTF_8));
    out = outBytes.toString(UTF_8);
    err = errBytes.toString(UTF_8);
    return exitCode;
  }

  Path output() {
    return directory.resolve("out");
  }

  /** What was said on the lines that begin with ERROR, without that word. */
  String error() {
    return String.join(
        "\n",
        err.lines()
            .filter(line -> line.startsWith("ERROR "))
            .map(line -> line.substring(6))
            .toList());
  }

  JsonNode report() {
    return json(read(output().resolve("report.json")));
  }

  /** What the run proved, part of the report. */
  JsonNode outcome() {
    return report().get("outcome");
  }

  /** An equation as the report prints it, for example {@code 3 planned = 3 done}. */
  String balance(String stage) {
    return out.lines()
        .filter(line -> line.matches("  " + stage + " +\\d.*"))
        .findFirst()
        .map(line -> line.strip().substring(stage.length()).strip())
        .orElse("no balance of " + stage + " in:\n" + out);
  }

  /** The rows of all windows, as their manifests name them, in the order of windows and files. */
  List<JsonNode> rows() {
    return rowsOf("events");
  }

  /** The rows of one hour of {@link #DAY}. */
  List<JsonNode> rows(int hourOfDay) {
    String start = hour(hourOfDay).toString();
    return rows().stream().filter(row -> row.get("_window_start").asText().equals(start)).toList();
  }

  List<JsonNode> rejected() {
    return rowsOf("rejected");
  }

  private List<JsonNode> rowsOf(String table) {
    List<JsonNode> rows = new ArrayList<>();
    for (String name : files(table).keySet()) {
      if (name.endsWith("/_manifest.json")) {
        Path manifest = output().resolve(name);
        for (JsonNode file : json(read(manifest)).get("files")) {
          Path part = manifest.resolveSibling(file.get("name").asText());
          read(part).lines().map(Desk::json).forEach(rows::add);
        }
      }
    }
    return rows;
  }

  /** One column of rows, in their order. */
  static List<String> column(String name, List<JsonNode> rows) {
    return rows.stream().map(row -> row.get(name).asText(null)).toList();
  }

  /** The files below a directory of the output with their content, by their paths in the output. */
  Map<String, String> files(String below) {
    TreeMap<String, String> files = new TreeMap<>();
    for (Path file : filesIn(output().resolve(below))) {
      String name = output().relativize(file).toString();
      files.put(name, new String(bytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return files;
  }

  /** Every file in a directory and below it. */
  static List<Path> filesIn(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ledger's record of an hour of {@link #DAY}; there must be just one. */
  JsonNode ledger(int hourOfDay) {
    String end = "2025-03-04/%02d.json".formatted(hourOfDay);
    List<Path> found =
        filesIn(output().resolve("_state")).stream()
            .filter(file -> file.toString().endsWith(end))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError("There must be one record " + end + ", but there are " + found);
    }
    return json(read(found.get(0)));
  }

  String status(int hourOfDay) {
    return ledger(hourOfDay).get("status").asText();
  }

  /** What requests asked for, oldest first, as {@code 00-11}: first and last hour of the day. */
  static List<String> ranges(AmplitudeSandbox sandbox) {
    return sandbox.requests().stream().map(Desk::range).toList();
  }

  static String range(SeenRequest request) {
    return request.parameters().get("start").substring(9)
        + "-"
        + request.parameters().get("end").substring(9);
  }

  /** The uuids of some hours of {@link #DAY} as they were made, sorted. */
  static List<String> uuids(AmplitudeSandbox sandbox, int... hours) {
    return java.util.Arrays.stream(hours)
        .boxed()
        .flatMap(hour -> sandbox.eventsOf(hour(hour)).uuids().stream())
        .map(Object::toString)
        .sorted()
        .toList();
  }

  /** The uuids that were landed, sorted; one that landed twice stands there twice. */
  List<String> uuids() {
    return column("uuid", rows()).stream().sorted().toList();
  }

  /** Paths of archives that are kept anywhere below the directory. */
  Set<String> archives() {
    return filesIn(directory).stream()
        .map(file -> directory.relativize(file).toString())
        .filter(name -> name.endsWith(".zip"))
        .collect(toCollection(TreeSet::new));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    return new String(bytes(file), UTF_8);
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
