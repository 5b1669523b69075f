package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A job that was carried out, and how much of that has been told. */
final class Job {

  private final String project;
  private final String id;
  private final String location;
  private final ObjectNode configuration;
  private final ObjectNode statistics;
  private final Optional<Refused> error;
  private final Optional<QueryResult> result;
  private final long startedMillis;
  private int pending;
  private int running;

  /**
   * Keeps a job.
   *
   * @param error empty when it succeeded
   * @param result of a query that succeeded
   * @param pending how often it is still said to wait
   * @param running how often it is then said to run
   */
  Job(
      Warehouse warehouse,
      String id,
      ObjectNode configuration,
      ObjectNode statistics,
      Optional<Refused> error,
      Optional<QueryResult> result,
      int pending,
      int running) {
    this.project = warehouse.project();
    this.location = warehouse.location();
    this.id = id;
    this.configuration = configuration;
    this.statistics = statistics;
    this.error = error;
    this.result = result;
    this.pending = pending;
    this.running = running;
    this.startedMillis = System.currentTimeMillis();
  }

  Optional<Refused> error() {
    return error;
  }

  Optional<QueryResult> result() {
    return result;
  }

  /** A JobReference. */
  ObjectNode reference() {
    return Warehouse.json().put("projectId", project).put("jobId", id).put("location", location);
  }

  /** Counts one look at the job. Returns whether it is done. */
  synchronized boolean looked() {
    if (pending > 0) {
      pending--;
      return false;
    }
    if (running > 0) {
      running--;
      return false;
    }
    return true;
  }

  /** The Job resource once it is done. */
  ObjectNode done() {
    return resource("DONE");
  }

  /** The Job resource as it is told to somebody who just inserted it. */
  synchronized ObjectNode inserted() {
    return resource(pending > 0 ? "PENDING" : "RUNNING");
  }

  /** The Job resource as it is told at this look. */
  synchronized ObjectNode look() {
    boolean waits = pending > 0;
    return looked() ? done() : resource(waits ? "PENDING" : "RUNNING");
  }

  private ObjectNode resource(String state) {
    ObjectNode json = Warehouse.json();
    json.put("kind", "bigquery#job").put("etag", "j" + state);
    json.put("id", project + ":" + location + "." + id);
    json.put(
        "selfLink",
        "https://bigquery.googleapis.com/bigquery/v2/projects/" + project + "/jobs/" + id);
    json.set("jobReference", reference());
    json.set("configuration", configuration);
    ObjectNode status = json.putObject("status").put("state", state);
    ObjectNode told = json.putObject("statistics");
    told.put("creationTime", Long.toString(startedMillis));
    if (!state.equals("PENDING")) {
      told.put("startTime", Long.toString(startedMillis));
    }
    if (state.equals("DONE")) {
      told.put("endTime", Long.toString(startedMillis));
      told.setAll(statistics);
      error.ifPresent(one -> one.describe(status));
    }
    return json;
  }
}
