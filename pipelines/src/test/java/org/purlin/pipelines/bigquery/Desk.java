package org.purlin.pipelines.bigquery;

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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.purlin.pipelines.cli.Launch;
import org.purlin.sandbox.bigquery.BigQuerySandbox;
import org.purlin.sandbox.bigquery.BigQuerySettings;

/**
 * Where pulls into BigQuery are typed in tests: a directory, an environment, a stand-in of Google,
 * and what came of the last command. Beam's own checks of a pipeline are on.
 */
final class Desk {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  final Path directory;
  final BigQuerySandbox google;
  final Map<String, String> environment = new TreeMap<>();
  String dataset = BigQuerySettings.DATASET;
  String temporary = "gs://" + BigQuerySettings.BUCKET + "/temp";
  String out = "";
  String err = "";

  Desk(Path directory, BigQuerySandbox google) {
    this.directory = directory;
    this.google = google;
  }

  /** Types {@code purlin} and these words and wants it to end with an exit code. */
  void expect(int exitCode, String... words) {
    int ended = run(words);
    assertThat(out + err, ended, is(exitCode));
  }

  private int run(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add("--output=bigquery:" + BigQuerySettings.PROJECT + "." + dataset);
    all.add("--landing=" + landing());
    all.add("--tempLocation=" + temporary);
    all.add("--bigQueryEndpoint=" + google.url());
    all.add("--gcsEndpoint=" + google.url() + "/storage/v1/");
    all.add("--credentialFactoryClass=" + NoopCredentialFactory.class.getName());
    return type(all);
  }

  /** Types the same with rows that stay files, in the directory that others load from. */
  void toFiles(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.add("--output=" + landing());
    int ended = type(all);
    assertThat(out + err, ended, is(0));
  }

  private int type(List<String> all) {
    all.add("--logs=" + directory.resolve("logs"));
    all.add("--enforceImmutability=true");
    all.add("--enforceEncodability=true");
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

  Path landing() {
    return directory.resolve("landing");
  }

  /** An equation as the report prints it. */
  String balance(String stage) {
    return out.lines()
        .filter(line -> line.matches("  " + stage + " +\\d.*"))
        .findFirst()
        .map(line -> line.strip().substring(stage.length()).strip())
        .orElse("no balance of " + stage + " in:\n" + out + err);
  }

  /** The rows of a table in BigQuery, in one form and sorted. */
  List<String> inBigQuery(String table) {
    return google.rows(dataset, table).stream().map(Desk::form).sorted().toList();
  }

  /** The rows of a table as they are published in files, in the same form. */
  List<String> published(String table) {
    List<String> rows = new ArrayList<>();
    Path root = landing().resolve(table);
    for (Path manifest : filesIn(root)) {
      if (!manifest.endsWith("_manifest.json")) {
        continue;
      }
      String window = root.relativize(manifest.getParent()).toString();
      for (JsonNode file : json(read(manifest)).get("files")) {
        read(manifest.resolveSibling(file.get("name").asText()))
            .lines()
            .map(
                line ->
                    form(
                        ((com.fasterxml.jackson.databind.node.ObjectNode) json(line))
                            .put("_window", window)))
            .forEach(rows::add);
      }
    }
    return rows.stream().sorted().toList();
  }

  /** Wants each published table to be in BigQuery row by row, and returns how many rows it has. */
  int sameRows(String table) {
    List<String> published = published(table);
    assertThat(table, inBigQuery(table), is(published));
    return published.size();
  }

  /** Tables in BigQuery with what is in them, in one form. */
  Map<String, List<String>> everything() {
    Map<String, List<String>> tables = new TreeMap<>();
    for (String table : google.tables(dataset)) {
      tables.put(table, inBigQuery(table));
    }
    return tables;
  }

  /** Columns without a value are left out, instants and numbers are written in one way. */
  private static String form(JsonNode row) {
    TreeMap<String, Object> columns = new TreeMap<>();
    row.fields()
        .forEachRemaining(
            column -> {
              Object value = value(column.getValue());
              if (value != null) {
                columns.put(column.getKey(), value);
              }
            });
    return columns.toString();
  }

  private static Object value(JsonNode value) {
    if (value.isNull() || (value.isArray() && value.isEmpty())) {
      return null;
    }
    if (value.isContainerNode()) {
      return value.isObject() ? form(value) : elements(value);
    }
    if (value.isNumber()) {
      return new BigDecimal(value.asText()).stripTrailingZeros().toString();
    }
    String text = value.asText();
    return text.matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z") ? Instant.parse(text).toString() : text;
  }

  private static List<Object> elements(JsonNode array) {
    List<Object> elements = new ArrayList<>();
    array.forEach(element -> elements.add(value(element)));
    return elements;
  }

  JsonNode report() {
    return json(read(landing().resolve("report.json")));
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

  private static List<Path> filesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
