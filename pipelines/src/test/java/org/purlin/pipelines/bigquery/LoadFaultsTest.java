package org.purlin.pipelines.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.bigquery.BigQueryFaults;
import org.purlin.sandbox.bigquery.BigQuerySandbox;
import org.purlin.sandbox.bigquery.BigQuerySettings;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSettings;

/** Loads that meet trouble: what is in BigQuery afterwards, and after the next run. */
class LoadFaultsTest {

  @TempDir private Path directory;

  private BigQuerySandbox google;
  private CoinMarketCapSandbox cmc;
  private Desk desk;

  @BeforeEach
  void start() throws IOException {
    google =
        BigQuerySandbox.start(
            BigQuerySettings.defaults().withDatasets(BigQuerySettings.DATASET, "copy"));
    cmc = CoinMarketCapSandbox.start(CoinMarketCapSettings.defaults().withCoins(10));
    desk = new Desk(directory, google);
    desk.environment.put("TEST_KEY", CoinMarketCapSettings.KEY);
  }

  @AfterEach
  void stop() {
    cmc.close();
    google.close();
  }

  private String[] words(String... more) {
    List<String> words = new ArrayList<>(List.of("coinmarketcap", "--key=env:TEST_KEY"));
    words.add("--url=" + cmc.url());
    words.add("--logoUrl=" + cmc.logoUrl());
    words.add("--retryFor=PT4S");
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void rowsAreExactAfterEachFaultAndAfterARepeatedRun() {
    google.faults().add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.lostReply());
    google.faults().add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.error(503, "backendError"));
    google.faults().add(BigQueryFaults.looksAtJobs(), BigQueryFaults.error(500, "backendError"));
    google.faults().add(BigQueryFaults.toStorage(), BigQueryFaults.error(503, "backendError"));
    google.failNextLoad("backendError");

    desk.expect(0, words());

