package org.purlin.pipelines.bigquery;

import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;
import org.purlin.pipelines.CloudOptions;
import org.purlin.pipelines.JsonOptions;

/** Options of {@link CheckBigQuery}; each means what it means to a job. */
@Description("Tries everything a load into BigQuery needs.")
public interface CheckBigQueryOptions extends JsonOptions, CloudOptions {

  @Description("The dataset that jobs load into: bigquery:project.dataset.")
  @Validation.Required
  String getOutput();

  void setOutput(String value);

  @Description("Directory where jobs publish rows as files before they are loaded.")
  @Default.String("out")
  String getLanding();

  void setLanding(String value);

  @Description(
      "Directory of Cloud Storage for the files that load jobs read: gs://bucket/directory. Not"
          + " needed where the landing is in Cloud Storage.")
  @Override
  String getTempLocation();

  @Override
  void setTempLocation(String value);

  @Description("Project that jobs are run in, and billed to. When not given, --project.")
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
