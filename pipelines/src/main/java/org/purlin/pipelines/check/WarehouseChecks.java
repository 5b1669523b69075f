package org.purlin.pipelines.check;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.purlin.io.bigquery.Dataset;
import org.purlin.io.bigquery.DatasetTrial;
import org.purlin.io.bigquery.TrialException;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.report.ExitCode;

/** Tries whether rows can be loaded into a dataset: options, dataset, jobs, tables, and bucket. */
final class WarehouseChecks {

  private static final String OPTIONS = "BigQuery options";
  private static final String GRANT_TABLES = "Grant BigQuery Data Editor on the dataset.";

  private final Checklist checks;
  private final JobOptions options;
  private final GoogleChecks google;

  WarehouseChecks(Checklist checks, JobOptions options, GoogleChecks google) {
    this.checks = checks;
    this.options = options;
    this.google = google;
  }

  void run() throws InterruptedException {
    Optional<Dataset> dataset = Dataset.parse(options.getOutput());
    Optional<String> temporary = temporary();
    if (dataset.isEmpty()) {
      checks.add(
          Check.fail(
              OPTIONS,
              "--output is " + options.getOutput() + ".",
              "Give --output=bigquery:project.dataset.",
              ExitCode.MISTAKE));
    } else if (temporary.isEmpty()) {
      checks.add(
          Check.fail(
              OPTIONS,
              "there is no directory for the files that load jobs read.",
              "Give --tempLocation=gs://BUCKET/DIRECTORY.",
              ExitCode.MISTAKE));
    } else {
      load(dataset.get(), temporary.get());
    }
  }

  private void load(Dataset dataset, String temporary) throws InterruptedException {
    String project = project(dataset);
    checks.ok(OPTIONS, dataset + ", jobs in " + project + ", files in " + temporary);
    if (google.open(true)) {
      google.bucket("temporary bucket", temporary, dataset(dataset, project));
    } else {
      checks.skip("there is no sign-in", "dataset", "jobs", "tables", "temporary bucket");
    }
  }

  /** As a run decides it. */
  private Optional<String> temporary() {
    String asked = options.getTempLocation();
    if (asked != null && asked.startsWith(GoogleChecks.CLOUD_STORAGE)) {
      return Optional.of(asked);
    }
    return Optional.of(options.getLanding())
        .filter(place -> place.startsWith(GoogleChecks.CLOUD_STORAGE));
  }

  private String project(Dataset dataset) {
    String named = options.as(BigQueryOptions.class).getBigQueryProject();
    String own = named == null ? options.as(GcpOptions.class).getProject() : named;
    return own == null ? dataset.project() : own;
  }

  /** Where the dataset is, when that was to be known. */
  private Optional<String> dataset(Dataset dataset, String project) {
    DatasetTrial trial = DatasetTrial.of(dataset, options);
    String location;
    try {
      location = trial.location();
      checks.ok("dataset", dataset + " is in " + location);
    } catch (TrialException e) {
      google.fail(
          "dataset",
          e,
          e.kind() == TrialException.Kind.MISSING
              ? "Make it: bq mk --location=EU --dataset " + dataset.project() + ":" + dataset.name()
              : GRANT_TABLES);
      checks.skip("the dataset could not be looked at", "jobs", "tables");
      return Optional.empty();
    }
    jobs(trial, project, location);
    tables(trial);
    return Optional.of(location);
  }

  private void jobs(DatasetTrial trial, String project, String location) {
    try {
      trial.tryJob(project, location);
      checks.ok("jobs", "may be run in " + project);
    } catch (TrialException e) {
      google.fail("jobs", e, "Grant BigQuery Job User on the project " + project + ".");
    }
  }

  private void tables(DatasetTrial trial) {
    try {
      Optional<List<String>> missing = trial.missingTableRights();
      if (missing.isEmpty()) {
        checks.skip("there is none to ask about; a run shows whether they can be made", "tables");
      } else if (missing.get().isEmpty()) {
        checks.ok("tables", "can be changed; whether new ones can be made is seen by a run");
      } else {
        google.refuse("tables", missing.get(), GRANT_TABLES);
      }
    } catch (TrialException e) {
      google.fail("tables", e, GRANT_TABLES);
    }
  }
}
