package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.SampleSet;

/** A pull that is killed at any moment is completed by the next run. */
class EdfiPullKillIT {

  /** {@code -Dpurlin.e2e.seed} repeats the moments of an earlier run. */
  private static final long SEED = Long.getLong("purlin.e2e.seed", System.nanoTime());

  private static final int KILLED = 137;
  private static final int STUDENTS = 900;
  private static final int PAGE = 50;

  private static final List<String> RESOURCES =
      List.of(
          "schools",
          "sessions",
          "students",
          "studentSchoolAssociations",
          "studentAssessments",
          "studentSchoolAttendanceEvents");

  private static final Set<String> ADDED = Set.of("id", "_etag", "_lastModifiedDate");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void aPullKilledWhileItReadsAndWhileItPublishesIsCompletedByTheNextOne() throws Exception {
    System.out.println("Moments are drawn with -Dpurlin.e2e.seed=" + SEED);
    Random random = new Random(SEED);
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    try (EdfiSandbox sandbox =
        EdfiSandbox.start(
            EdfiSettings.defaults().withPageLimit(PAGE).withDelay(Duration.ofMillis(20)))) {
      SampleSet.of(SEED, STUDENTS)
          .items()
          .forEach(item -> sandbox.write(item.resource(), item.payload()));
      Purlin purlin =
          Purlin.script(directory)
              .with("EDFI_KEY", EdfiSettings.KEY)
              .with("EDFI_SECRET", EdfiSettings.SECRET)
              .with("PURLIN_JAVA_OPTS", Day.QUICK + " -Djava.io.tmpdir=" + temporary);
      Landed landed = new Landed(directory.resolve("out"));
      int requests = 10 + random.nextInt(50);
      kill(purlin, sandbox, () -> sandbox.requests().size() >= requests);
      // Well before the last, so that it is still running.
      int manifests = landed.allManifestsNow() + 1 + random.nextInt(RESOURCES.size() / 2);
      kill(purlin, sandbox, () -> landed.allManifestsNow() >= manifests);

      purlin.run(pull(sandbox)).exits(0);

      int records = 0;
      for (String resource : RESOURCES) {
        assertThat(resource, records(landed, resource), is(held(sandbox, resource)));
        records += sandbox.count(resource);
      }
      assertThat("some thousand records", records, is(greaterThan(2_000)));
      assertThat(landed.temporaryFiles(), is(empty()));
      // A library of Beam's unpacks itself there too, and a killed JVM leaves it behind.
      assertThat(
          Stream.of(temporary.toFile().list()).filter(name -> !name.startsWith("snappy-")).toList(),
          is(empty()));
    }
  }

  private static void kill(Purlin purlin, EdfiSandbox sandbox, BooleanSupplier moment)
      throws IOException, InterruptedException {
    try (Started run = purlin.start(pull(sandbox))) {
      boolean reached = run.reaches(moment);
      run.kill();
      Ended ended = run.end();
      assertThat(ended.toString(), reached, is(true));
      assertThat(ended.exitCode(), is(KILLED));
    }
  }

  private static List<String> pull(EdfiSandbox sandbox) {
    return List.of(
        "edfi",
        "pull",
        "--url=" + sandbox.baseUrl(),
        "--key=env:EDFI_KEY",
        "--secret=env:EDFI_SECRET",
        "--resources=" + String.join(",", RESOURCES),
        "--concurrency=4",
        "--output=out");
  }

  /** The landed records, sorted; one that landed twice is there twice. */
  private static List<JsonNode> records(Landed landed, String resource) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (ObjectNode row : landed.rows(resource)) {
      ObjectNode record = (ObjectNode) row.get("body");
      record.remove(ADDED);
      withoutLinks(record);
      records.add(record);
    }
    return sorted(records);
  }

  private static void withoutLinks(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("link");
    }
    node.forEach(EdfiPullKillIT::withoutLinks);
  }

  private static List<JsonNode> held(EdfiSandbox sandbox, String resource) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (ObjectNode record : sandbox.records(resource).values()) {
      records.add(JSON.readTree(record.toString()));
    }
    return sorted(records);
  }

  private static List<JsonNode> sorted(List<JsonNode> records) {
    records.sort(Comparator.comparing(JsonNode::toString));
    return records;
  }
}
