package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.purlin.sandbox.Answer;

/** The calls that run a query and read its rows. */
final class QueryCalls {

  private final Jobs jobs;
  private final int pageSize;

  QueryCalls(Jobs jobs, int pageSize) {
    this.jobs = jobs;
    this.pageSize = pageSize;
  }

  Answer answer(Call call) throws IOException, SQLException {
    return switch (call.method() + " " + call.segments().size()) {
      case "POST 3" -> query(call.json());
      case "GET 4" -> results(call);
      default -> throw BigQueryApi.unknown(call);
    };
  }

  /** A QueryRequest is a job with an id of the server's choice whose end is waited for. */
  private Answer query(ObjectNode request) throws IOException, SQLException {
    ObjectNode job = Warehouse.json();
    if (request.has("location")) {
      job.putObject("jobReference").set("location", request.get("location"));
    }
    ObjectNode configuration = job.putObject("configuration");
    configuration.set("query", request.deepCopy().without(List.of("dryRun", "labels")));
    boolean dry = request.path("dryRun").asBoolean();
    configuration.put("dryRun", dry);
    if (request.has("labels")) {
      configuration.set("labels", request.get("labels"));
    }
    Job done = jobs.insert(job, Optional.empty());
    boolean micros = request.path("formatOptions").path("useInt64Timestamp").asBoolean();
    int most = Math.min(pageSize, request.path("maxResults").asInt(pageSize));
    ObjectNode json = result(done).page(0, most, micros).put("kind", "bigquery#queryResponse");
    if (!dry) {
      json.set("jobReference", done.reference());
    }
    return Answers.ok(json);
  }

  private Answer results(Call call) {
    Job job = jobs.job(call.segment(3), call.parameter("location"));
    if (!job.looked()) {
      ObjectNode json = Warehouse.json().put("kind", "bigquery#getQueryResultsResponse");
      json.put("jobComplete", false);
      return Answers.ok(json.set("jobReference", job.reference()));
    }
    int from = call.number("pageToken", call.number("startIndex", 0));
    int most = Math.min(pageSize, call.number("maxResults", pageSize));
    boolean micros = call.parameter("formatOptions.useInt64Timestamp").orElse("").equals("true");
    ObjectNode json = result(job).page(from, most, micros);
    json.put("kind", "bigquery#getQueryResultsResponse");
    return Answers.ok(json.set("jobReference", job.reference()));
  }

  private static QueryResult result(Job job) {
    job.error()
        .ifPresent(
            error -> {
              throw error;
            });
    return job.result().orElseThrow(() -> Refused.invalid("The job is no query."));
  }
}
