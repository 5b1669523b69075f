package org.purlin.pipelines.edfi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.purlin.pipelines.cli.Launch;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;

/**
 * Where {@code purlin edfi} is typed in tests: a directory, an environment, and what came of the
 * last command. Beam's own checks of a pipeline are on.
 */
final class Desk {

  static final String KEY = "env:TEST_KEY";
  static final String SECRET = "env:TEST_SECRET";

  private static final ObjectMapper JSON = new ObjectMapper();

  final Path directory;
  final Map<String, String> environment = new TreeMap<>();
  String out = "";
  String err = "";

  Desk(Path directory) {
    this.directory = directory;
    environment.put("TEST_KEY", EdfiSettings.KEY);
    environment.put("TEST_SECRET", EdfiSettings.SECRET);
  }

  /** The words that mean the only district of a stand-in. */
  static String[] at(EdfiSandbox edfi, String... words) {
    return Stream.concat(
            Stream.of("--url=" + edfi.baseUrl(), "--key=" + KEY, "--secret=" + SECRET),
            Arrays.stream(words))
        .toArray(String[]::new);
  }

  /** Types {@code purlin edfi} and these words as a job; output and logs are in the directory. */
  int job(String verb, String... words) {
    List<String> all = new ArrayList<>(List.of("edfi", verb));
    all.add("--output=" + output());
    all.add("--enforceImmutability=true");
    all.add("--enforceEncodability=true");
    addUnlessGiven(all, words, "--retryFor", "PT4S");
    all.addAll(List.of(words));
    return run(all);
  }

  /** Types the same and wants it to end with an exit code. */
  void expect(int exitCode, String verb, String... words) {
    int ended = job(verb, words);
    assertThat(out + err, ended, is(exitCode));
  }

  /** Types {@code purlin} and these words. */
  int command(String... words) {
    return run(new ArrayList<>(List.of(words)));
  }

  private int run(List<String> all) {
    all.add("--logs=" + directory.resolve("logs"));
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

  private static void addUnlessGiven(List<String> all, String[] words, String flag, String value) {
    if (Stream.of(words).noneMatch(word -> word.startsWith(flag + "="))) {
      all.add(flag + "=" + value);
    }
  }

  Path output() {
    return directory.resolve("out");
  }

  /** Writes a file into the directory and returns its name. */
  String write(String name, String... lines) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, String.join("\n", lines) + "\n");
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** What the last run proved. */
  JsonNode outcome() {
    return json(read(output().resolve("report.json"))).get("outcome");
  }

  /** An equation as the report prints it. */
  String balance(String stage) {
    return out.lines()
        .filter(line -> line.matches("  " + stage + " +\\d.*"))
        .findFirst()
        .map(line -> line.strip().substring(stage.length()).strip())
        .orElse("no balance of " + stage + " in:\n" + out + err);
  }

  /** The notices of the last run. */
  List<String> notices() {
    List<String> notices = new ArrayList<>();
    outcome().get("notices").forEach(notice -> notices.add(notice.asText()));
    return notices;
  }

  /** The problems of the last run, each as {@code where: what}. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    outcome()
        .get("problems")
        .forEach(
            each -> problems.add(each.get("where").asText() + ": " + each.get("what").asText()));
    return problems;
  }

  /** The rows of a table, of all windows, as their manifests name them. */
  List<JsonNode> rows(String table) {
    return rowsBelow(output().resolve(table));
  }

  /** The rows of one window of a table. */
  List<JsonNode> rows(String table, String window) {
    return rowsBelow(output().resolve(table).resolve(window));
  }

  private static List<JsonNode> rowsBelow(Path directory) {
    List<JsonNode> rows = new ArrayList<>();
    for (Path manifest : filesIn(directory)) {
      if (manifest.endsWith("_manifest.json")) {
        for (JsonNode file : json(read(manifest)).get("files")) {
          read(manifest.resolveSibling(file.get("name").asText()))
              .lines()
              .map(Desk::json)
              .forEach(rows::add);
        }
      }
    }
    return rows;
  }

  /** The name of each file below the directory with its content, for looking for secrets. */
  Map<String, String> everything() {
    Map<String, String> files = new TreeMap<>();
    for (Path file : filesIn(directory)) {
      files.put(directory.relativize(file).toString(), read(file));
    }
    return files;
  }

  /** What all runs have logged. */
  String logs() {
    return String.join("", filesIn(directory.resolve("logs")).stream().map(Desk::read).toList());
  }

  private static List<Path> filesIn(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
