package org.purlin.io.bigquery;

import com.google.api.services.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.options.PipelineOptions;

/** What can be asked of a bucket of Cloud Storage without writing into it. */
public final class BucketTrial {

  /** What runs need where they write files, and load jobs where they read them. */
  private static final List<String> RIGHTS =
      List.of(
          "storage.objects.create",
          "storage.objects.delete",
          "storage.objects.get",
          "storage.objects.list");

  private final String bucket;
  private final Storage client;

  private BucketTrial(String bucket, Storage client) {
    this.bucket = bucket;
    this.client = client;
  }

  /** Asks nothing yet. */
  public static BucketTrial of(String bucket, PipelineOptions options) {
    return new BucketTrial(bucket, TrialClients.storage(options));
  }

  /** Where the bucket is: {@code EUROPE-WEST2}. */
  public String location() throws TrialException {
    try {
      return client.buckets().get(bucket).execute().getLocation();
    } catch (IOException e) {
      throw TrialException.of(e);
    }
  }

  /** The rights on objects that are missing. */
  public List<String> missingRights() throws TrialException {
    try {
      List<String> there =
          client.buckets().testIamPermissions(bucket, RIGHTS).execute().getPermissions();
      return RIGHTS.stream().filter(each -> there == null || !there.contains(each)).toList();
    } catch (IOException e) {
      throw TrialException.of(e);
    }
  }

  /**
   * Whether load jobs surely read from there into a dataset: the same place, or a dataset in the
   * US, which takes files from anywhere, or a region of Europe for one in the EU. See "Location
   * considerations" in BigQuery's pages about loading from Cloud Storage.
   */
  public static boolean fits(String bucketLocation, String datasetLocation) {
    String bucket = bucketLocation.toUpperCase(Locale.ROOT);
    String dataset = datasetLocation.toUpperCase(Locale.ROOT);
    return bucket.equals(dataset)
        || dataset.equals("US")
        || (dataset.equals("EU") && bucket.startsWith("EUROPE-"));
  }
}
