package org.purlin.pipelines.bigquery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.InventedKey;
import org.purlin.pipelines.cli.Launch;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.bigquery.BigQuerySandbox;
import org.purlin.sandbox.bigquery.BigQuerySettings;
import org.purlin.sandbox.secretmanager.SecretManagerSandbox;

@Timeout(120)
class CheckBigQueryTest {

  @TempDir Path directory;

  private FakeGoogle google;
  private SecretManagerSandbox signIn;
  private InventedKey key;
  private final Map<String, String> environment = new TreeMap<>();
  private String out;
  private String err;

  @BeforeEach
  void start() throws IOException {
    google = FakeGoogle.start();
    signIn = SecretManagerSandbox.start();
    key = InventedKey.signingInAt(signIn.tokenUrl());
    environment.put("TEST_ACCOUNT", key.json());
  }

  @AfterEach
  void stop() {
    google.close();
    signIn.close();
  }

  @Test
  void aDatasetThatCanBeLoadedIntoIsSaidToBeSoAndNothingIsChanged() throws IOException {
    assertThat(check(), is(0));

    assertThat(
        found("BigQuery options"),
        is("demo-1.purlin, jobs in demo-1, files in gs://demo-temp/load"));
    assertThat(
        found("Google sign-in"), is("service account " + InventedKey.ACCOUNT + ", by its key"));
    assertThat(found("dataset"), is("demo-1.purlin is in EU"));
    assertThat(found("jobs"), is("may be run in demo-1"));
    assertThat(
        found("tables"), is("can be changed; whether new ones can be made is seen by a run"));
    assertThat(found("temporary bucket"), is("demo-temp is in EU and can be written"));
    assertThat(found("landing"), startsWith(directory.resolve("landing") + " can be made; "));
    assertThat(found("BigQuery clock"), is("the same time here and there"));
    assertThat(
        "only a dry run and a question about rights are posted",
        google.server.requests().stream()
            .filter(request -> !request.method().equals("GET"))
            .map(SeenRequest::path)
            .toList(),
        is(
            List.of(
                "/bigquery/v2/projects/demo-1/jobs",
                "/bigquery/v2/projects/demo-1/datasets/purlin/tables/runs:testIamPermissions")));
    assertThat(Files.exists(directory.resolve("landing")), is(false));
    assertThat(out + err, not(containsString(key.secretLine())));
  }

  @Test
  void anEmptyDatasetLeavesOpenWhetherTablesCanBeMade() throws IOException {
    google.table = false;
    assertThat(check(), is(0));
    assertThat(
        found("tables"), is("there is none to ask about; a run shows whether they can be made"));
  }

  @Test
  void jobsThatMayNotBeRunNameTheRole() throws IOException {
    google.missing.add("bigquery.jobs.create");
    assertThat(check(), is(5));
    assertThat(found("jobs"), containsString("403 Access Denied"));
    assertThat(todo("jobs"), is("Grant BigQuery Job User on the project demo-1."));
  }

  @Test
  void missingRightsOnTablesAreNamed() throws IOException {
    google.missing.add("bigquery.tables.updateData");
    assertThat(check(), is(5));
    assertThat(found("tables"), is("rights are missing: bigquery.tables.updateData."));
  }

  @Test
  void aBucketThatCannotBeWrittenNamesTheMissingRight() throws IOException {
    google.missing.add("storage.objects.create");
    assertThat(check(), is(5));
    assertThat(found("temporary bucket"), is("rights are missing: storage.objects.create."));
    assertThat(todo("temporary bucket"), is("Grant Storage Object Admin on the bucket."));
  }

  @Test
  void aBucketThatMayOnlyBeWrittenIsEnough() throws IOException {
    google.missing.add("storage.buckets.get");
    assertThat(check(), is(0));
    assertThat(
        found("temporary bucket"), is("demo-temp can be written; where it is may not be asked"));
  }

  @Test
  void aBucketFarFromTheDatasetIsAWarning() throws IOException {
    google.bucketLocation = "US-EAST1";
    assertThat(check(), is(0));
    assertThat(found("temporary bucket"), is("demo-temp is in US-EAST1, the dataset in EU"));
    google.bucketLocation = "EUROPE-WEST2";
    assertThat(check(), is(0));
    assertThat(found("temporary bucket"), is("demo-temp is in EUROPE-WEST2 and can be written"));
  }

