package org.purlin.sandbox.bigquery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.purlin.sandbox.FakeServer;
import org.purlin.sandbox.Faults;
import org.purlin.sandbox.SeenRequest;

/**
 * A server of BigQuery's and Cloud Storage's APIs on loopback. Close it to stop it. See the package
 * for what it knows.
 *
 * <pre>{@code
 * try (BigQuerySandbox google = BigQuerySandbox.start()) {
 *   google.faults().add(BigQueryFaults.insertsOfJobs(), BigQueryFaults.lostReply());
 *   ... // load into google.url()
 *   assertThat(google.rows("purlin", "events"), hasSize(3));
 *   assertThat(google.violations(), is(empty()));
 * }
 * }</pre>
 *
 * <p>What asks for a dataset, table or bucket that is not there throws an {@link
 * IllegalArgumentException}.
 */
public final class BigQuerySandbox implements AutoCloseable {

  private final Warehouse warehouse;
  private final ObjectStore store;
  private final Jobs jobs;
  private final CallCheck check;
  private final FakeServer server;

  private BigQuerySandbox(BigQuerySettings settings) throws IOException, SQLException {
    this.check = new CallCheck(settings.discovery());
    this.warehouse = new Warehouse(settings.project(), settings.location());
    this.store = new ObjectStore();
    for (String dataset : settings.datasets()) {
      warehouse.createDataset(dataset, Warehouse.json());
    }
    settings.buckets().forEach(store::createBucket);
    this.jobs = new Jobs(warehouse, store, settings);
    GoogleApi api =
        new GoogleApi(
            new BigQueryApi(warehouse, jobs, settings.pageSize()),
            new StorageApi(store, settings.pageSize()),
            check,
            new SandboxControls(warehouse, jobs, check));
    this.server = FakeServer.start(settings.port(), api);
  }

  /** Starts with the defaults on a free port. */
  public static BigQuerySandbox start() throws IOException {
    return start(BigQuerySettings.defaults());
  }

  /**
   * Starts listening.
   *
   * @throws IOException when the port is taken, the descriptions cannot be read, or the database
   *     does not start
   */
  public static BigQuerySandbox start(BigQuerySettings settings) throws IOException {
    try {
      return new BigQuerySandbox(settings);
    } catch (SQLException e) {
      throw new IOException("the database in memory does not start", e);
    }
  }

  /**
   * The host, {@code http://127.0.0.1:port}: what {@code --bigQueryEndpoint} takes. {@code
   * --gcsEndpoint} takes it with {@code /storage/v1/} behind it.
   */
  public URI url() {
    return server.url();
  }

  /** The faults that wait for requests; see {@link BigQueryFaults}. */
  public Faults faults() {
    return server.faults();
  }

  /** All requests so far, oldest first, those that met a fault included. */
  public List<SeenRequest> requests() {
    return server.requests();
  }

  /** Whether any request so far brought credentials. */
  public boolean sawAuthorization() {
    return requests().stream().anyMatch(request -> request.headers().contains("authorization"));
  }

  /**
   * Requests that did not fit the published descriptions, in words; empty also where no directory
   * with the descriptions was given.
   */
  public List<String> violations() {
    return check.violations();
  }

  /**
   * A table's rows, or those of one partition ({@code table$20260131}), in the order in which they
   * came. Each has every column: INT64 as a whole number, FLOAT64 as a double, TIMESTAMP as ISO
   * text in UTC with micros, JSON and RECORD as structures, REPEATED as arrays, and null.
   */
  public List<JsonNode> rows(String dataset, String table) {
    return asked(() -> List.copyOf(warehouse.rows(name(dataset, table), 0, Long.MAX_VALUE)));
  }

  /** A table's TableSchema. */
  public ObjectNode schema(String dataset, String table) {
    return asked(() -> warehouse.table(name(dataset, table)).schema().resource());
  }

  /** A table's resource: description, labels, timePartitioning, clustering, numRows and so on. */
  public ObjectNode table(String dataset, String table) {
    return asked(() -> warehouse.resource(name(dataset, table)));
  }

  /** The names of a dataset's tables, in order. */
  public List<String> tables(String dataset) {
    return asked(
        () -> warehouse.tables(dataset).stream().map(table -> table.name().table()).toList());
  }

  /** The names of a bucket's objects, in order. */
  public List<String> objects(String bucket) {
    return asked(() -> store.objects(bucket).stream().map(StoredObject::name).toList());
  }

  /** All jobs, oldest first, as Job resources that are done. */
  public List<ObjectNode> jobs() {
    return jobs.all().stream().map(Job::done).toList();
  }

  /**
   * Lets the next load that is inserted fail, once, with nothing loaded.
   *
   * @param reason for example {@code backendError} or {@code jobRateLimitExceeded}
   */
  public void failNextLoad(String reason) {
    jobs.failNextLoad(BigQueryFaults.failure(reason));
  }

  /**
   * Lets loads refuse every row that has this value in a column, as if it did not fit the schema.
   *
   * @param value as text
   */
  public void refuseRows(String column, String value) {
    jobs.refusals().add(column, value);
  }

  /** Lets loads refuse no rows but those that do not fit the schema. */
  public void acceptRows() {
    jobs.refusals().clear();
  }

  /** Stops the server. */
  @Override
  public void close() {
    server.close();
    try (warehouse;
        store) {
      jobs.refusals().clear();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("the stand-in's storage does not close", e);
    }
  }

  private TableName name(String dataset, String table) {
    return TableName.of(warehouse.project(), dataset, table);
  }

  private static <T> T asked(Engine.Work<T> question) {
    try {
      return question.run();
    } catch (Refused e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (SQLException e) {
      throw new IllegalStateException("the database in memory failed", e);
    }
  }
}
