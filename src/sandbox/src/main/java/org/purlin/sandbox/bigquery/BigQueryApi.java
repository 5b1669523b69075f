package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Body;

/** BigQuery's calls, by their paths. */
final class BigQueryApi {

  private final Warehouse warehouse;
  private final DatasetCalls datasets;
  private final TableCalls tables;
  private final Jobs jobs;
  private final QueryCalls queries;

  BigQueryApi(Warehouse warehouse, Jobs jobs, int pageSize) {
    this.warehouse = warehouse;
    this.jobs = jobs;
    this.datasets = new DatasetCalls(warehouse, pageSize);
    this.tables = new TableCalls(warehouse, pageSize);
    this.queries = new QueryCalls(jobs, pageSize);
  }

  Answer answer(Call call) throws IOException, SQLException {
    if (!call.segment(0).equals("projects")) {
      throw Refused.notFound("Not Found");
    }
    if (!call.segment(1).equals(warehouse.project())) {
      throw Refused.notFound("Not found: Project " + call.segment(1));
    }
    if (call.part() == Part.BIGQUERY_UPLOAD) {
      return uploaded(call);
    }
    return switch (call.segment(2)) {
      case "datasets" -> call.segments().size() < 5 ? datasets.answer(call) : tables.answer(call);
      case "jobs" -> jobs(call);
      case "queries" -> queries.answer(call);
      case "serviceAccount" -> serviceAccount();
      default -> throw unknown(call);
    };
  }

  private Answer jobs(Call call) throws IOException, SQLException {
    int size = call.segments().size();
    if (size == 3 && call.method().equals("POST")) {
      ObjectNode given = call.json();
      boolean dry = given.path("configuration").path("dryRun").asBoolean();
      Job job = jobs.insert(given, Optional.empty());
      return Answers.ok(dry ? job.done() : job.inserted());
    }
    if (size == 4 && call.method().equals("GET")) {
      return Answers.ok(jobs.job(call.segment(3), call.parameter("location")).look());
    }
    if (size == 5 && call.method().equals("POST") && call.segment(4).equals("cancel")) {
      Job job = jobs.job(call.segment(3), call.parameter("location"));
      ObjectNode json = Warehouse.json().put("kind", "bigquery#jobCancelResponse");
      return Answers.ok(json.set("job", job.look()));
    }
    throw unknown(call);
  }

  private Answer uploaded(Call call) throws IOException, SQLException {
    if (!call.method().equals("POST")
        || call.segments().size() != 3
        || !call.segment(2).equals("jobs")
        || !call.parameter("uploadType").orElse("").equals("multipart")) {
      throw Refused.unsupported("uploads other than a job with its rows in a multipart body");
    }
    List<Multipart.Piece> pieces = Multipart.pieces(call.contentType(), call.content());
    if (pieces.size() != 2) {
      throw Refused.invalid("a job and its rows are expected, there are parts: " + pieces.size());
    }
    ObjectNode job = Call.object(pieces.get(0).content().open().readAllBytes());
    Optional<Body.Bytes> media = Optional.of(pieces.get(1).content());
    return Answers.ok(jobs.insert(job, media).inserted());
  }

  private Answer serviceAccount() {
    ObjectNode json = Warehouse.json().put("kind", "bigquery#getServiceAccountResponse");
    return Answers.ok(json.put("email", "bq@" + warehouse.project() + ".example"));
  }

  static Refused unknown(Call call) {
    return Refused.unsupported(call.method() + " at this path of BigQuery");
  }
}
