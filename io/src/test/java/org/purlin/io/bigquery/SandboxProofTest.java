package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.api.services.bigquery.model.TableFieldSchema;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import com.google.api.services.bigquery.model.TimePartitioning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.CreateDisposition;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.Method;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO.Write.WriteDisposition;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.sandbox.bigquery.BigQueryFaults;
import org.purlin.sandbox.bigquery.BigQuerySandbox;
import org.purlin.sandbox.bigquery.BigQuerySettings;

/** Beam's own clients against the stand-in: what they send is what it takes. */
@Timeout(120)
class SandboxProofTest {

  private static final int ROWS = 1_000;
  private static final String BUCKET = "gs://" + BigQuerySettings.BUCKET;

  private BigQuerySandbox google;
  private PipelineOptions options;

  @BeforeEach
  void start() throws Exception {
    google = BigQuerySandbox.start(settings());
    options =
        PipelineOptionsFactory.fromArgs(
                "--bigQueryEndpoint=" + google.url(),
                "--gcsEndpoint=" + google.url() + "/storage/v1/",
                "--project=" + BigQuerySettings.PROJECT,
                "--tempLocation=" + BUCKET + "/temp",
                "--credentialFactoryClass="
                    + "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory")
            .create();
    FileSystems.setDefaultPipelineOptions(options);
  }

  @AfterEach
  void stop() {
    google.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  /** With the published descriptions, where they are there. */
  private static BigQuerySettings settings() {
    String given = System.getProperty("purlin.recordings", "");
    Path directory =
        Path.of(System.getProperty("purlin.root", ".")).resolve(given).resolve("discovery");
    return given.isEmpty() || given.startsWith("$") || !Files.isDirectory(directory)
        ? BigQuerySettings.defaults()
        : BigQuerySettings.defaults().withDiscovery(directory);
  }

  private PipelineResult.State load() {
    TableSchema schema =
        new TableSchema()
            .setFields(
                List.of(
                    new TableFieldSchema().setName("id").setType("INT64").setMode("REQUIRED"),
                    new TableFieldSchema().setName("ts").setType("TIMESTAMP"),
                    new TableFieldSchema().setName("props").setType("JSON")));
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(Create.of(IntStream.range(0, ROWS).boxed().toList()))
        .apply(
            MapElements.into(TypeDescriptor.of(TableRow.class))
                .via(
                    id ->
                        new TableRow()
                            .set("id", Integer.toString(id))
                            .set("ts", "2026-01-31 10:00:00 UTC")
                            .set("props", Map.of("n", id))))
        .apply(
            BigQueryIO.writeTableRows()
                .to(BigQuerySettings.PROJECT + ":purlin.events$20260131")
                .withMethod(Method.FILE_LOADS)
                .withSchema(schema)
                .withTimePartitioning(new TimePartitioning().setType("DAY").setField("ts"))
                .withCreateDisposition(CreateDisposition.CREATE_IF_NEEDED)
                .withWriteDisposition(WriteDisposition.WRITE_TRUNCATE));
    return pipeline.run().waitUntilFinish();
  }

  private List<Long> ids() {
    return google.rows("purlin", "events").stream()
        .map(row -> row.path("id").asLong())
        .sorted()
        .toList();
  }

  @Test
  void aFileLoadArrivesRowByRow() {
    PipelineResult.State state = load();

    List<JsonNode> rows = google.rows("purlin", "events");
    assertThat(state, is(PipelineResult.State.DONE));
    assertThat(rows, hasSize(ROWS));
    assertThat(ids(), is(IntStream.range(0, ROWS).mapToObj(Long::valueOf).toList()));
    assertThat(rows.get(0).path("props").path("n").asLong(), is(rows.get(0).path("id").asLong()));
    assertThat(rows.get(0).path("ts").asText(), is("2026-01-31T10:00:00.000000Z"));
    assertThat(google.table("purlin", "events").at("/timePartitioning/field").asText(), is("ts"));
    assertThat(google.objects(BigQuerySettings.BUCKET), is(empty()));
    assertThat(google.violations(), is(empty()));
  }

  @Test
  void filesAreWrittenReadFoundRenamedAndDeleted() throws IOException {
    ResourceId file = FileSystems.matchNewResource(BUCKET + "/dir/a b.txt", false);
    try (WritableByteChannel out = FileSystems.create(file, "text/plain")) {
      out.write(ByteBuffer.wrap("0123456789".getBytes(StandardCharsets.UTF_8)));
    }
    ResourceId other = FileSystems.matchNewResource(BUCKET + "/dir/b.txt", false);

    assertThat(read(file, 4), is("456789"));
    assertThat(FileSystems.match(BUCKET + "/dir/*.txt").metadata().get(0).sizeBytes(), is(10L));
    FileSystems.rename(List.of(file), List.of(other));
    assertThat(google.objects(BigQuerySettings.BUCKET), contains("dir/b.txt"));
    FileSystems.copy(List.of(other), List.of(file));
    assertThat(read(file, 0), is("0123456789"));
    FileSystems.delete(List.of(file, other));
    assertThat(google.objects(BigQuerySettings.BUCKET), is(empty()));
    assertThat(google.violations(), is(empty()));
  }

  private static String read(ResourceId file, int from) throws IOException {
    try (ReadableByteChannel in = FileSystems.open(file)) {
      ((SeekableByteChannel) in).position(from);
      return new String(Channels.newInputStream(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void aLostReplyToTheLoadLosesAndDoublesNothing() {
    google.faults().add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.lostReply());
    google.faults().add(BigQueryFaults.looksAtJobs(), BigQueryFaults.error(500, "backendError"));
    google.faults().add(BigQueryFaults.toStorage(), BigQueryFaults.error(503, "backendError"));

    PipelineResult.State state = load();

    assertThat(state, is(PipelineResult.State.DONE));
    assertThat(ids(), is(IntStream.range(0, ROWS).mapToObj(Long::valueOf).toList()));
    assertThat(google.faults().pending(), is(0));
    assertThat(google.violations(), is(empty()));
  }
}
