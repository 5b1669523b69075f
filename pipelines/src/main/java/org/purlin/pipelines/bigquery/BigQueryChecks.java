package org.purlin.pipelines.bigquery;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.purlin.io.bigquery.Account;
import org.purlin.io.bigquery.BucketTrial;
import org.purlin.io.bigquery.Dataset;
import org.purlin.io.bigquery.DatasetTrial;
import org.purlin.io.bigquery.TrialException;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.Probe;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.NetworkChecks;
import org.purlin.pipelines.check.WritableChecks;
import org.purlin.pipelines.report.ExitCode;

/** Tries options, the way to Google, the sign-in, the dataset, rights, buckets and the landing. */
final class BigQueryChecks {

  private static final String CLOUD_STORAGE = "gs://";

  /** Google's own addresses, where no other is given. */
  private static final String BIGQUERY = "https://bigquery.googleapis.com/";

  private static final String STORAGE = "https://storage.googleapis.com/";

  private static final String GRANT_TABLES = "Grant BigQuery Data Editor on the dataset.";
  private static final String GRANT_OBJECTS = "Grant Storage Object Admin on the bucket.";

  private final CheckBigQueryOptions options;
  private final List<Check> checks = new ArrayList<>();

  BigQueryChecks(CheckBigQueryOptions options) {
    this.options = options;
  }

  List<Check> run() throws InterruptedException {
    Optional<Dataset> dataset = Dataset.parse(options.getOutput());
    Optional<String> temporary = temporary();
    if (dataset.isEmpty() || temporary.isEmpty()) {
      checks.add(
          dataset.isEmpty()
              ? Check.fail(
                  "options",
                  "--output is " + options.getOutput() + ".",
                  "Give --output=bigquery:project.dataset.",
                  ExitCode.MISTAKE)
              : Check.fail(
                  "options",
                  "there is no directory for the files that load jobs read.",
                  "Give --tempLocation=gs://BUCKET/DIRECTORY.",
                  ExitCode.MISTAKE));
      return checks;
    }
    checks.add(
        Check.ok(
            "options",
            dataset.get()
                + ", jobs in "
                + project(dataset.get())
                + ", files in "
                + temporary.get()));
    boolean way = network("BigQuery", options.getBigQueryEndpoint(), BIGQUERY);
    way &= network("Cloud Storage", options.getGcsEndpoint(), STORAGE);
    if (way && signIn()) {
      Optional<String> location = dataset(dataset.get());
      bucket("temporary bucket", temporary.get(), location);
    } else {
      skip(
          way ? "there is no sign-in" : "there is no way to Google",
          way ? "dataset" : "sign-in",
          "jobs",
          "tables",
          "temporary bucket");
    }
    landing(way);
    return checks;
  }

  /** As a run decides it. */
  private Optional<String> temporary() {
    String asked = options.getTempLocation();
    if (asked != null && asked.startsWith(CLOUD_STORAGE)) {
      return Optional.of(asked);
    }
    return Optional.of(options.getLanding()).filter(place -> place.startsWith(CLOUD_STORAGE));
  }

  private String project(Dataset dataset) {
    if (options.getBigQueryProject() != null) {
      return options.getBigQueryProject();
    }
    return options.getProject() == null ? dataset.project() : options.getProject();
  }

  private boolean network(String server, String endpoint, String standard)
      throws InterruptedException {
    URI address = URI.create(endpoint == null ? standard : endpoint);
    try (Probe probe = Probe.open(HttpSettings.forEndpoint(address))) {
      List<Check> way = NetworkChecks.of(server, address, probe);
      checks.addAll(way);
      return way.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
    } catch (IllegalArgumentException e) {
      checks.add(Check.fail(server + " address", e.getMessage(), "", ExitCode.MISTAKE));
      return false;
    }
  }

  private boolean signIn() {
    try {
      checks.add(Check.ok("sign-in", Account.signIn(options)));
      return true;
    } catch (TrialException e) {
      checks.add(
          failed(
              "sign-in",
              e,
              "Look at --serviceAccountKey and --impersonateServiceAccount, or sign in with gcloud"
                  + " auth application-default login."));
      return false;
    }
  }

