package org.purlin.io.edfi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.purlin.io.edfi.SubmitRun.Duplicates;
import org.purlin.io.edfi.SubmitRun.Mode;
import org.purlin.io.edfi.SubmitRun.Resend;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;
import org.purlin.sandbox.edfi.EdfiSandbox;

/** Runs of pushes and deletions over one directory, as a user has them one after the other. */
final class Submitting {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;
  private final List<String> lines = new ArrayList<>();
  private final List<District> districts = new ArrayList<>();
  private Mode mode = Mode.PUSH;
  private boolean commit = true;
  private boolean compare;
  private Duplicates duplicates = Duplicates.ORDER;
  private Resend resend = Resend.UNPROVEN;
  private Duration timeout = Duration.ofSeconds(5);
  private Duration retryFor = Duration.ofSeconds(20);
  private Duration longestWait = Duration.ofSeconds(1);
  private int concurrency = 16;
  private int runs;

  Submitting(Path directory) {
    this.directory = directory;
  }

  /** One run's end. */
  record Ended(List<DistrictResult> districts, List<JsonNode> results) {

    DistrictResult only() {
      if (districts.size() != 1) {
        throw new AssertionError("One district was expected, but there are: " + districts);
      }
      return districts.get(0);
    }

    DistrictResult district(String key) {
      return districts.stream().filter(d -> d.district().equals(key)).findFirst().orElseThrow();
    }

    /** How many rows met which fate, in words. */
    Map<String, Long> fates() {
      Map<String, Long> fates = new TreeMap<>();
      districts.forEach(
          d -> d.fates().forEach((fate, count) -> fates.merge(fate.words(), count, Long::sum)));
      return fates;
    }

    /** The result of the row on a line. */
    JsonNode row(int line) {
      return results.stream()
          .filter(row -> row.get("row").asText().endsWith(":" + line))
          .findFirst()
          .orElseThrow();
    }
  }

  static Login login(String key, String secret) {
    Map<String, String> variables = new LinkedHashMap<>();
    String suffix = Integer.toHexString((key + secret).hashCode());
    variables.put("TEST_EDFI_KEY_" + suffix, key);
    variables.put("TEST_EDFI_SECRET_" + suffix, secret);
    LocalEnvironment.add(variables);
    return Login.client(
        Secret.parse("key", "env:TEST_EDFI_KEY_" + suffix),
        Secret.parse("secret", "env:TEST_EDFI_SECRET_" + suffix));
  }

  static District district(EdfiSandbox sandbox) {
    return District.of(
        "north",
        sandbox.baseUrl(),
        login(
            org.purlin.sandbox.edfi.EdfiSettings.KEY, org.purlin.sandbox.edfi.EdfiSettings.SECRET));
  }

  Submitting to(District... some) {
    districts.addAll(List.of(some));
    return this;
  }

  Submitting row(String resource, String payload) {
    return line("{\"resource\":\"" + resource + "\",\"payload\":" + payload + "}");
  }

  Submitting line(String text) {
    lines.add(text);
    return this;
  }

  Submitting noRows() {
    lines.clear();
    return this;
  }

  Submitting deleting() {
    mode = Mode.DELETE;
    return this;
  }

  Submitting pushing() {
    mode = Mode.PUSH;
    return this;
  }

  Submitting commit(boolean really) {
    commit = really;
    return this;
  }

  Submitting comparing() {
    compare = true;
    return this;
  }

  Submitting duplicates(Duplicates choice) {
    duplicates = choice;
    return this;
  }

  Submitting resend(Resend choice) {
    resend = choice;
    return this;
  }

  Submitting patience(Duration answer, Duration patience) {
    timeout = answer;
    retryFor = patience;
    return this;
  }

  Submitting concurrency(int most) {
    concurrency = most;
    return this;
  }

  Submitting longestWait(Duration wait) {
    longestWait = wait;
    return this;
  }

  Ended run() throws IOException {
    Path input = directory.resolve("input.jsonl");
    Files.write(input, lines);
    return run(List.of(input.toString()));
  }

  Ended run(List<String> inputs) throws IOException {
    String runId = String.format("run-%03d", ++runs);
    String out = directory.resolve("out").toString();
    EdfiSettings usual = EdfiSettings.of(runId + directory);
    EdfiSettings settings =
        new EdfiSettings(
            concurrency,
            timeout,
            retryFor,
            longestWait,
            usual.requestsPerSecond(),
            usual.plainHttp(),
            usual.userAgent(),
            usual.proxy(),
            usual.trust(),
            usual.profile(),
            usual.snapshot(),
            usual.run());
    InputFormat format = InputFormat.usual();
    SubmitRun run =
        new SubmitRun(
            runId,
            mode,
            inputs,
            new InputFormat(
                format.kind(),
                format.payloadColumn(),
                format.resourceColumn(),
                format.districtColumn(),
                format.idColumn(),
                List.of("student"),
                format.statusColumn(),
                format.skipStatuses(),
                null,
                districts.size() == 1 ? districts.get(0).key() : null),
            districts,
            settings,
            commit,
            compare,
            duplicates,
            resend,
            new FileLanding(out, runId, IfExists.REPLACE),
            directory.resolve("ledger").toString(),
            directory.resolve(runId + "-proof.json").toString());
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply(EdfiIO.submit(run));
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new AssertionError("The pipeline ended " + state);
    }
    return new Ended(
        SubmitProof.read(run.proof()).orElseThrow().districts(),
        results(directory.resolve("out/edfi_results/" + runId)));
  }

  private static List<JsonNode> results(Path window) throws IOException {
    List<JsonNode> results = new ArrayList<>();
    if (!Files.exists(window)) {
      return results;
    }
    try (Stream<Path> files = Files.walk(window)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          results.add(JSON.readTree(line));
        }
      }
    }
    return results;
  }
}
