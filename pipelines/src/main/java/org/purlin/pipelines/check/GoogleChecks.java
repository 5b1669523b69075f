package org.purlin.pipelines.check;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.purlin.io.bigquery.Account;
import org.purlin.io.bigquery.BucketTrial;
import org.purlin.io.bigquery.TrialException;
import org.purlin.io.http.HttpSettings;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.report.ExitCode;

/** Tries the way to Google Cloud, the sign-in, and buckets. */
final class GoogleChecks {

  static final String CLOUD_STORAGE = "gs://";

  /** Google's own addresses, where no other is given. */
  private static final String BIGQUERY = "https://bigquery.googleapis.com/";

  private static final String STORAGE = "https://storage.googleapis.com/";

  private static final String GRANT_OBJECTS = "Grant Storage Object Admin on the bucket.";

  private final Checklist checks;
  private final JobOptions options;

  /** Empty before it was tried. */
  private Optional<Boolean> open = Optional.empty();

  GoogleChecks(Checklist checks, JobOptions options) {
    this.checks = checks;
    this.options = options;
  }

  /**
   * The way to Google and the sign-in, tried once.
   *
   * @param warehouse whether BigQuery is needed too
   * @return whether there is a sign-in
   */
  boolean open(boolean warehouse) throws InterruptedException {
    if (open.isEmpty()) {
      boolean way =
          !warehouse
              || network(
                  "BigQuery", options.as(BigQueryOptions.class).getBigQueryEndpoint(), BIGQUERY);
      way &= network("Cloud Storage", options.as(GcsOptions.class).getGcsEndpoint(), STORAGE);
      if (!way) {
        checks.skip("there is no way to Google", "Google sign-in");
      }
      open = Optional.of(way && signIn());
    }
    return open.get();
  }

  private boolean network(String server, String endpoint, String standard)
      throws InterruptedException {
    try {
      URI address = URI.create(endpoint == null || endpoint.isEmpty() ? standard : endpoint);
      return checks.network(server, address, HttpSettings.forEndpoint(address));
    } catch (IllegalArgumentException e) {
      checks.fail(server + " address", e, "");
      return false;
    }
  }

  private boolean signIn() {
    try {
      checks.ok("Google sign-in", Account.signIn(options));
      return true;
    } catch (TrialException e) {
      fail(
          "Google sign-in",
          e,
          "Look at --serviceAccountKey and --impersonateServiceAccount, or sign in with gcloud"
              + " auth application-default login.");
      return false;
    }
  }

  /**
   * A bucket, its rights, and whether load jobs can read there.
   *
   * @param dataset where the dataset is; empty when that does not matter
   */
  void bucket(String what, String directory, Optional<String> dataset) {
    String bucket = directory.substring(CLOUD_STORAGE.length()).split("/", 2)[0];
    BucketTrial trial = BucketTrial.of(bucket, options);
    try {
      List<String> missing = trial.missingRights();
      if (missing.isEmpty()) {
        checks.add(located(what, bucket, trial, dataset));
      } else {
        refuse(what, missing, GRANT_OBJECTS);
      }
    } catch (TrialException e) {
      fail(
          what,
          e,
          e.kind() == TrialException.Kind.MISSING
              ? "Correct the name, or make the bucket: " + bucket + "."
              : GRANT_OBJECTS);
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

  void refuse(String what, List<String> missing, String todo) {
    checks.add(
        Check.fail(
            what,
            "rights are missing: " + String.join(", ", missing) + ".",
            todo,
            ExitCode.SIGN_IN_REFUSED));
  }

  void fail(String what, TrialException failure, String todo) {
    ExitCode code =
        switch (failure.kind()) {
          case REFUSED -> ExitCode.SIGN_IN_REFUSED;
          case MISSING -> ExitCode.MISTAKE;
          case NO_ANSWER -> ExitCode.UNREACHABLE;
        };
    checks.add(
        Check.fail(
            what,
            failure.getMessage(),
            failure.kind() == TrialException.Kind.NO_ANSWER ? "Try again later." : todo,
            code));
  }
}