    assertThat(google.faults().pending(), is(0));
    assertThat(desk.sameRows("cmc_listings"), is(10));
    assertThat(desk.sameRows("cmc_quotes"), is(10));
    google.faults().add(BigQueryFaults.looksAtJobs(), BigQueryFaults.lostReply());
    desk.expect(0, words());
    assertThat(desk.sameRows("cmc_listings"), is(20));
    assertThat(desk.sameRows("cmc_quotes"), is(20));
    assertThat(
        "staging tables are gone",
        google.tables(BigQuerySettings.DATASET).stream()
            .filter(table -> table.startsWith("purlin_load_"))
            .toList(),
        is(empty()));
  }

  @Test
  void aLoadThatFailsForGoodEndsTheRunInRedAndTheNextRunLoadsWhatItLeft() {
    google.refuseRows("symbol", "BTC");

    desk.expect(1, words());

    assertThat(desk.err, containsString("BigQuery refused a load job; the log has its answer"));
    assertThat(
        google.tables(BigQuerySettings.DATASET).stream()
            .filter(table -> table.startsWith("cmc_"))
            .toList(),
        is(empty()));
    assertThat(desk.published("cmc_listings").size(), is(10));
    google.acceptRows();
    desk.expect(0, words());
    assertThat(desk.sameRows("cmc_listings"), is(20));
    assertThat(desk.sameRows("cmc_quotes"), is(20));
    assertThat(
        google.rows(BigQuerySettings.DATASET, "purlin_runs").stream()
            .map(run -> run.get("exit_code").asInt())
            .sorted()
            .toList(),
        is(List.of(0, 1)));
  }

  @Test
  void rowsThatBigQueryWouldRefuseAreRejectedWithAReasonAndTheRestIsLoaded() throws IOException {
    Path archive =
        archive(
            "{\"uuid\":\"a\",\"event_type\":\"x\",\"server_upload_time\":\"2026-01-01 05:00:01\","
                + "\"event_properties\":{\"n\":1e400}}",
            "{\"uuid\":\"b\",\"event_type\":\"x\",\"server_upload_time\":\"2026-01-01 05:00:02\","
                + "\"amplitude_id\":9007199254740993,\"surprise\":{\"k\":[1,2]}}");

    desk.expect(3, "amplitude", "--from-archives=" + archive);

    List<JsonNode> events = google.rows(BigQuerySettings.DATASET, "events");
    assertThat(events.size(), is(1));
    assertThat(events.get(0).get("uuid").asText(), is("b"));
    assertThat(events.get(0).get("amplitude_id").asLong(), is(9007199254740993L));
    assertThat(events.get(0).at("/_extra/surprise/k/1").asInt(), is(2));
    List<JsonNode> rejected = google.rows(BigQuerySettings.DATASET, "load_rejected");
    assertThat(rejected.size(), is(1));
    assertThat(rejected.get(0).get("table_name").asText(), is("events"));
    assertThat(rejected.get(0).get("reason").asText(), containsString("event_properties"));
    assertThat(desk.balance("rows of windows to load"), is("2 published = 1 loaded + 1 rejected"));

    // Corrected and landed again, it is loaded and no longer among the rejected ones.
    archive("{\"uuid\":\"a\",\"event_type\":\"x\",\"server_upload_time\":\"2026-01-01 05:00:01\"}");
    desk.expect(0, "amplitude", "--from-archives=" + archive);
    assertThat(desk.sameRows("events"), is(1));
    assertThat(google.rows(BigQuerySettings.DATASET, "load_rejected"), is(empty()));
  }

  private Path archive(String... lines) throws IOException {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
      gzip.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    Path archive = directory.resolve("export.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("434735/434735_2026-01-01_5#0.json.gz"));
      zip.write(member.toByteArray());
    }
    return archive;
  }

  @Test
  void aDatasetThatIsNewGetsWhatAnotherOneHas() {
    desk.expect(0, words());
    desk.dataset = "copy";

    desk.expect(0, words());

    assertThat(desk.sameRows("cmc_listings"), is(20));
    desk.dataset = BigQuerySettings.DATASET;
    assertThat(google.rows(BigQuerySettings.DATASET, "cmc_listings").size(), is(10));
    desk.expect(0, words());
    assertThat(desk.sameRows("cmc_listings"), is(30));
  }

  @Test
  void whatIsMissingIsSaidInOneSentenceBeforeAnythingIsAsked() {
    desk.dataset = "nowhere";
    desk.expect(2, words());
    assertThat(desk.err, containsString("was not found. Make the dataset"));
    assertThat(cmc.requests(), is(empty()));

    desk.dataset = "purlin";
    google.faults().add(BigQueryFaults.toBigQuery(), BigQueryFaults.error(400, "invalid"));
    desk.expect(1, words());
    assertThat(desk.err, containsString("could not be used. Run again."));
    assertThat(cmc.requests(), is(empty()));

    desk.temporary = directory.toString();
    desk.expect(2, words());
    assertThat(desk.err, containsString("needs --tempLocation=gs://BUCKET/DIRECTORY"));
    assertThat(cmc.requests(), is(empty()));
  }

  @Test
  void rowsOfRunsThatStayedFilesAreNotMixedUpWithLoadedOnes() {
    desk.toFiles(words());

    desk.expect(2, words());

    assertThat(desk.err, containsString("holds rows of runs that did not load into BigQuery"));
  }

  @Test
  void columnsThatAreThereStayAndNewOnesAreAdded() throws IOException, InterruptedException {
    make(
        "cmc_quotes",
        "{\"name\":\"id\",\"type\":\"INTEGER\",\"mode\":\"REQUIRED\"},"
            + "{\"name\":\"Currency\",\"type\":\"STRING\"},"
            + "{\"name\":\"ours\",\"type\":\"STRING\",\"mode\":\"REQUIRED\"}");

    desk.expect(0, words());

    Map<String, String> modes = new TreeMap<>();
    google
        .schema(BigQuerySettings.DATASET, "cmc_quotes")
        .get("fields")
        .forEach(
            field -> modes.put(field.get("name").asText(), field.path("mode").asText("NULLABLE")));
    assertThat(modes.get("id"), is("REQUIRED"));
    assertThat(modes.get("ours"), is("NULLABLE"));
    assertThat(modes.get("price"), is("NULLABLE"));
    assertThat(modes.containsKey("currency"), is(false));
    assertThat(google.rows(BigQuerySettings.DATASET, "cmc_quotes").size(), is(10));
  }

  @Test
  void aColumnOfAnotherTypeIsNamedAndNothingIsChanged() throws IOException, InterruptedException {
    make("cmc_quotes", "{\"name\":\"id\",\"type\":\"STRING\"}");

    desk.expect(1, words());

    assertThat(desk.err, containsString("Column id of the table cmc_quotes is STRING"));
    assertThat(google.schema(BigQuerySettings.DATASET, "cmc_quotes").get("fields").size(), is(1));
  }

  private void make(String table, String fields) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                google
                    .url()
                    .resolve(
                        "/bigquery/v2/projects/"
                            + BigQuerySettings.PROJECT
                            + "/datasets/"
                            + BigQuerySettings.DATASET
                            + "/tables"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"tableReference\":{\"projectId\":\""
                        + BigQuerySettings.PROJECT
                        + "\",\"datasetId\":\""
                        + BigQuerySettings.DATASET
                        + "\",\"tableId\":\""
                        + table
                        + "\"},\"schema\":{\"fields\":["
                        + fields
                        + "]}}"))
            .build();
    int status =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    assertThat(status, is(200));
  }

  @Test
  void theRunIsInTheTableOfRunsWithoutSecrets() {
    desk.expect(0, words());

    Map<String, List<String>> everything = desk.everything();
    assertThat(everything.get("purlin_runs").size(), is(1));
    assertThat(everything.toString(), not(containsString(CoinMarketCapSettings.KEY)));
    assertThat(google.jobs().toString(), not(containsString(CoinMarketCapSettings.KEY)));
    assertThat(desk.balance("rows of windows to load"), is("32 published = 32 loaded"));
  }
}
