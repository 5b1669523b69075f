package org.purlin.pipelines;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.bigquery.BigQueryRun;
import org.purlin.io.bigquery.Dataset;
import org.purlin.io.bigquery.LoadProof;
import org.purlin.io.bigquery.LoadSmall;
import org.purlin.io.bigquery.LoadToBigQuery;
import org.purlin.io.bigquery.TableLoad;
import org.purlin.io.bigquery.WarehouseException;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.LoadLedger;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.Storage;
import org.purlin.pipelines.report.Balance;
import org.purlin.pipelines.report.RunHistory;
import org.purlin.pipelines.report.RunReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last part of a pull: loads what was published into the warehouse, if there is one. */
public final class WarehouseLoad implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(WarehouseLoad.class);

  private static final String CLOUD_STORAGE = "gs://";

  /** Longest value of a label in BigQuery. */
  private static final int LONGEST_LABEL = 63;

  /** Null where rows stay files. */
  private final BigQueryRun run;

  private WarehouseLoad(BigQueryRun run) {
    this.run = run;
  }

  /**
   * The load of a run.
   *
   * @throws UserMistakeException when something that a load needs is missing
   */
  public static WarehouseLoad of(Job<?> job, JobOptions options) {
    if (!options.getOutput().startsWith(Dataset.SCHEME)) {
      return none();
    }
    if (!job.landsRows()) {
      throw new UserMistakeException(
          "--output must be a directory: purlin " + job.verb() + " has no rows for BigQuery.");
    }
    FileLanding landing = RunPlaces.landing(options);
    Dataset dataset = Dataset.parse(options.getOutput()).orElseThrow();
    RunPlaces.refuseStrangers(landing);
    Map<String, String> labels =
        Map.of("purlin", label(job.verb()), "purlin_run", label(options.getRunId()));
    options.as(BigQueryOptions.class).setJobLabelsMap(labels);
    return new WarehouseLoad(
        new BigQueryRun(
            options.getRunId(),
            dataset,
            jobProject(options, dataset),
            landing,
            temporary(options, landing),
            labels,
            RunPlaces.proof(options, "bigquery")));
  }

  /**
   * Jobs are run, and billed, where the user or gcloud's settings say, else where the dataset is.
   */
  private static String jobProject(JobOptions options, Dataset dataset) {
    String named = options.as(BigQueryOptions.class).getBigQueryProject();
    if (named != null) {
      return named;
    }
    GcpOptions cloud = options.as(GcpOptions.class);
    if (cloud.getProject() == null) {
      cloud.setProject(dataset.project());
    }
    return cloud.getProject();
  }

  private static String temporary(JobOptions options, FileLanding landing) {
    String asked = options.getTempLocation();
    if (asked != null && asked.startsWith(CLOUD_STORAGE)) {
      return asked;
    }
    if (landing.root().startsWith(CLOUD_STORAGE)) {
      return landing.temporary("load");
    }
    throw new UserMistakeException(
        "--output="
            + options.getOutput()
            + " needs --tempLocation=gs://BUCKET/DIRECTORY: load jobs read from Cloud Storage.");
  }

  /** Lower case letters, digits, dashes and underscores. */
  private static String label(String text) {
    String label = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
    return label.substring(0, Math.min(label.length(), LONGEST_LABEL));
  }

  /** Where rows stay files. */
  public static WarehouseLoad none() {
    return new WarehouseLoad(null);
  }

  /** A run that loads what it published. */
  public Run around(Run inner) {
    return run == null ? inner : new LoadingRun(inner, this);
  }

  /**
   * Before anything is asked for: the dataset must be there, and one that is new gets what others
   * have.
   */
  void begin(PipelineOptions options) {
    try {
      LoadToBigQuery.check(run, options);
      run.landing().loads().begin();
    } catch (WarehouseException e) {
      throw e.isMistake() ? new UserMistakeException(e.getMessage()) : new UncheckedIOException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads when everything was published. */
  PCollection<String> after(PCollection<String> published) {
    return published.apply("Load", LoadToBigQuery.of(run));
  }

  /** The outcome of a run with what became of its rows here. */
  RunReport.Outcome addTo(RunReport.Outcome outcome) {
    RunReport.Builder report = outcome.toBuilder();
    addTo(report);
    return report.build();
  }

  private void addTo(RunReport.Builder report) {
    try {
      LoadProof proof =
          LoadProof.read(run.proof())
              .orElseThrow(
                  () ->
                      new OutputChangedException(
                          "The run ended without its load: "
                              + run.proof()
                              + " is missing. Run the same command again."));
      Balance rows = Balance.of("rows of windows to load", "published", sum(proof));
      long loaded = 0;
      long rejected = 0;
      for (TableLoad table : proof.tables()) {
        if (!table.table().equals(TableLoad.REJECTED)) {
          loaded += table.loaded();
          rejected += table.rejected();
          report.counter("windows loaded into " + table.table(), table.windows());
          if (table.rejected() > 0) {
            report.rejects(
                "refused by BigQuery in "
                    + table.table()
                    + ", for example: "
                    + table.reasons().get(0),
                table.rejected());
          }
        }
      }
      report.balance(rows.plus("loaded", loaded).plus("rejected", rejected));
      report.notice(
          "Rows are in "
              + run.dataset()
              + "; the files they came from are in "
              + Storage.resolve(run.landing().root(), ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a run to the table of runs, whatever came of it. */
  public void remember(RunReport report, PipelineOptions options) {
    if (run == null) {
      return;
    }
    try {
      if (!LoadLedger.isLandingOfLoads(run.landing().root())) {
        // It ended before it began to publish.
        return;
      }
      LoadSmall.load(run, options, RunHistory.RUNS, report.runId(), RunHistory.row(report));
    } catch (IOException | RuntimeException e) {
      LOG.warn("This run is not in the table {} yet: {}", RunHistory.RUNS.name(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long sum(LoadProof proof) {
    return proof.tables().stream()
        .filter(table -> !table.table().equals(TableLoad.REJECTED))
        .mapToLong(TableLoad::read)
        .sum();
  }
}
