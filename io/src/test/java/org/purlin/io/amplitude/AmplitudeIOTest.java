package org.purlin.io.amplitude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.purlin.io.amplitude.HourRecord.Status;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.landing.Storage;
import org.purlin.io.memory.MemoryFileSystem;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;

/** The steps in a pipeline, with input and output in a store that is no local disk. */
class AmplitudeIOTest {

  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00Z");

  private final String root = MemoryFileSystem.newBucket();
  private final Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
  private final AmplitudeRun byProject = Runs.in(root, "run-1", true);

  private static String event(String uuid) {
    return "{\"uuid\":\""
        + uuid
        + "\",\"event_type\":\"t\",\"server_upload_time\":\"2026-01-01 05:00:00.000000\"}\n";
  }

  /** An archive with a member for each hour from five on. */
  private static byte[] archive(String... members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < members.length; i++) {
        zip.putNextEntry(new ZipEntry("7/7_2026-01-01_" + (5 + i) + "#0.json.gz"));
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
          gzip.write(members[i].getBytes(UTF_8));
        }
        zip.write(member.toByteArray());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private void start(AmplitudeRun run) throws IOException {
    Storage.writeText(run.marker(), "{}");
  }

  private List<String> uuids(String window) throws IOException {
    List<String> uuids = new ArrayList<>();
    for (var file : byProject.landing().intact("events", window).orElseThrow().files()) {
      String text = MemoryFileSystem.text(root + "events/" + window + "/" + file.name());
      for (String line : text.lines().toList()) {
        uuids.add(new ObjectMapper().readTree(line).get("uuid").asText());
      }
    }
    return uuids;
  }

  @Test
  void archivesOfAStoreAreFlattenedAndPublishedThere() throws IOException {
    MemoryFileSystem.put(
        root + "in/a.zip", archive(event("a") + event("a") + "broken\n", event("b")));
    start(byProject);

    pipeline
        .apply(AmplitudeIO.findArchives(List.of(root + "in/a.zip")))
        .apply("Flatten", AmplitudeIO.flattenArchives(byProject))
        .apply(AmplitudeIO.publish(byProject));
    pipeline.run().waitUntilFinish();

    assertThat(uuids("7/2026-01-01/05"), contains("a"));
    assertThat(uuids("7/2026-01-01/06"), contains("b"));
    HourRecord five = byProject.ledger().read("7/2026-01-01/05").orElseThrow();
    assertThat(five.status(), is(Status.DONE));
    assertThat(five.counts().lines(), is(3L));
    assertThat(five.counts().rows(), is(1L));
    assertThat(five.counts().duplicates(), is(1L));
    assertThat(five.counts().badLines(), is(1L));
    assertThat(
        byProject.landing().intact("rejected", "7/2026-01-01/05").orElseThrow().rows(), is(1L));
    assertThat(MemoryFileSystem.text(byProject.outcomes()).lines().toList(), hasSize(2 + 1 + 1));
  }

  @Test
  void anExportLandsArchivesLedgerAndRowsInAStore() throws IOException {
    AmplitudeRun run = Runs.in(root, "run-1", false);
    start(run);
    LocalEnvironment.add(Map.of("IO_TEST_SECRET", AmplitudeSettings.SECRET_KEY));
    Traffic traffic = Traffic.builder().projectId(7).eventsPerHour(2).steady(true).build();
    try (AmplitudeSandbox sandbox =
        AmplitudeSandbox.start(AmplitudeSettings.builder().traffic(traffic).build())) {
      AmplitudeSource source =
          new AmplitudeSource(
              ApiKey.of(AmplitudeSettings.API_KEY),
              Secret.parse("--secretKey", "env:IO_TEST_SECRET"),
              HttpSettings.forEndpoint(sandbox.url()));
      long first = Hours.of(DAY) + 5;
      HourPlan plan = HourPlan.of(run, new TreeSet<>(List.of(first, first + 1)), 1, 2);

      pipeline
          .apply(AmplitudeIO.exportArchives(run, source, plan))
          .apply("Flatten", AmplitudeIO.flattenArchives(run))
          .apply(AmplitudeIO.publish(run));
      pipeline.run().waitUntilFinish();

      List<String> expected =
          sandbox.eventsOf(Hours.instant(first)).uuids().stream()
              .map(Object::toString)
              .sorted()
              .toList();
      assertThat(uuids("7/2026-01-01/05").stream().sorted().toList(), is(expected));
      assertThat(sandbox.requests(), hasSize(2));
    } finally {
      LocalEnvironment.clear();
    }
    assertThat(
        run.ledger().read(run.key(Hours.of(DAY) + 6)).orElseThrow().status(), is(Status.DONE));
    assertThat(MemoryFileSystem.files(root + "archives/").size(), is(2));
    assertThat(MemoryFileSystem.files(root + "_tmp/").size(), is(0));
  }

  @Test
  void nothingIsPublishedWhenTheOutputWasTakenAway() throws IOException {
    MemoryFileSystem.put(root + "in/a.zip", archive(event("a")));
    // No marker: as if somebody had removed the directory after the start.

    pipeline
        .apply(AmplitudeIO.findArchives(List.of(root + "in/a.zip")))
        .apply("Flatten", AmplitudeIO.flattenArchives(byProject))
        .apply(AmplitudeIO.publish(byProject));
    PipelineExecutionException failure =
        assertThrows(PipelineExecutionException.class, pipeline::run);

    assertThat(failure.getMessage(), containsString("was removed or replaced while the run"));
    assertThat(MemoryFileSystem.files(root + "events/").isEmpty(), is(true));
  }
}
