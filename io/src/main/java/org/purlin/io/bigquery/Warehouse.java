package org.purlin.io.bigquery;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.Dataset;
import com.google.api.services.bigquery.model.ErrorProto;
import com.google.api.services.bigquery.model.GetQueryResultsResponse;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobConfigurationLoad;
import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.Table;
import com.google.api.services.bigquery.model.TableReference;
import com.google.api.services.bigquery.model.TableRow;
import com.google.api.services.bigquery.model.TableSchema;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What is asked of BigQuery besides loads: metadata of tables, and statements. Statements have
 * names that follow from the run, so one whose answer was lost is not carried out twice.
 */
final class Warehouse implements AutoCloseable {

  /** Staging tables of a run that was killed go by themselves after this. */
  private static final Duration STAGING_LIFE = Duration.ofDays(2);

  /** Reasons of failed jobs that are worth another try, of BigQuery's list of errors. */
  private static final Set<String> PASSING =
      Set.of(
          "backendError",
          "internalError",
          "rateLimitExceeded",
          "jobBackendError",
          "jobInternalError",
          "jobRateLimitExceeded");

  /** What a statement says that lost against another one of the same table. */
  private static final String CONFLICT = "Could not serialize access";

  /** Label of a table: whose windows it holds. Two landings would take each other's rows away. */
  private static final String OWNER = "purlin_landing";

  private static final int TRIES = 8;
  private static final Duration LONGEST_STATEMENT = Duration.ofHours(6);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private static final int NOT_FOUND = 404;
  private static final int CONFLICTING = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final BigQueryRun run;
  private final Bigquery client;
  private final String location;

  private Warehouse(BigQueryRun run, Bigquery client, String location) {
    this.run = run;
    this.client = client;
    this.location = location;
  }

  /**
   * Connects.
   *
   * @throws WarehouseException when the dataset is not there or may not be used
   */
  static Warehouse open(BigQueryRun run, PipelineOptions options) throws IOException {
    Bigquery client = BigQueryClients.of(options);
    try {
      Dataset dataset =
          client.datasets().get(run.dataset().project(), run.dataset().name()).execute();
      return new Warehouse(run, client, dataset.getLocation());
    } catch (GoogleJsonResponseException e) {
      throw WarehouseException.of("The dataset " + run.dataset(), e);
    }
  }

  /** Makes the staging table of a table, unless it is there. */
  void createStaging(org.purlin.transforms.rows.Table table) throws IOException {
    Table staging =
        described(run.staging(table.name()), Schemas.of(table))
            .setDescription("Rows of " + table.name() + " on their way; goes by itself.")
            .setExpirationTime(Instant.now().plus(STAGING_LIFE).toEpochMilli());
    create(staging);
  }

  /**
   * Makes a table, or widens it, so that the rows of a table can be put in.
   *
   * @return whether it has columns that these rows do not have
   * @throws TableDiffersException when it is another landing's, or has a column of another type
   */
  boolean prepareTarget(org.purlin.transforms.rows.Table table) throws IOException {
    TableSchema wanted = Schemas.of(table);
    Table target = described(table.name(), wanted);
    Schemas.partitioning(table).ifPresent(target::setTimePartitioning);
    Schemas.clustering(table).ifPresent(target::setClustering);
    String owner = run.landing().loads().identity();
    boolean isShared = LoadTables.isShared(table);
    if (!isShared) {
      target.setLabels(withOwner(run.labels(), owner));
    }
    if (create(target)) {
      return false;
    }
    for (int i = 1; ; i++) {
      Table there = get(table.name());
      String its = there.getLabels() == null ? null : there.getLabels().get(OWNER);
      if (!isShared && its != null && !its.equals(owner)) {
        throw TableDiffersException.ofOther(table.name());
      }
      Optional<TableSchema> widened = Schemas.widened(table.name(), there.getSchema(), wanted);
      boolean hasMore =
          widened.orElse(there.getSchema()).getFields().size() > wanted.getFields().size();
      boolean takesOver = !isShared && its == null;
      if (widened.isEmpty() && !takesOver) {
        return hasMore;
      }
      Table change = new Table();
      widened.ifPresent(change::setSchema);
      if (takesOver) {
        change.setLabels(Map.of(OWNER, owner));
      }
      try {
        Bigquery.Tables.Patch patch =
            client
                .tables()
                .patch(run.dataset().project(), run.dataset().name(), table.name(), change);
        // Somebody else may be adding a column, too.
        patch.getRequestHeaders().setIfMatch(there.getEtag());
        patch.execute();
        return hasMore;
      } catch (GoogleJsonResponseException e) {
        if (e.getStatusCode() != PRECONDITION_FAILED || i == TRIES) {
          throw WarehouseException.of("The table " + run.dataset() + "." + table.name(), e);
        }
      }
    }
  }

  private static Map<String, String> withOwner(Map<String, String> labels, String owner) {
    Map<String, String> all = new HashMap<>(labels);
    all.put(OWNER, owner);
    return all;
  }

  private Table described(String name, TableSchema schema) {
    return new Table().setTableReference(reference(name)).setSchema(schema).setLabels(run.labels());
  }

  private TableReference reference(String name) {
    return new TableReference()
        .setProjectId(run.dataset().project())
        .setDatasetId(run.dataset().name())
        .setTableId(name);
  }

  /** Returns false when it is there already. */
  private boolean create(Table table) throws IOException {
    try {
      client.tables().insert(run.dataset().project(), run.dataset().name(), table).execute();
      return true;
    } catch (GoogleJsonResponseException e) {
      if (e.getStatusCode() == CONFLICTING) {
        return false;
      }
      throw WarehouseException.of(
          "The table " + run.dataset() + "." + table.getTableReference().getTableId(), e);
    }
  }

