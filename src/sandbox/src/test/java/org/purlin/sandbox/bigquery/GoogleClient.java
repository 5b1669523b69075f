package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks both APIs with the JDK's HTTP client. */
final class GoogleClient {

  static final ObjectMapper JSON = new ObjectMapper();

  static final String PROJECT = "/bigquery/v2/projects/" + BigQuerySettings.PROJECT;
  static final String DATASET = PROJECT + "/datasets/" + BigQuerySettings.DATASET;
  static final String OBJECTS = "/storage/v1/b/" + BigQuerySettings.BUCKET + "/o";
  static final String UPLOADS = "/upload" + OBJECTS;

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String host;
  private int jobs;

  GoogleClient(BigQuerySandbox sandbox) {
    this.host = sandbox.url().toString();
  }

  /** Sends text; headers are names and values in turn. */
  HttpResponse<String> send(String method, String target, String body, String... headers)
      throws IOException, InterruptedException {
    return send(method, target, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  HttpResponse<String> send(
      String method, String target, HttpRequest.BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target.startsWith("http") ? target : host + target))
            .timeout(TIMEOUT)
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String target, String... headers) throws Exception {
    return send("GET", target, "", headers);
  }

  /** The JSON of an answer that must be a 200. */
  JsonNode ok(String method, String target, String body) throws Exception {
    HttpResponse<String> answer = send(method, target, body, "Content-Type", "application/json");
    if (answer.statusCode() != 200) {
      throw new AssertionError(target + " was answered " + answer.statusCode() + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** The status and the reason of an answer that is an error, as {@code 404 notFound}. */
  String refusal(String method, String target, String body) throws Exception {
    HttpResponse<String> answer = send(method, target, body, "Content-Type", "application/json");
    JsonNode error = JSON.readTree(answer.body()).path("error");
    return error.path("code").asInt() == answer.statusCode()
        ? answer.statusCode() + " " + error.at("/errors/0/reason").asText()
        : "not an error in Google's form: " + answer.body();
  }

  void upload(String name, String content) throws Exception {
    ok("POST", UPLOADS + "?uploadType=media&name=" + name, content);
  }

  /** Creates a table; fields are written {@code name:TYPE:MODE}, the mode may be left out. */
  void createTable(String name, String... fields) throws Exception {
    ObjectNode table = JSON.createObjectNode();
    table
        .putObject("tableReference")
        .put("projectId", BigQuerySettings.PROJECT)
        .put("datasetId", BigQuerySettings.DATASET)
        .put("tableId", name);
    table.set("schema", schema(fields));
    ok("POST", DATASET + "/tables", table.toString());
  }

  static ObjectNode schema(String... fields) {
    ObjectNode schema = JSON.createObjectNode();
    for (String field : fields) {
      String[] parts = field.split(":", -1);
      ObjectNode one = schema.withArray("/fields").addObject();
      one.put("name", parts[0]).put("type", parts[1]);
      if (parts.length > 2) {
        one.put("mode", parts[2]);
      }
    }
    return schema;
  }

  /** The configuration of a load of one object into a table. */
  static ObjectNode load(String table, String object) {
    ObjectNode load = JSON.createObjectNode();
    load.putArray("sourceUris").add("gs://" + BigQuerySettings.BUCKET + "/" + object);
    load.put("sourceFormat", "NEWLINE_DELIMITED_JSON");
    load.putObject("destinationTable")
        .put("projectId", BigQuerySettings.PROJECT)
        .put("datasetId", BigQuerySettings.DATASET)
        .put("tableId", table);
    return load;
  }

  /** A Job resource to insert. */
  static ObjectNode job(String id, String kind, JsonNode configuration) {
    ObjectNode job = JSON.createObjectNode();
    job.putObject("jobReference").put("projectId", BigQuerySettings.PROJECT).put("jobId", id);
    job.putObject("configuration").set(kind, configuration);
    return job;
  }

  /** Uploads lines, loads them, and waits. Returns the job. */
  JsonNode loaded(ObjectNode load, String... lines) throws Exception {
    upload(
        URI.create(load.at("/sourceUris/0").asText()).getPath().substring(1),
        String.join("\n", lines));
    return run("load", load);
  }

  /** Inserts a job and waits for its end. */
  JsonNode run(String kind, JsonNode configuration) throws Exception {
    jobs++;
    String id = "job_" + jobs;
    ok("POST", PROJECT + "/jobs", job(id, kind, configuration).toString());
    for (int look = 0; look < 20; look++) {
      JsonNode job = ok("GET", PROJECT + "/jobs/" + id, "");
      if (job.at("/status/state").asText().equals("DONE")) {
        return job;
      }
    }
    throw new AssertionError("the job is never done");
  }

  static ObjectNode query(String sql) {
    return JSON.createObjectNode().put("query", sql).put("useLegacySql", false);
  }

  /** Runs a query; the values of its rows as texts, null included. */
  List<List<String>> rows(String sql) throws Exception {
    JsonNode answer = ok("POST", PROJECT + "/queries", query(sql).toString());
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : answer.path("rows")) {
      List<String> values = new ArrayList<>();
      row.path("f").forEach(cell -> values.add(cell.path("v").asText()));
      rows.add(values);
    }
    return rows;
  }
}
