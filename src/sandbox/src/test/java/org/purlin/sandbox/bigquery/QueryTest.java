package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.purlin.sandbox.bigquery.GoogleClient.JSON;
import static org.purlin.sandbox.bigquery.GoogleClient.PROJECT;
import static org.purlin.sandbox.bigquery.GoogleClient.load;
import static org.purlin.sandbox.bigquery.GoogleClient.query;
import static org.purlin.sandbox.bigquery.GoogleClient.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class QueryTest {

  private static final String T = "`purlin-sandbox.purlin.t`";

  private BigQuerySandbox google;
  private GoogleClient client;

  @BeforeEach
  void start() throws Exception {
    google = BigQuerySandbox.start();
    client = new GoogleClient(google);
    client.loaded(
        load("t", "rows.json")
            .set(
                "schema",
                schema(
                    "id:INT64:REQUIRED",
                    "name:STRING",
                    "ts:TIMESTAMP",
                    "j:JSON",
                    "list:STRING:REPEATED")),
        "{\"id\":1,\"name\":\"a\",\"ts\":\"2026-01-01T00:00:00Z\",\"j\":{\"k\":1},\"list\":[\"x\"]}",
        "{\"id\":2,\"name\":\"it's\",\"ts\":\"2026-01-02T00:00:00Z\"}",
        "{\"id\":3,\"name\":\"a\",\"ts\":\"2026-01-03T00:00:00Z\"}");
  }

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void rowsAreCountedGroupedAndOrdered() throws Exception {
    assertThat(
        client.rows(
            "SELECT `name`, COUNT(*) AS n, MIN(id), MAX(id) FROM "
                + T
                + " WHERE ts >= TIMESTAMP '2026-01-01 00:00:00+00' GROUP BY `name` ORDER BY n DESC"),
        hasToString("[[a, 2, 1, 3], [it's, 1, 2, 2]]"));
    assertThat(
        client.rows(
            "SELECT id FROM purlin.t WHERE name = 'it\\'s' AND ts < TIMESTAMP \"2026-01-03 UTC\""),
        hasToString("[[2]]"));
    assertThat(
        client.rows("WITH x AS (SELECT MAX(ts) AS m FROM " + T + ") SELECT m FROM x -- the end"),
        hasToString("[[1.7673984E9]]"));
  }

  @Test
  void aResultsColumnsHaveTheTypesOfTheTables() throws Exception {
    JsonNode answer =
        client.ok(
            "POST",
            PROJECT + "/queries",
            query("SELECT *, COUNT(*) OVER () FROM " + T + " WHERE id = 1").toString());

    assertThat(
        answer.at("/schema/fields").findValuesAsText("type"),
        is(List.of("INTEGER", "STRING", "TIMESTAMP", "JSON", "STRING", "INTEGER")));
    assertThat(answer.at("/schema/fields/5/name").asText(), is("f0_"));
    assertThat(
        answer.at("/rows/0/f"),
        hasToString(
            "[{\"v\":\"1\"},{\"v\":\"a\"},{\"v\":\"1.7672256E9\"},{\"v\":\"{\\\"k\\\":1}\"},"
                + "{\"v\":[{\"v\":\"x\"}]},{\"v\":\"1\"}]"));
  }

  @Test
  void rowsAreInsertedChangedAndDeletedAndCounted() throws Exception {
    JsonNode insert =
        client.run(
            "query", query("INSERT INTO " + T + " (`id`, `name`) VALUES (4, 'd'), (5, 'e')"));
    JsonNode update =
        client.run("query", query("UPDATE " + T + " SET `name` = 'z' WHERE id IN (1, 4)"));
    JsonNode delete = client.run("query", query("DELETE " + T + " WHERE id < 4"));

    assertThat(insert.at("/statistics/query/numDmlAffectedRows").asText(), is("2"));
    assertThat(
        update.at("/statistics/query/dmlStats"),
        hasToString(
            "{\"insertedRowCount\":\"0\",\"updatedRowCount\":\"2\",\"deletedRowCount\":\"0\"}"));
    assertThat(delete.at("/statistics/query/dmlStats/deletedRowCount").asText(), is("3"));
    assertThat(
        client.rows("SELECT id, name FROM " + T + " ORDER BY id"), hasToString("[[4, z], [5, e]]"));
    assertThat(google.rows("purlin", "t").get(1).path("list"), hasToString("[]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM purlin.t",
        "UPDATE purlin.t SET name = 'x'",
        "SELECT FROM WHERE",
        "SELECT nothing FROM purlin.t",
        "SELECT 'it''s'",
        "INSERT INTO purlin.t (name) VALUES ('no id')",
        "SELECT id FROM t"
      })
  void aStatementThatCannotBeRunIsRefusedAndChangesNothing(String sql) throws Exception {
    assertThat(
        client.refusal("POST", PROJECT + "/queries", query(sql).toString()),
        is("400 invalidQuery"));
    assertThat(
        client.run("query", query(sql)).at("/status/errorResult/reason").asText(),
        is("invalidQuery"));
    assertThat(google.rows("purlin", "t"), hasSize(3));
  }

  @Test
  void aMissingTableIsNamed() throws Exception {
    JsonNode job = client.run("query", query("SELECT 1 FROM `purlin-sandbox.purlin.none`"));

    assertThat(job.at("/status/errorResult/reason").asText(), is("notFound"));
    assertThat(
        job.at("/status/errorResult/message").asText(),
        containsString("purlin-sandbox:purlin.none"));
  }

  @Test
  void aDryRunChangesNothingAndSaysWhatWouldBeRead() throws Exception {
    JsonNode job =
        JSON.createObjectNode()
            .put("dryRun", true)
            .set("query", query("DELETE " + T + " WHERE TRUE"));
    JsonNode answer =
        client.ok(
            "POST",
            PROJECT + "/jobs",
            JSON.createObjectNode().set("configuration", job).toString());

    assertThat(answer.at("/status/state").asText(), is("DONE"));
    assertThat(answer.at("/statistics/totalBytesProcessed").asText(), is("120"));
    assertThat(google.rows("purlin", "t"), hasSize(3));
    assertThat(google.jobs(), hasSize(1));
  }

  @Test
  void rowsAreReadPageByPageOnceTheJobIsDone() throws Exception {
    google.close();
    google = BigQuerySandbox.start(BigQuerySettings.defaults().withPageSize(2).withLooks(1, 1));
    client = new GoogleClient(google);
    client.createTable("t", "id:INT64");
    client.run("query", query("INSERT purlin.t (id) VALUES (1), (2), (3)"));
    String id = "q1";
    JsonNode inserted =
        client.ok(
            "POST",
            PROJECT + "/jobs",
            GoogleClient.job(id, "query", query("SELECT id FROM purlin.t ORDER BY id")).toString());
    String target = PROJECT + "/queries/" + id + "?location=US";

    assertThat(inserted.at("/status/state").asText(), is("PENDING"));
    assertThat(client.ok("GET", target, "").path("jobComplete").asBoolean(), is(false));
    assertThat(
        client.ok("GET", PROJECT + "/jobs/" + id, "").at("/status/state").asText(), is("RUNNING"));
    JsonNode first = client.ok("GET", target, "");
    JsonNode second =
        client.ok("GET", target + "&pageToken=" + first.path("pageToken").asText(), "");
    assertThat(first.path("totalRows").asText(), is("3"));
    assertThat(
        first.path("rows"), hasToString("[{\"f\":[{\"v\":\"1\"}]},{\"f\":[{\"v\":\"2\"}]}]"));
    assertThat(second.path("rows"), hasToString("[{\"f\":[{\"v\":\"3\"}]}]"));
    assertThat(second.has("pageToken"), is(false));
  }
}
