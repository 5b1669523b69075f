package org.purlin.sandbox.bigquery;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.is;
import static org.purlin.sandbox.bigquery.GoogleClient.DATASET;
import static org.purlin.sandbox.bigquery.GoogleClient.JSON;
import static org.purlin.sandbox.bigquery.GoogleClient.PROJECT;
import static org.purlin.sandbox.bigquery.GoogleClient.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TablesTest {

  private BigQuerySandbox google;
  private GoogleClient client;

  @BeforeEach
  void start() throws Exception {
    google = BigQuerySandbox.start(BigQuerySettings.defaults().withPageSize(2));
    client = new GoogleClient(google);
  }

  @AfterEach
  void stop() {
    google.close();
  }

  private String patch(ObjectNode body) throws Exception {
    HttpResponse<String> answer =
        client.send(
            "POST", DATASET + "/tables/t", body.toString(), "X-HTTP-Method-Override", "PATCH");
    JsonNode json = JSON.readTree(answer.body());
    return answer.statusCode() + " " + json.at("/error/message").asText();
  }

  private static ObjectNode with(ObjectNode schema) {
    return JSON.createObjectNode().set("schema", schema);
  }

  @Test
  void datasetsAreMadeFoundAndListed() throws Exception {
    for (String id : new String[] {"b", "a"}) {
      client.ok(
          "POST", PROJECT + "/datasets", "{\"datasetReference\":{\"datasetId\":\"" + id + "\"}}");
    }
    JsonNode first = client.ok("GET", PROJECT + "/datasets", "");

    assertThat(first.path("datasets").findValuesAsText("datasetId"), contains("a", "b"));
    assertThat(
        client
            .ok("GET", PROJECT + "/datasets?pageToken=" + first.get("nextPageToken").asText(), "")
            .path("datasets")
            .findValuesAsText("datasetId"),
        contains("purlin"));
    assertThat(client.ok("GET", DATASET, "").path("location").asText(), is("US"));
    assertThat(client.refusal("GET", PROJECT + "/datasets/none", ""), is("404 notFound"));
    assertThat(
        client.refusal(
            "POST", PROJECT + "/datasets", "{\"datasetReference\":{\"datasetId\":\"a\"}}"),
        is("409 duplicate"));
  }

  @Test
  void aTableKeepsWhatIsSaidOfIt() throws Exception {
    ObjectNode table = JSON.createObjectNode().put("description", "Events.");
    table
        .putObject("tableReference")
        .put("projectId", BigQuerySettings.PROJECT)
        .put("datasetId", "purlin")
        .put("tableId", "t");
    table.putObject("labels").put("team", "data");
    table.putObject("timePartitioning").put("type", "DAY").put("field", "ts");
    table.putObject("clustering").putArray("fields").add("id");
    table.set("schema", schema("ts:TIMESTAMP:REQUIRED", "id:INT64"));
    client.ok("POST", DATASET + "/tables", table.toString());

    assertThat(google.table("purlin", "t").path("description").asText(), is("Events."));
    assertThat(
        google.table("purlin", "t").at("/timePartitioning"),
        hasToString("{\"type\":\"DAY\",\"field\":\"ts\"}"));
    assertThat(
        client.ok("GET", DATASET + "/tables/t", "").at("/schema/fields/1"),
        hasToString("{\"name\":\"id\",\"type\":\"INTEGER\",\"mode\":\"NULLABLE\"}"));
    assertThat(client.refusal("POST", DATASET + "/tables", table.toString()), is("409 duplicate"));
    assertThat(
        patch(
            JSON.createObjectNode()
                .put("description", "All.")
                .set("labels", JSON.readTree("{\"team\":null,\"app\":\"x\"}"))),
        is("200 "));
    assertThat(google.table("purlin", "t").path("labels"), hasToString("{\"app\":\"x\"}"));
    assertThat(google.table("purlin", "t").at("/clustering/fields/0").asText(), is("id"));
    assertThat(
        patch(
            JSON.createObjectNode()
                .set("timePartitioning", JSON.readTree("{\"type\":\"HOUR\",\"field\":\"ts\"}"))),
        is("400 Cannot change partitioning spec for a table: purlin-sandbox:purlin.t"));
  }

  @Test
  void columnsAreAddedAndRelaxedByAPatchAndNeverLostOrNarrowed() throws Exception {
    client.createTable("t", "a:INT64:REQUIRED", "b:STRING");
    client.rows("INSERT purlin.t (a, b) VALUES (1, 'x')");
    String refused = "400 Provided Schema does not match Table purlin-sandbox:purlin.t. ";

    assertThat(
        patch(with(schema("a:INT64:REQUIRED"))), is(refused + "Field b is missing in new schema"));
    assertThat(
        patch(with(schema("a:STRING:REQUIRED", "b:STRING"))),
        is(refused + "Field a has changed type from INTEGER to STRING"));
    assertThat(
        patch(with(schema("a:INT64:REQUIRED", "b:STRING:REQUIRED"))),
        is(refused + "Field b has changed mode from NULLABLE to REQUIRED"));
    assertThat(
        patch(with(schema("a:INT64:REQUIRED", "b:STRING", "c:INT64:REQUIRED"))),
        is(refused + "Cannot add required fields to an existing schema. (field: c)"));
    assertThat(
        patch(with(schema("a:INT64", "b:STRING", "c:INT64:REPEATED", "d:JSON"))), is("200 "));

    assertThat(
        google.rows("purlin", "t"), hasToString("[{\"a\":1,\"b\":\"x\",\"c\":[],\"d\":null}]"));
  }

  @Test
  void anEtagThatIsNotTheTablesAnyMoreIsRefused() throws Exception {
    client.createTable("t", "a:INT64");

    HttpResponse<String> answer =
        client.send("PUT", DATASET + "/tables/t", "{\"description\":\"x\"}", "If-Match", "old");

    assertThat(answer.statusCode(), is(412));
    assertThat(google.table("purlin", "t").has("description"), is(false));
  }

  @Test
  void rowsAreListedPageByPage() throws Exception {
    client.createTable("t", "a:INT64", "b:STRING");
    client.rows("INSERT purlin.t (a, b) VALUES (1, 'x'), (2, 'y'), (3, 'z')");

    JsonNode first = client.ok("GET", DATASET + "/tables/t/data?selectedFields=b", "");
    JsonNode last =
        client.ok(
            "GET", DATASET + "/tables/t/data?pageToken=" + first.path("pageToken").asText(), "");

    assertThat(first.path("totalRows").asText(), is("3"));
    assertThat(
        first.path("rows"), hasToString("[{\"f\":[{\"v\":\"x\"}]},{\"f\":[{\"v\":\"y\"}]}]"));
    assertThat(last.path("rows"), hasToString("[{\"f\":[{\"v\":\"3\"},{\"v\":\"z\"}]}]"));
  }

  @Test
  void aTableIsListedAndDeleted() throws Exception {
    client.createTable("t", "a:INT64");

    assertThat(
        client.ok("GET", DATASET + "/tables", "").path("tables").findValuesAsText("tableId"),
        contains("t"));
    assertThat(client.send("DELETE", DATASET + "/tables/t", "").statusCode(), is(204));
    assertThat(client.refusal("GET", DATASET + "/tables/t", ""), is("404 notFound"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:NOTYPE", "a b:INT64", "a:INT64:OFTEN", "a:RECORD"})
  void aSchemaThatIsNoneIsRefused(String field) throws Exception {
    ObjectNode table = with(schema(field));
    table.putObject("tableReference").put("datasetId", "purlin").put("tableId", "t");

    assertThat(client.refusal("POST", DATASET + "/tables", table.toString()), is("400 invalid"));
  }
}