  private Table get(String name) throws IOException {
    try {
      return client.tables().get(run.dataset().project(), run.dataset().name(), name).execute();
    } catch (GoogleJsonResponseException e) {
      throw WarehouseException.of("The table " + run.dataset() + "." + name, e);
    }
  }

  /** Removes a staging table; one that is gone is fine. */
  void dropStaging(String table) throws IOException {
    try {
      client
          .tables()
          .delete(run.dataset().project(), run.dataset().name(), run.staging(table))
          .execute();
    } catch (GoogleJsonResponseException e) {
      if (e.getStatusCode() != NOT_FOUND) {
        throw WarehouseException.of("The staging table of " + table, e);
      }
    }
  }

  /**
   * Puts a few rows into a staging table, in place of what it has.
   *
   * @param lines JSON, a row a line
   */
  void stage(org.purlin.transforms.rows.Table table, byte[] lines)
      throws IOException, InterruptedException {
    carryOut(
        table.name() + "_stage_" + run.mark(""),
        job -> {
          job.setConfiguration(
              new JobConfiguration()
                  .setLabels(run.labels())
                  .setLoad(
                      new JobConfigurationLoad()
                          .setDestinationTable(reference(run.staging(table.name())))
                          .setSourceFormat("NEWLINE_DELIMITED_JSON")
                          .setSchema(Schemas.of(table))
                          .setWriteDisposition("WRITE_TRUNCATE")));
          Bigquery.Jobs.Insert insert =
              client
                  .jobs()
                  .insert(
                      run.jobProject(),
                      job,
                      new ByteArrayContent("application/octet-stream", lines));
          // A few rows go with the request.
          insert.getMediaHttpUploader().setDirectUploadEnabled(true);
          return insert.execute();
        });
  }

  /**
   * Carries out a statement and returns its rows, if it has any.
   *
   * @param name tells the run's statements apart
   */
  List<TableRow> query(String name, String sql) throws IOException, InterruptedException {
    return rows(
        carryOut(
            name + "_" + run.mark(sql),
            job ->
                client
                    .jobs()
                    .insert(
                        run.jobProject(),
                        job.setConfiguration(
                            new JobConfiguration()
                                .setLabels(run.labels())
                                .setQuery(
                                    new JobConfigurationQuery()
                                        .setQuery(sql)
                                        .setUseLegacySql(false))))
                    .execute()));
  }

  /** Starts a job that has its name already. */
  @FunctionalInterface
  private interface Start {
    Job start(Job named) throws IOException;
  }

  /** Carries out a job, once, and returns its name. What fails in passing is tried again. */
  private JobReference carryOut(String name, Start how) throws IOException, InterruptedException {
    for (int i = 1; ; i++) {
      JobReference job =
          new JobReference()
              .setProjectId(run.jobProject())
              .setLocation(location)
              .setJobId(jobId(name, i));
      ErrorProto error = finished(start(job, how)).getStatus().getErrorResult();
      if (error == null) {
        return job;
      }
      boolean passing =
          PASSING.contains(error.getReason())
              || (error.getMessage() != null && error.getMessage().contains(CONFLICT));
      if (!passing || i == TRIES) {
        throw new WarehouseException(
            "BigQuery could not carry out a job of this run ("
                + job.getJobId()
                + ", "
                + error.getReason()
                + "): "
                + error.getMessage()
                + " Its windows are still to be loaded; run again.",
            null);
      }
      Thread.sleep(FIRST_PAUSE.multipliedBy(1L << i).toMillis());
    }
  }

  private String jobId(String name, int attempt) {
    return ("purlin_" + run.runId() + "_" + name + "_" + attempt).replaceAll("[^A-Za-z0-9_-]", "_");
  }

  private Job start(JobReference reference, Start how) throws IOException {
    try {
      return how.start(new Job().setJobReference(reference));
    } catch (GoogleJsonResponseException e) {
      if (e.getStatusCode() == CONFLICTING) {
        // Started before; its answer was lost.
        return get(reference);
      }
      throw WarehouseException.of("A job in the project " + run.jobProject(), e);
    }
  }

  private Job get(JobReference job) throws IOException {
    try {
      return client
          .jobs()
          .get(job.getProjectId(), job.getJobId())
          .setLocation(job.getLocation())
          .execute();
    } catch (GoogleJsonResponseException e) {
      throw WarehouseException.of("The job " + job.getJobId(), e);
    }
  }

  private Job finished(Job started) throws IOException, InterruptedException {
    Job job = started;
    Duration pause = FIRST_PAUSE;
    Instant end = Instant.now().plus(LONGEST_STATEMENT);
    while (!"DONE".equals(job.getStatus().getState())) {
      if (Instant.now().isAfter(end)) {
        throw new WarehouseException(
            "The job "
                + job.getJobReference().getJobId()
                + " did not end in "
                + LONGEST_STATEMENT.toHours()
                + " hours. Look at it in BigQuery; then run again.",
            null);
      }
      Thread.sleep(pause.toMillis());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
      job = get(job.getJobReference());
    }
    return job;
  }

  private List<TableRow> rows(JobReference job) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    String page = null;
    do {
      GetQueryResultsResponse results =
          client
              .jobs()
              .getQueryResults(job.getProjectId(), job.getJobId())
              .setLocation(job.getLocation())
              .setPageToken(page)
              // Microseconds as whole numbers; the other form is a fraction of seconds.
              .setFormatOptionsUseInt64Timestamp(true)
              .execute();
      if (results.getRows() != null) {
        rows.addAll(results.getRows());
      }
      page = results.getPageToken();
    } while (page != null);
    return rows;
  }

  @Override
  public void close() {
    // The client keeps nothing open of its own.
  }
}