  /** Where the dataset is, when that was to be known. */
  private Optional<String> dataset(Dataset dataset) {
    DatasetTrial trial = DatasetTrial.of(dataset, options);
    String location;
    try {
      location = trial.location();
      checks.add(Check.ok("dataset", dataset + " is in " + location));
    } catch (TrialException e) {
      checks.add(
          failed(
              "dataset",
              e,
              e.kind() == TrialException.Kind.MISSING
                  ? "Make it: bq mk --location=EU --dataset "
                      + dataset.project()
                      + ":"
                      + dataset.name()
                  : GRANT_TABLES));
      skip("the dataset could not be looked at", "jobs", "tables");
      return Optional.empty();
    }
    jobs(trial, project(dataset), location);
    tables(trial);
    return Optional.of(location);
  }

  private void jobs(DatasetTrial trial, String project, String location) {
    try {
      trial.tryJob(project, location);
      checks.add(Check.ok("jobs", "may be run in " + project));
    } catch (TrialException e) {
      checks.add(failed("jobs", e, "Grant BigQuery Job User on the project " + project + "."));
    }
  }

  private void tables(DatasetTrial trial) {
    try {
      Optional<List<String>> missing = trial.missingTableRights();
      if (missing.isEmpty()) {
        checks.add(
            Check.skipped(
                "tables", "there is none to ask about; a run shows whether they can be made"));
      } else if (missing.get().isEmpty()) {
        checks.add(
            Check.ok("tables", "can be changed; whether new ones can be made is seen by a run"));
      } else {
        checks.add(refused("tables", missing.get(), GRANT_TABLES));
      }
    } catch (TrialException e) {
      checks.add(failed("tables", e, GRANT_TABLES));
    }
  }

  /**
   * A bucket, its rights, and whether load jobs can read there.
   *
   * @param dataset where the dataset is; empty when that does not matter
   */
  private void bucket(String what, String directory, Optional<String> dataset) {
    String bucket = directory.substring(CLOUD_STORAGE.length()).split("/", 2)[0];
    BucketTrial trial = BucketTrial.of(bucket, options);
    try {
      List<String> missing = trial.missingRights();
      checks.add(
          missing.isEmpty()
              ? located(what, bucket, trial, dataset)
              : refused(what, missing, GRANT_OBJECTS));
    } catch (TrialException e) {
      checks.add(
          failed(
              what,
              e,
              e.kind() == TrialException.Kind.MISSING
                  ? "Correct the name, or make the bucket: " + bucket + "."
                  : GRANT_OBJECTS));
    }
  }

  private static Check located(
      String what, String bucket, BucketTrial trial, Optional<String> dataset)
      throws TrialException {
    String location;
    try {
      location = trial.location();
    } catch (TrialException e) {
      if (e.kind() != TrialException.Kind.REFUSED) {
        throw e;
      }
      // Who may write objects may still not be told about the bucket.
      return Check.ok(what, bucket + " can be written; where it is may not be asked");
    }
    return dataset.isEmpty() || BucketTrial.fits(location, dataset.get())
        ? Check.ok(what, bucket + " is in " + location + " and can be written")
        : Check.warn(
            what,
            bucket + " is in " + location + ", the dataset in " + dataset.get(),
            "Load jobs may refuse that; give a bucket in the dataset's location.");
  }

  private void landing(boolean way) {
    if (!options.getLanding().startsWith(CLOUD_STORAGE)) {
      checks.add(WritableChecks.directory("landing", "--landing", options.getLanding()));
    } else if (way) {
      bucket("landing", options.getLanding(), Optional.empty());
    } else {
      skip("there is no way to Google", "landing");
    }
  }

  private void skip(String why, String... what) {
    for (String each : what) {
      checks.add(Check.skipped(each, why));
    }
  }

  private static Check refused(String what, List<String> missing, String todo) {
    return Check.fail(
        what,
        "rights are missing: " + String.join(", ", missing) + ".",
        todo,
        ExitCode.SIGN_IN_REFUSED);
  }

  private static Check failed(String what, TrialException failure, String todo) {
    ExitCode code =
        switch (failure.kind()) {
          case REFUSED -> ExitCode.SIGN_IN_REFUSED;
          case MISSING -> ExitCode.MISTAKE;
          case NO_ANSWER -> ExitCode.UNREACHABLE;
        };
    return Check.fail(
        what,
        failure.getMessage(),
        failure.kind() == TrialException.Kind.NO_ANSWER ? "Try again later." : todo,
        code);
  }
}
