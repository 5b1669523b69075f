package org.purlin.io.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.api.services.bigquery.Bigquery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.IfExists;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.bigquery.BigQueryFaults;
import org.purlin.sandbox.bigquery.BigQuerySandbox;
import org.purlin.sandbox.bigquery.BigQuerySettings;

@Timeout(60)
class BoundedRetriesTest {

  private static final Duration BOUND = Duration.ofSeconds(2);

  private BigQuerySandbox google;
  private PipelineOptions options;

  @BeforeEach
  void start() throws IOException {
    google = BigQuerySandbox.start();
    options =
        PipelineOptionsFactory.fromArgs(
                "--bigQueryEndpoint=" + google.url(),
                "--credentialFactoryClass="
                    + "org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory")
            .create();
  }

  @AfterEach
  void stop() {
    google.close();
  }

  private static String location(Bigquery client) throws IOException {
    return client
        .datasets()
        .get(BigQuerySettings.PROJECT, BigQuerySettings.DATASET)
        .execute()
        .getLocation();
  }

  private void fail(Fault fault) {
    google.faults().add(BigQueryFaults.toBigQuery(), fault);
  }

  @Test
  void anAnswerThatComesAtTheThirdTryIsTheAnswer() throws IOException {
    fail(BigQueryFaults.error(503, "backendError").times(2));

    assertThat(location(BigQueryClients.of(options)), is("US"));
    assertThat(google.requests(), hasSize(3));
  }

  @Test
  void aServerThatStaysInTroubleIsGivenUpWhenTheTimeIsUp() {
    fail(BigQueryFaults.error(503, "backendError").times(1_000));
    Bigquery client = BigQueryClients.of(options, BOUND);
    long start = System.nanoTime();

    GoogleJsonResponseException failure =
        assertThrows(GoogleJsonResponseException.class, () -> location(client));

    assertThat(failure.getStatusCode(), is(503));
    assertThat(
        Duration.ofNanos(System.nanoTime() - start),
        allOf(greaterThanOrEqualTo(BOUND), lessThan(Duration.ofSeconds(20))));
    assertThat(google.requests().size(), greaterThanOrEqualTo(3));
  }

  @Test
  void aServerThatNeverAnswersIsGivenUpWhenTheTimeIsUp() {
    fail(Fault.reset().times(1_000));
    Bigquery client = BigQueryClients.of(options, BOUND);

    assertThrows(IOException.class, () -> location(client));
    assertThat(google.requests().size(), greaterThanOrEqualTo(3));
  }

  @Test
  void aPauseThatIsAskedForIsMade() throws IOException {
    fail(Fault.status(429, Map.of("Retry-After", "1"), "{}"));
    long start = System.nanoTime();

    assertThat(location(BigQueryClients.of(options)), is("US"));
    assertThat(
        Duration.ofNanos(System.nanoTime() - start), greaterThanOrEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void aPauseBeyondTheTimeIsNotMade() {
    fail(Fault.status(429, Map.of("Retry-After", "3600"), "{}"));
    Bigquery client = BigQueryClients.of(options);

    assertThrows(HttpResponseException.class, () -> location(client));
    assertThat(google.requests(), hasSize(1));
  }

  @Test
  void anAnswerThatWillNotChangeIsNotAskedForTwice() {
    fail(BigQueryFaults.error(403, "accessDenied"));
    Bigquery client = BigQueryClients.of(options);

    assertThrows(GoogleJsonResponseException.class, () -> location(client));
    assertThat(google.requests(), hasSize(1));
  }

  @Test
  void aLostReplyToTheStartOfAJobLeavesOneJob(@TempDir Path directory) throws Exception {
    BigQueryRun run =
        new BigQueryRun(
            "run-1",
            new Dataset(BigQuerySettings.PROJECT, BigQuerySettings.DATASET),
            BigQuerySettings.PROJECT,
            new FileLanding(directory.toString(), "run-1", IfExists.REPLACE, "project-1.raw"),
            "gs://none",
            Map.of(),
            "none");
    google.faults().add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.lostReply());
    try (Warehouse warehouse = Warehouse.open(run, options)) {
      assertThat(warehouse.query("things", "SELECT 1 AS `one`"), hasSize(1));
    }

    assertThat(google.faults().pending(), is(0));
    assertThat(
        google.jobs().stream().map(job -> job.at("/jobReference/jobId").asText()).toList(),
        contains(startsWith("purlin_run-1_things_")));
  }
}
