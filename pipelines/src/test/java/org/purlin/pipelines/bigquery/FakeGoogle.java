package org.purlin.pipelines.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Api;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Request;

/**
 * The questions of a check as BigQuery and Cloud Storage answer them, for the project demo-1 with
 * the dataset purlin and the bucket demo-temp. What would change something is refused loudly.
 */
final class FakeGoogle implements Api, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROJECT = "/bigquery/v2/projects/demo-1";
  private static final String DATASET = PROJECT + "/datasets/purlin";
  private static final String BUCKET = "/storage/v1/b/demo-temp";

  /** Rights that the account lacks, and {@code bigquery.jobs.create}. */
  final Set<String> missing = new HashSet<>();

  /** Whether the dataset has a table. */
  boolean table = true;

  String datasetLocation = "EU";
  String bucketLocation = "EU";

  final FakeServer server;

  private FakeGoogle() throws IOException {
    server = FakeServer.start(0, this);
  }

  static FakeGoogle start() throws IOException {
    return new FakeGoogle();
  }

  @Override
  public Answer answer(Request request, int inFlight) throws IOException {
    return switch (request.method() + " " + request.path()) {
      case "GET /bigquery/v2/", "GET /", "GET /storage/v1/" -> error(404, "Not Found");
      case "GET " + DATASET -> Answer.json(200, "{\"location\":\"" + datasetLocation + "\"}");
      case "GET " + DATASET + "/tables" -> Answer.json(200, tables());
      case "POST " + DATASET + "/tables/runs:testIamPermissions" ->
          Answer.json(200, granted(body(request).get("permissions")));
      case "POST " + PROJECT + "/jobs" -> job(body(request));
      case "GET " + BUCKET ->
          missing.contains("storage.buckets.get")
              ? error(403, "no access to the bucket")
              : Answer.json(200, "{\"location\":\"" + bucketLocation + "\"}");
      case "GET " + BUCKET + "/iam/testPermissions" -> {
        ArrayNode asked = JsonNodeFactory.instance.arrayNode();
        request.values("permissions").forEach(asked::add);
        yield Answer.json(200, granted(asked));
      }
      default -> error(404, "Not found: " + request.path());
    };
  }

  /** Google's clients pack what they send. */
  private static JsonNode body(Request request) throws IOException {
    try (InputStream packed = new GZIPInputStream(request.content().open())) {
      return JSON.readTree(packed);
    }
  }

  private String tables() {
    return table
        ? "{\"tables\":[{\"tableReference\":{\"projectId\":\"demo-1\",\"datasetId\":\"purlin\","
            + "\"tableId\":\"runs\"}}]}"
        : "{\"totalItems\":0}";
  }

  private String granted(JsonNode asked) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode granted = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : asked) {
      if (!missing.contains(each.asText())) {
        granted.add(each);
      }
    }
    // Google leaves a list out that would be empty.
    return granted.isEmpty() ? json.toString() : json.set("permissions", granted).toString();
  }

  private Answer job(JsonNode job) {
    if (!job.at("/configuration/dryRun").asBoolean()) {
      return error(500, "a check must not run a job");
    }
    if (!job.at("/jobReference/location").asText().equals(datasetLocation)) {
      return error(404, "Not found: Dataset in location");
    }
    return missing.contains("bigquery.jobs.create")
        ? error(403, "Access Denied: User does not have bigquery.jobs.create permission.")
        : Answer.json(200, "{\"status\":{\"state\":\"DONE\"}}");
  }

  private static Answer error(int code, String message) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("error").put("code", code).put("message", message);
    return Answer.json(code, json.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