  @Test
  void aBucketThatIsNotThereIsAWrongOption() throws IOException {
    assertThat(check("--tempLocation=gs://other-bucket/x"), is(2));
    assertThat(todo("temporary bucket"), is("Correct the name, or make the bucket: other-bucket."));
  }

  @Test
  void aDatasetThatIsNotThereSaysHowToMakeIt() throws IOException {
    assertThat(check("--output=bigquery:demo-1.other"), is(2));
    assertThat(todo("dataset"), is("Make it: bq mk --location=EU --dataset demo-1:other"));
    assertThat(found("jobs"), is("the dataset could not be looked at"));
  }

  @Test
  void aLandingInABucketIsLookedAtThere() throws IOException {
    assertThat(check("--landing=gs://demo-temp/purlin"), is(0));
    assertThat(found("landing"), is("demo-temp is in EU and can be written"));
  }

  @Test
  void withoutADirectoryForLoadJobsNothingIsTried() throws IOException {
    assertThat(check("--tempLocation=/tmp/here"), is(2));
    assertThat(todo("BigQuery options"), is("Give --tempLocation=gs://BUCKET/DIRECTORY."));
    assertThat(google.server.requests().isEmpty(), is(true));
  }

  @Test
  void aRefusedSignInEndsTheCheckBeforeAnythingIsAsked() throws IOException {
    signIn.faults().add(request -> true, Fault.status(400).times(9));
    assertThat(check(), is(5));
    assertThat(
        found("Google sign-in"),
        containsString(
            "service account " + InventedKey.ACCOUNT + ", by its key could not sign in"));
    assertThat(found("dataset"), is("there is no sign-in"));
    assertThat(out + err, not(containsString(key.secretLine())));
  }

