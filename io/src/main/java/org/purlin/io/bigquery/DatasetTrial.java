package org.purlin.io.bigquery;

import com.google.api.services.bigquery.Bigquery;
import com.google.api.services.bigquery.model.Job;
import com.google.api.services.bigquery.model.JobConfiguration;
import com.google.api.services.bigquery.model.JobConfigurationQuery;
import com.google.api.services.bigquery.model.JobReference;
import com.google.api.services.bigquery.model.TableList;
import com.google.api.services.bigquery.model.TestIamPermissionsRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;

/** What can be asked of BigQuery before a load, without changing anything. */
public final class DatasetTrial {

  /** What loads and statements need on tables that are there. */
  private static final List<String> TABLE_RIGHTS =
      List.of(
          "bigquery.tables.get",
          "bigquery.tables.getData",
          "bigquery.tables.updateData",
          "bigquery.tables.update",
          "bigquery.tables.delete");

  private final Dataset dataset;
  private final Bigquery client;

  private DatasetTrial(Dataset dataset, Bigquery client) {
    this.dataset = dataset;
    this.client = client;
  }

  /** Asks nothing yet. */
  public static DatasetTrial of(Dataset dataset, PipelineOptions options) {
    return new DatasetTrial(dataset, TrialClients.bigQuery(options));
  }

  /** Where the dataset is: {@code EU}. */
  public String location() throws TrialException {
    try {
      return client.datasets().get(dataset.project(), dataset.name()).execute().getLocation();
    } catch (IOException e) {
      throw TrialException.of(e);
    }
  }

  /**
   * Asks whether jobs may be run in a project, by a job that BigQuery only plans: a dry run.
   *
   * @param location of the dataset
   */
  public void tryJob(String project, String location) throws TrialException {
    Job job =
        new Job()
            .setJobReference(new JobReference().setProjectId(project).setLocation(location))
            .setConfiguration(
                new JobConfiguration()
                    .setDryRun(true)
                    .setQuery(
                        new JobConfigurationQuery().setQuery("SELECT 1").setUseLegacySql(false)));
    try {
      client.jobs().insert(project, job).execute();
    } catch (IOException e) {
      throw TrialException.of(e);
    }
  }

  /**
   * The rights that are missing on the tables, asked of one of them.
   *
   * @return empty when there is no table to ask about
   */
  public Optional<List<String>> missingTableRights() throws TrialException {
    try {
      TableList tables =
          client.tables().list(dataset.project(), dataset.name()).setMaxResults(1L).execute();
      if (tables.getTables() == null || tables.getTables().isEmpty()) {
        return Optional.empty();
      }
      String resource =
          "projects/"
              + dataset.project()
              + "/datasets/"
              + dataset.name()
              + "/tables/"
              + tables.getTables().get(0).getTableReference().getTableId();
      List<String> there =
          client
              .tables()
              .testIamPermissions(
                  resource, new TestIamPermissionsRequest().setPermissions(TABLE_RIGHTS))
              .execute()
              .getPermissions();
      return Optional.of(
          TABLE_RIGHTS.stream().filter(each -> there == null || !there.contains(each)).toList());
    } catch (IOException e) {
      throw TrialException.of(e);
    }
  }
}
