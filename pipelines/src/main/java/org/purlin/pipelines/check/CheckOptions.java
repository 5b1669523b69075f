package org.purlin.pipelines.check;

import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.JobOptions;
import org.purlin.pipelines.JsonOptions;

/**
 * Options of a check, besides those of the job it is for: a job has the options of BigQuery from
 * Beam.
 */
public interface CheckOptions extends JobOptions, JsonOptions {

  @Description(
      "With --output=bigquery:...: directory of Cloud Storage for the files that load jobs read,"
          + " gs://bucket/directory. Not needed where the landing is in Cloud Storage.")
  @Override
  String getTempLocation();

  @Override
  void setTempLocation(String value);

  @Description("Project that load jobs are run in, and billed to. When not given, --project.")
  String getBigQueryProject();

  void setBigQueryProject(String value);

  @Description("Project of Google Cloud. When not given, that of gcloud, else the dataset's.")
  @Default.InstanceFactory(GcpOptions.DefaultProjectFactory.class)
  String getProject();

  void setProject(String value);

  @Description("Root URL of BigQuery. When not given, Google's.")
  String getBigQueryEndpoint();

  void setBigQueryEndpoint(String value);

  @Description("URL of Cloud Storage's API, with its path /storage/v1/. When not given, Google's.")
  String getGcsEndpoint();

  void setGcsEndpoint(String value);
}