  @Test
  void aServiceInTroubleIsSaidToBeSoAtOnce() throws IOException {
    google.server.faults().add(each -> each.path().endsWith("/jobs"), Fault.status(503).times(9));
    assertThat(check(), is(7));
    assertThat(found("jobs"), containsString("Google said: 503"));
    assertThat(todo("jobs"), is("Try again later."));
    assertThat(google.server.faults().pending(), is(8));
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws IOException {
    assertThat(check("--bigQueryEndpoint=http://127.0.0.1:1"), is(7));
    assertThat(found("Google sign-in"), is("there is no way to Google"));
  }

  @Test
  void aJobThatLoadsIsCheckedAtBothEnds() throws IOException {
    Path archive = Files.writeString(directory.resolve("hours.zip"), "not looked into");
    List<String> job = List.of("check", "amplitude", "--json", "--from-archives=" + archive);

    assertThat(type(job, flags()), is(0));

    assertThat(found("archives"), is("1 in " + archive));
    assertThat(found("dataset"), is("demo-1.purlin is in EU"));
    assertThat(found("temporary bucket"), is("demo-temp is in EU and can be written"));
    assertThat(found("landing"), startsWith(directory.resolve("landing") + " can be made; "));
    google.missing.add("bigquery.jobs.create");
    assertThat(type(job, flags()), is(5));
    assertThat(found("jobs"), containsString("403 Access Denied"));
    assertThat(Files.exists(directory.resolve("landing")), is(false));
  }

  @Test
  void aJobWhoseOutputIsABucketIsToldWhetherItCanBeWritten() throws IOException {
    Path archive = Files.writeString(directory.resolve("hours.zip"), "not looked into");
    List<String> job = List.of("check", "amplitude", "--json", "--from-archives=" + archive);
    Map<String, String> flags = flags();
    flags.put("--output", "gs://demo-temp/out");
    flags.put("--state", "gs://demo-temp/state");

    assertThat(type(job, flags), is(0));
    assertThat(found("output"), is("demo-temp is in EU and can be written"));
    assertThat(found("state"), is("demo-temp is in EU and can be written"));

    google.missing.add("storage.objects.create");
    assertThat(type(job, flags), is(5));
    assertThat(found("output"), is("rights are missing: storage.objects.create."));
    assertThat(
        "nothing is written",
        google.server.requests().stream().allMatch(request -> request.method().equals("GET")),
        is(true));
  }

  @Test
  void rowsThatWereNotLoadedAreInTheWayOfALanding() throws IOException {
    Path window = directory.resolve("landing/events/2026-01-01/00");
    Files.createDirectories(window);
    Files.writeString(window.resolve("_manifest.json"), "{}");
    assertThat(check(), is(2));
    assertThat(
        found("landing"), containsString("holds rows of runs that did not load into BigQuery"));
  }

  @Test
  void aServerThatLoadsCanBeLoadedInto() throws Exception {
    String recordings = System.getProperty("purlin.recordings", "");
    BigQuerySettings settings = BigQuerySettings.defaults();
    try (BigQuerySandbox server =
        BigQuerySandbox.start(
            recordings.isEmpty()
                ? settings
                : settings.withDiscovery(Recordings.directory().resolve("discovery")))) {
      makeTable(server);
      int before = server.requests().size();

      assertThat(
          check(
              "--output=bigquery:" + BigQuerySettings.PROJECT + "." + BigQuerySettings.DATASET,
              "--project=" + BigQuerySettings.PROJECT,
              "--tempLocation=gs://" + BigQuerySettings.BUCKET + "/load",
              "--bigQueryEndpoint=" + server.url(),
              "--gcsEndpoint=" + server.url() + "/storage/v1/"),
          is(0));

      assertThat(found("dataset"), is("purlin-sandbox.purlin is in US"));
      assertThat(found("jobs"), is("may be run in purlin-sandbox"));
      assertThat(
          found("tables"), is("can be changed; whether new ones can be made is seen by a run"));
      assertThat(found("temporary bucket"), is("purlin-sandbox-temp is in US and can be written"));
      assertThat(server.jobs(), is(List.of()));
      assertThat(server.tables(BigQuerySettings.DATASET), is(List.of("runs")));
      assertThat(server.objects(BigQuerySettings.BUCKET), is(List.of()));
      assertThat(server.requests().size(), is(greaterThan(before)));
      assertThat(
          "but for the roots, which only show the way",
          server.violations().stream()
              .filter(violation -> !violation.matches("GET /(storage/v1/)?: .*"))
              .toList(),
          is(List.of()));
    }
  }

  private static void makeTable(BigQuerySandbox server) throws Exception {
    String table =
        "{\"tableReference\":{\"projectId\":\"purlin-sandbox\",\"datasetId\":\"purlin\","
            + "\"tableId\":\"runs\"},\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"STRING\"}]}}";
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    server.url() + "/bigquery/v2/projects/purlin-sandbox/datasets/purlin/tables"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(table))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    assertThat(status, is(200));
  }

  /** Checks with all that is right, and these words instead of theirs. */
  private int check(String... words) {
    Map<String, String> flags = flags();
    for (String word : words) {
      flags.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
    }
    return type(List.of("check", "bigquery", "--json"), flags);
  }

  /** All that is right. */
  private Map<String, String> flags() {
    Map<String, String> flags = new TreeMap<>();
    flags.put("--output", "bigquery:demo-1.purlin");
    flags.put("--landing", directory.resolve("landing").toString());
    flags.put("--tempLocation", "gs://demo-temp/load");
    flags.put("--project", "demo-1");
    flags.put("--serviceAccountKey", "env:TEST_ACCOUNT");
    flags.put("--bigQueryEndpoint", google.server.url().toString());
    flags.put("--gcsEndpoint", google.server.url() + "/storage/v1/");
    flags.put("--logs", directory.resolve("logs").toString());
    return flags;
  }

  private int type(List<String> words, Map<String, String> flags) {
    List<String> all = new ArrayList<>(words);
    flags.forEach((flag, value) -> all.add(flag + "=" + value));
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

  private String found(String what) throws IOException {
    return field(what, "found");
  }

  private String todo(String what) throws IOException {
    return field(what, "todo");
  }

  private String field(String what, String field) throws IOException {
    for (JsonNode check : new ObjectMapper().readTree(out).get("checks")) {
      if (check.get("what").asText().equals(what)) {
        return check.get(field).asText();
      }
    }
    return "no check of " + what + " in:\n" + out + err;
  }
}
