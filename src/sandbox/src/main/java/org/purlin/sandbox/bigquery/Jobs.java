package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.purlin.sandbox.Body;

/** Carries jobs out and remembers them by their ids. */
final class Jobs {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,1024}");

  private final Warehouse warehouse;
  private final ObjectStore store;
  private final BigQuerySettings settings;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Deque<Refused> failures = new ArrayDeque<>();
  private final RowRefusals refusals = new RowRefusals();

  Jobs(Warehouse warehouse, ObjectStore store, BigQuerySettings settings) {
    this.warehouse = warehouse;
    this.store = store;
    this.settings = settings;
  }

  RowRefusals refusals() {
    return refusals;
  }

  /** Lets the next load fail. */
  void failNextLoad(Refused failure) {
    synchronized (failures) {
      failures.add(failure);
    }
  }

  /** All jobs, oldest first. */
  synchronized List<Job> all() {
    return new ArrayList<>(jobs.values());
  }

  /**
   * A job; refused when there is none of that id, or not there.
   *
   * @param location where the caller looks for it
   */
  synchronized Job job(String id, Optional<String> location) {
    Job job = jobs.get(id);
    if (job == null
        || !location.orElse(warehouse.location()).equalsIgnoreCase(warehouse.location())) {
      throw Refused.notFound("Not found: Job " + warehouse.project() + ":" + id);
    }
    return job;
  }

  /**
   * Carries a new job out.
   *
   * @param media the rows of a load that came with it
   * @throws SQLException when the engine broke; what is wrong with the job itself is told by the
   *     job
   */
  synchronized Job insert(ObjectNode body, Optional<Body.Bytes> media)
      throws SQLException, IOException {
    String id = body.path("jobReference").path("jobId").asText(UUID.randomUUID().toString());
    if (!ID.matcher(id).matches()) {
      throw Refused.invalid("Invalid job ID.");
    }
    String place = body.path("jobReference").path("location").asText(warehouse.location());
    if (!place.equalsIgnoreCase(warehouse.location())) {
      throw Refused.notFound("Not found: Dataset in location " + place);
    }
    if (jobs.containsKey(id)) {
      throw Refused.duplicate(
          "Already Exists: Job " + warehouse.project() + ":" + warehouse.location() + "." + id);
    }
    if (!(body.path("configuration") instanceof ObjectNode configuration)) {
      throw new Refused(400, "required", "Required parameter is missing: configuration");
    }
    Job job = carriedOut(id, configuration, media);
    if (!configuration.path("dryRun").asBoolean()) {
      jobs.put(id, job);
    }
    return job;
  }

  private Job carriedOut(String id, ObjectNode configuration, Optional<Body.Bytes> media)
      throws SQLException, IOException {
    if (configuration.path("load") instanceof ObjectNode load) {
      configuration.put("jobType", "LOAD");
      LoadJob job = new LoadJob(warehouse, load);
      return outcome(id, configuration, () -> load(job, load, media));
    }
    if (configuration.path("copy") instanceof ObjectNode copy) {
      configuration.put("jobType", "COPY");
      CopyJob job = new CopyJob(warehouse, copy);
      return outcome(id, configuration, job::run);
    }
    if (configuration.path("query") instanceof ObjectNode query) {
      configuration.put("jobType", "QUERY");
      QueryJob job = new QueryJob(warehouse, query);
      return query(id, configuration, job, configuration.path("dryRun").asBoolean());
    }
    throw Refused.unsupported("jobs other than loads, copies and queries");
  }

  private Job query(String id, ObjectNode configuration, QueryJob job, boolean dry)
      throws SQLException {
    ObjectNode statistics = Warehouse.json();
    Optional<QueryResult> result = Optional.empty();
    Optional<Refused> error = Optional.empty();
    try {
      result = Optional.of(job.run(dry));
      statistics = result.get().statistics();
    } catch (Refused e) {
      if (dry) {
        throw e;
      }
      error = Optional.of(e);
    }
    return ended(id, configuration, statistics, error, result);
  }

  private ObjectNode load(LoadJob job, ObjectNode load, Optional<Body.Bytes> media)
      throws SQLException, IOException {
    synchronized (failures) {
      if (!failures.isEmpty()) {
        throw failures.remove();
      }
    }
    List<SourceFile> files =
        media.isPresent()
            ? List.of(new SourceFile("the upload", media.get()))
            : SourceFile.of(load, store);
    return job.run(files, refusals);
  }

  /** The work of a job. Returns its statistics; what it throws as refused is the job's error. */
  @FunctionalInterface
  private interface Work {
    ObjectNode run() throws SQLException, IOException;
  }

  private Job outcome(String id, ObjectNode configuration, Work work)
      throws SQLException, IOException {
    ObjectNode statistics = Warehouse.json();
    Optional<Refused> error = Optional.empty();
    try {
      statistics = work.run();
    } catch (Refused e) {
      error = Optional.of(e);
    }
    return ended(id, configuration, statistics, error, Optional.empty());
  }

  private Job ended(
      String id,
      ObjectNode configuration,
      ObjectNode statistics,
      Optional<Refused> error,
      Optional<QueryResult> result) {
    return new Job(
        warehouse,
        id,
        configuration,
        statistics,
        error,
        result,
        settings.pendingLooks(),
        settings.runningLooks());
  }
}
