package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.purlin.sandbox.bigquery.GoogleClient.DATASET;
import static org.purlin.sandbox.bigquery.GoogleClient.JSON;
import static org.purlin.sandbox.bigquery.GoogleClient.PROJECT;
import static org.purlin.sandbox.bigquery.GoogleClient.load;
import static org.purlin.sandbox.bigquery.GoogleClient.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LoadTest {

  private BigQuerySandbox google;
  private GoogleClient client;

  @BeforeEach
  void start() throws Exception {
    google = BigQuerySandbox.start();
    client = new GoogleClient(google);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  private static String state(JsonNode job) {
    return job.at("/status/state").asText() + " " + job.at("/status/errorResult/reason").asText();
  }

  private static ObjectNode into(String table, ObjectNode schema) {
    return load(table, "rows.json").set("schema", schema);
  }

  @Test
  void aRowOfEveryTypeIsReadBackAsItWas() throws Exception {
    ObjectNode load =
        into(
            "t",
            schema(
                "s:STRING",
                "i:INT64:REQUIRED",
                "f:FLOAT64",
                "b:BOOL",
                "ts:TIMESTAMP",
                "d:DATE",
                "n:NUMERIC",
                "j:JSON",
                "a:INT64:REPEATED",
                "x:STRING"));
    JsonNode job =
        client.loaded(
            load,
            "{\"s\":\"it's \u00e9\",\"i\":\"9223372036854775807\",\"f\":7.9e-19,\"b\":true,"
                + "\"ts\":\"2026-01-31T23:59:59.123456+01:00\",\"d\":\"2026-01-31\",\"n\":\"1.50\","
                + "\"j\":{\"k\":[1,{\"l\":null}],\"t\":\"text\"},\"a\":[1,2]}");

    assertThat(state(job), is("DONE "));
    assertThat(job.at("/statistics/load/outputRows").asText(), is("1"));
    assertThat(
        google.rows("purlin", "t").toString(),
        is(
            "[{\"s\":\"it's \u00e9\",\"i\":9223372036854775807,\"f\":7.9E-19,\"b\":true,"
                + "\"ts\":\"2026-01-31T22:59:59.123456Z\",\"d\":\"2026-01-31\",\"n\":1.5,"
                + "\"j\":{\"k\":[1,{\"l\":null}],\"t\":\"text\"},\"a\":[1,2],\"x\":null}]"));
    JsonNode data = client.ok("GET", DATASET + "/tables/t/data", "");
    assertThat(
        data.at("/rows/0/f"),
        hasToString(
            "[{\"v\":\"it's \u00e9\"},{\"v\":\"9223372036854775807\"},{\"v\":\"7.9E-19\"},"
                + "{\"v\":\"true\"},{\"v\":\"1.769900399123456E9\"},{\"v\":\"2026-01-31\"},"
                + "{\"v\":\"1.5\"},{\"v\":\"{\\\"k\\\":[1,{\\\"l\\\":null}],\\\"t\\\":\\\"text\\\"}\"},"
                + "{\"v\":[{\"v\":\"1\"},{\"v\":\"2\"}]},{\"v\":null}]"));
  }

  @Test
  void aTextInAJsonColumnStaysAText() throws Exception {
    client.loaded(into("t", schema("j:JSON")), "{\"j\":\"{\\\"a\\\":1}\"}", "{\"j\":{\"a\":1}}");

    assertThat(
        google.rows("purlin", "t"), hasToString("[{\"j\":\"{\\\"a\\\":1}\"}, {\"j\":{\"a\":1}}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Missing required field: i.",
        "{\"i\":null} | Missing required field: i.",
        "{\"i\":1.5} | Could not convert value to INTEGER. Field: i.",
        "{\"i\":9223372036854775808} | Could not convert value to INTEGER. Field: i.",
        "{\"i\":1,\"f\":\"much\"} | Could not convert value to FLOAT. Field: f.",
        "{\"i\":1,\"b\":\"maybe\"} | Could not convert value to BOOLEAN. Field: b.",
        "{\"i\":1,\"ts\":\"2026-13-01\"} | Could not convert value to TIMESTAMP. Field: ts.",
        "{\"i\":1,\"d\":\"2026-02-30\"} | Could not convert value to DATE. Field: d.",
        "{\"i\":1,\"a\":2} | Value: not an array, but the field is repeated.",
        "{\"i\":1,\"a\":[null]} | Only optional fields can be set to NULL. Field: a.",
        "{\"i\":[1]} | Array specified for non-repeated field: i.",
        "{\"i\":1,\"y\":2} | No such field: y.",
        "{\"i\":1 | Parser terminated before end of string."
      })
  void aRowThatDoesNotFitFailsTheWholeLoad(String line, String why) throws Exception {
    ObjectNode schema =
        schema(
            "i:INT64:REQUIRED",
            "f:FLOAT64",
            "b:BOOL",
            "ts:TIMESTAMP",
            "d:DATE",
            "a:INT64:REPEATED");

    JsonNode job = client.loaded(into("t", schema), "{\"i\":1}", line);

    assertThat(state(job), is("DONE invalid"));
    assertThat(job.at("/status/errors/1/message").asText(), containsString(why));
    assertThat(
        job.at("/status/errors/1/location").asText(),
        is("gs://" + BigQuerySettings.BUCKET + "/rows.json"));
    assertThat(google.tables("purlin"), is(empty()));
  }

  @Test
  void unknownFieldsAndAFewBadRowsAreAllowedWhereTheLoadSaysSo() throws Exception {
    ObjectNode load = into("t", schema("i:INT64"));
    load.put("ignoreUnknownValues", true).put("maxBadRecords", 1);

    JsonNode job = client.loaded(load, "{\"i\":1,\"y\":2}", "{\"i\":\"one\"}");

    assertThat(state(job), is("DONE "));
    assertThat(job.at("/statistics/load/badRecords").asText(), is("1"));
    assertThat(google.rows("purlin", "t"), hasToString("[{\"i\":1}]"));
  }

  @ParameterizedTest
  @CsvSource({
    "WRITE_APPEND,   'DONE ',           '[{\"i\":1}, {\"i\":2}]'",
    "WRITE_TRUNCATE, 'DONE ',           '[{\"i\":2}]'",
    "WRITE_EMPTY,    'DONE duplicate',  '[{\"i\":1}]'"
  })
  void whatBecomesOfTheRowsThatAreThereIsTheLoadsChoice(String write, String end, String rows)
      throws Exception {
    client.loaded(into("t", schema("i:INT64")), "{\"i\":1}");

    JsonNode job =
        client.loaded(into("t", schema("i:INT64")).put("writeDisposition", write), "{\"i\":2}");

    assertThat(state(job), is(end));
    assertThat(google.rows("purlin", "t"), hasToString(rows));
  }

  @Test
  void aTableIsNotCreatedWhereTheLoadForbidsIt() throws Exception {
    JsonNode job =
        client.loaded(
            into("t", schema("i:INT64")).put("createDisposition", "CREATE_NEVER"), "{\"i\":1}");

    assertThat(state(job), is("DONE notFound"));
  }

  @Test
  void onePartitionIsReplacedAndTheOthersStay() throws Exception {
    ObjectNode load = into("t", schema("ts:TIMESTAMP", "i:INT64"));
    load.putObject("timePartitioning").put("type", "DAY").put("field", "ts");
    client.loaded(
        load,
        "{\"ts\":\"2026-01-01 23:59:59.999999Z\",\"i\":1}",
        "{\"ts\":\"2026-01-02 00:00:00Z\",\"i\":2}");
    load.put("writeDisposition", "WRITE_TRUNCATE");
    load.withObject("/destinationTable").put("tableId", "t$20260102");

    JsonNode good = client.loaded(load, "{\"ts\":\"2026-01-02T12:00:00Z\",\"i\":3}");
    JsonNode bad = client.loaded(load, "{\"ts\":\"2026-01-03T00:00:00Z\",\"i\":4}");

    assertThat(state(good), is("DONE "));
    assertThat(state(bad), is("DONE invalid"));
    assertThat(
        google.rows("purlin", "t"),
        hasToString(
            "[{\"ts\":\"2026-01-01T23:59:59.999999Z\",\"i\":1},"
                + " {\"ts\":\"2026-01-02T12:00:00.000000Z\",\"i\":3}]"));
    assertThat(
        google.rows("purlin", "t$20260101"),
        hasToString("[{\"ts\":\"2026-01-01T23:59:59.999999Z\",\"i\":1}]"));
  }

  @Test
  void columnsAreAddedAndRelaxedOnlyWhereTheLoadAllowsIt() throws Exception {
    client.loaded(into("t", schema("i:INT64:REQUIRED")), "{\"i\":1}");
    ObjectNode wider = into("t", schema("i:INT64", "a:STRING:REPEATED"));

    assertThat(state(client.loaded(wider, "{\"a\":[\"x\"]}")), is("DONE invalid"));
    wider.putArray("schemaUpdateOptions").add("ALLOW_FIELD_ADDITION");
    assertThat(state(client.loaded(wider, "{\"a\":[\"x\"]}")), is("DONE invalid"));
    wider.withArray("/schemaUpdateOptions").add("ALLOW_FIELD_RELAXATION");
    assertThat(state(client.loaded(wider, "{\"a\":[\"x\"]}")), is("DONE "));

    assertThat(
        google.rows("purlin", "t"),
        hasToString("[{\"i\":1,\"a\":[]}, {\"i\":null,\"a\":[\"x\"]}]"));
  }

  @Test
  void anotherTypeForAColumnIsRefused() throws Exception {
    client.loaded(into("t", schema("i:INT64")), "{\"i\":1}");

    JsonNode job = client.loaded(into("t", schema("i:STRING")), "{\"i\":\"1\"}");

    assertThat(
        job.at("/status/errorResult/message").asText(),
        is(
            "Provided Schema does not match Table purlin-sandbox:purlin.t."
                + " Field i has changed type from INTEGER to STRING"));
  }

  @Test
  void aJobsIdIsTakenOnce() throws Exception {
    client.upload("rows.json", "{\"i\":1}");
    String job = GoogleClient.job("once", "load", into("t", schema("i:INT64"))).toString();
    client.ok("POST", PROJECT + "/jobs", job);

    assertThat(client.refusal("POST", PROJECT + "/jobs", job), is("409 duplicate"));
    assertThat(google.rows("purlin", "t"), hasToString("[{\"i\":1}]"));
    assertThat(client.refusal("GET", PROJECT + "/jobs/other", ""), is("404 notFound"));
  }

  @Test
  void filesAreFoundByAStarAndAMissingOneFailsTheLoad() throws Exception {
    client.upload("part-1.json", "{\"i\":1}\n");
    client.upload("part-2.json", "{\"i\":2}\n");
    ObjectNode load = load("t", "part-*.json");
    load.set("schema", schema("i:INT64"));

    assertThat(state(client.run("load", load)), is("DONE "));
    assertThat(google.rows("purlin", "t"), hasToString("[{\"i\":1}, {\"i\":2}]"));
    assertThat(state(client.run("load", load("t", "none-*"))), is("DONE notFound"));
  }

  @Test
  void rowsCanComeWithTheJob() throws Exception {
    ObjectNode load = into("t", schema("i:INT64"));
    load.remove("sourceUris");
    String body =
        "--cut\r\nContent-Type: application/json\r\n\r\n"
            + GoogleClient.job("upload", "load", load)
            + "\r\n--cut\r\nContent-Type: application/octet-stream\r\n\r\n{\"i\":1}\n\r\n--cut--";

    client.send(
        "POST",
        "/upload" + PROJECT + "/jobs?uploadType=multipart",
        body,
        "Content-Type",
        "multipart/related; boundary=cut");

    assertThat(google.rows("purlin", "t"), hasToString("[{\"i\":1}]"));
    assertThat(google.jobs().get(0).at("/jobReference/jobId").asText(), is("upload"));
  }

  @Test
  void tablesAreCopiedIntoOne() throws Exception {
    client.loaded(into("a", schema("i:INT64")), "{\"i\":1}");
    client.loaded(into("b", schema("i:INT64")), "{\"i\":2}");
    ObjectNode copy = JSON.createObjectNode().put("writeDisposition", "WRITE_TRUNCATE");
    copy.set("destinationTable", load("all", "x").get("destinationTable"));
    copy.withArray("/sourceTables").add(load("a", "x").get("destinationTable"));
    copy.withArray("/sourceTables").add(load("b", "x").get("destinationTable"));

    client.run("copy", copy);
    JsonNode again = client.run("copy", copy);

    assertThat(state(again), is("DONE "));
    assertThat(google.rows("purlin", "all"), hasToString("[{\"i\":1}, {\"i\":2}]"));
  }
}
