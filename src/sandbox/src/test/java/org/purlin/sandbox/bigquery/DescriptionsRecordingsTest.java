package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.purlin.sandbox.bigquery.GoogleClient.DATASET;
import static org.purlin.sandbox.bigquery.GoogleClient.JSON;
import static org.purlin.sandbox.bigquery.GoogleClient.OBJECTS;
import static org.purlin.sandbox.bigquery.GoogleClient.PROJECT;
import static org.purlin.sandbox.bigquery.GoogleClient.UPLOADS;
import static org.purlin.sandbox.bigquery.GoogleClient.load;
import static org.purlin.sandbox.bigquery.GoogleClient.query;
import static org.purlin.sandbox.bigquery.GoogleClient.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescriptionsRecordingsTest {

  private BigQuerySandbox google;
  private GoogleClient client;

  @BeforeEach
  void start() throws Exception {
    String given = System.getProperty("purlin.recordings", "");
    Assumptions.assumeFalse(
        given.isEmpty() || given.startsWith("$"), "needs -Dpurlin.recordings=<directory>");
    Path directory =
        Path.of(System.getProperty("purlin.root", ".")).resolve(given).resolve("discovery");
    Assumptions.assumeTrue(
        Files.isDirectory(directory), "needs the published descriptions in discovery/");
    google = BigQuerySandbox.start(BigQuerySettings.defaults().withDiscovery(directory));
    client = new GoogleClient(google);
  }

  @AfterEach
  void stop() {
    if (google != null) {
      google.close();
    }
  }

  @Test
  void goodCallsOfEveryKindHaveNoViolation() throws Exception {
    ObjectNode load = load("t", "rows.json").put("writeDisposition", "WRITE_APPEND");
    load.set("schema", schema("i:INT64", "ts:TIMESTAMP"));
    load.putArray("schemaUpdateOptions").add("ALLOW_FIELD_ADDITION");
    load.putObject("timePartitioning").put("type", "DAY").put("field", "ts");
    client.loaded(load, "{\"i\":1}");
    client.run("query", query("DELETE FROM purlin.t WHERE i = 2"));
    client.rows("SELECT 1");
    client.ok("GET", DATASET + "/tables/t?view=BASIC&prettyPrint=false", "");
    client.ok(
        "GET", DATASET + "/tables/t/data?maxResults=1&formatOptions.useInt64Timestamp=true", "");
    client.send("PATCH", DATASET + "/tables/t", "{\"labels\":{\"a\":\"b\"},\"description\":null}");
    client.send(
        "POST", UPLOADS + "?uploadType=resumable&name=x&ifGenerationMatch=0", "{\"metadata\":{}}");
    client.ok("GET", OBJECTS + "?prefix=r&delimiter=%2F&projection=noAcl&fields=items", "");
    client.get("/download" + OBJECTS + "/rows.json?alt=media");
    client.ok("POST", OBJECTS + "/rows.json/copyTo/b/" + BigQuerySettings.BUCKET + "/o/y", "");
    client.send("DELETE", OBJECTS + "/y", "");

    assertThat(google.violations(), is(empty()));
  }

  @Test
  void whatDoesNotFitIsSaidInWords() throws Exception {
    client.get("/bigquery/v2/projects/p/nothing");
    client.get(DATASET + "?ful=true&prettyPrint=yes");
    client.get(OBJECTS + "?maxResults=many&projection=all");
    client.send("POST", "/storage/v1/b", "{\"name\":\"x\",\"nam\":1}");
    ObjectNode load = load("t", "x").put("maxBadRecords", "1").put("writeDisposal", "X");
    load.put("sourceUris", "gs://a/b").put("columnNameCharacterMap", "V3");
    load.set("schema", JSON.readTree("{\"fields\":[{\"name\":1}]}"));
    client.send("POST", PROJECT + "/jobs", GoogleClient.job("j", "load", load).toString());
    client.send("POST", PROJECT + "/jobs/j/cancel", "{}");
    client.send("POST", PROJECT + "/jobs", "no JSON");

    assertThat(
        google.violations(),
        contains(
            "GET /bigquery/v2/projects/p/nothing: there is no such method",
            "bigquery.datasets.get: there is no parameter ful",
            "bigquery.datasets.get: the parameter prettyPrint has no value of its kind",
            "storage.objects.list: the parameter maxResults has no value of its kind",
            "storage.objects.list: the parameter projection has no value of its kind",
            "storage.buckets.insert: the parameter project is missing",
            "storage.buckets.insert: nam is no field of Bucket",
            "bigquery.jobs.insert: configuration.load.sourceUris must be of the type array",
            "bigquery.jobs.insert: configuration.load.maxBadRecords must be of the type integer",
            "bigquery.jobs.insert: configuration.load.writeDisposal is no field of"
                + " JobConfigurationLoad",
            "bigquery.jobs.insert: configuration.load.columnNameCharacterMap has a value that is"
                + " not in the list of its values",
            "bigquery.jobs.insert: configuration.load.schema.fields[].name must be of the type"
                + " string",
            "bigquery.jobs.cancel: takes no body",
            "bigquery.jobs.insert: the body is no JSON object"));
  }
}
