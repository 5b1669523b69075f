package org.purlin.pipelines.coinmarketcap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.purlin.pipelines.cli.Launch;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

/**
 * Where {@code purlin coinmarketcap} is typed in tests: a directory, an environment, and what came
 * of the last command. Beam's own checks of a pipeline are on.
 */
final class Desk {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  final Path directory;
  final Map<String, String> environment = new TreeMap<>();
  String out = "";
  String err = "";

  Desk(Path directory) {
    this.directory = directory;
    environment.put("TEST_KEY", CoinMarketCapSettings.KEY);
  }

  /** Types {@code purlin coinmarketcap} with the key and wants it to end with an exit code. */
  void expect(int exitCode, CoinMarketCapSandbox cmc, String... words) {
    List<String> all = new ArrayList<>(List.of("--key=env:TEST_KEY"));
    all.addAll(List.of(words));
    expectKeyless(exitCode, cmc, all.toArray(String[]::new));
  }

  /** The same without a key. */
  void expectKeyless(int exitCode, CoinMarketCapSandbox cmc, String... words) {
    List<String> all = new ArrayList<>(List.of("coinmarketcap"));
    all.add("--url=" + cmc.url());
    all.add("--logoUrl=" + cmc.logoUrl());
    all.add("--output=" + output());
    all.add("--enforceImmutability=true");
    all.add("--enforceEncodability=true");
    if (Stream.of(words).noneMatch(word -> word.startsWith("--retryFor="))) {
      all.add("--retryFor=PT4S");
    }
    all.addAll(List.of(words));
    int ended = command(all.toArray(String[]::new));
    assertThat(out + err, ended, is(exitCode));
  }

  /** Types {@code purlin} and these words. */
  int command(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
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

  Path output() {
    return directory.resolve("out");
  }

  /** Writes a file into the directory. */
  Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the last run proved. */
  JsonNode outcome() {
    return json(read(output().resolve("report.json"))).get("outcome");
  }

  /** A number of the last run; -1 when it tells none. */
  long counter(String name) {
    return outcome().get("counters").path(name).asLong(-1);
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
    return texts(outcome().get("notices"));
  }

  /** What was wrong in the last run. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    outcome().get("problems").forEach(each -> problems.add(each.get("what").asText()));
    return problems;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** The rows of a table, of all windows, as their manifests name them; numbers are exact. */
  List<JsonNode> rows(String table) {
    List<JsonNode> rows = new ArrayList<>();
    for (Path manifest : filesIn(output().resolve(table))) {
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

  /** The rows of a table by the text of a column. */
  Map<String, JsonNode> rowsBy(String table, String column) {
    Map<String, JsonNode> rows = new TreeMap<>();
    rows(table).forEach(row -> rows.put(row.get(column).asText(), row));
    return rows;
  }

  /** The files below a directory. */
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
