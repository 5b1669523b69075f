package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.FaultJson;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.Request;

/** The controls that this stand-in has besides the common ones. */
final class SandboxControls {

  private static final String TABLES = "/_sandbox/tables";

  private final Warehouse warehouse;
  private final Jobs jobs;
  private final CallCheck check;

  SandboxControls(Warehouse warehouse, Jobs jobs, CallCheck check) {
    this.warehouse = warehouse;
    this.jobs = jobs;
    this.check = check;
  }

  Optional<Answer> answer(Request request) throws IOException {
    if (!request.method().equals("GET")) {
      return Optional.empty();
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    try {
      switch (request.path()) {
        case "/_sandbox/violations" -> check.violations().forEach(list::add);
        case "/_sandbox/jobs" -> jobs.all().forEach(job -> list.add(job.done()));
        case TABLES -> tables(list);
        default -> {
          String[] names = request.path().split("/", -1);
          if (!request.path().startsWith(TABLES + "/") || names.length != 5) {
            return Optional.empty();
          }
          TableName name = TableName.of(warehouse.project(), names[3], names[4]);
          warehouse.rows(name, 0, Long.MAX_VALUE).forEach(list::add);
        }
      }
    } catch (Refused e) {
      return Optional.of(e.answer());
    } catch (SQLException e) {
      throw new IOException("the engine of the stand-in failed", e);
    }
    return Optional.of(Answer.json(200, list.toString()));
  }

  private void tables(ArrayNode list) throws SQLException {
    for (JsonNode dataset : warehouse.datasets()) {
      String id = dataset.at("/datasetReference/datasetId").asText();
      for (Table table : warehouse.tables(id)) {
        list.addObject()
            .put("dataset", id)
            .put("table", table.name().table())
            .put("rows", warehouse.count(table.name()));
      }
    }
  }

  /**
   * Takes what {@link FaultJson#read} takes, and besides the kinds {@code lostReply}, {@code error}
   * (with {@code status} and {@code reason}), {@code failedLoad} (with {@code reason}) and {@code
   * refusedRow} (with {@code column} and {@code value}). {@code on} narrows it down to {@code
   * insertsOfJobs}, {@code looksAtJobs}, {@code bigquery} or {@code storage}.
   */
  void queueFault(JsonNode json, Faults faults) {
    String kind = FaultJson.kindOf(json);
    if (kind.equals("failedLoad")) {
      jobs.failNextLoad(BigQueryFaults.failure(json.path("reason").asText("backendError")));
      return;
    }
    if (kind.equals("refusedRow")) {
      jobs.refusals().add(json.path("column").asText(), json.path("value").asText());
      return;
    }
    Fault fault =
        switch (kind) {
          case "lostReply" -> FaultJson.common(BigQueryFaults.lostReply(), json);
          case "error" ->
              FaultJson.common(
                  BigQueryFaults.error(
                      json.path("status").asInt(503), json.path("reason").asText("backendError")),
                  json);
          default -> FaultJson.read(json);
        };
    faults.add(match(json.path("on").asText("")), fault);
  }

  private static Predicate<Request> match(String on) {
    return switch (on) {
      case "insertsOfJobs" -> BigQueryFaults.insertsOfJobs();
      case "looksAtJobs" -> BigQueryFaults.looksAtJobs();
      case "bigquery" -> BigQueryFaults.toBigQuery();
      case "storage" -> BigQueryFaults.toStorage();
      case "" -> request -> true;
      default ->
          throw new IllegalArgumentException(
              "on must be one of "
                  + List.of("insertsOfJobs", "looksAtJobs", "bigquery", "storage"));
    };
  }
}
