package org.purlin.io.bigquery;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.LoadLedger;

/**
 * One run's loads. Immutable; travels in the job graph.
 *
 * @param runId name of the run
 * @param dataset where tables are
 * @param jobProject the project that load jobs and queries are run in, and billed to
 * @param landing where rows are published
 * @param temporary directory of Cloud Storage for the files that load jobs read
 * @param labels of tables and jobs
 * @param proof file that the load leaves when it came to its end
 */
public record BigQueryRun(
    String runId,
    Dataset dataset,
    String jobProject,
    FileLanding landing,
    String temporary,
    Map<String, String> labels,
    String proof)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public BigQueryRun {
    labels = Map.copyOf(labels);
  }

  /** The same under another name. */
  BigQueryRun named(String name) {
    return new BigQueryRun(name, dataset, jobProject, landing, temporary, labels, proof);
  }

  LoadLedger ledger() {
    return landing.loads();
  }

  /** The table that rows of a table are loaded into before they take their place. */
  String staging(String table) {
    return "purlin_load_" + table + "_" + runId.replaceAll("[^A-Za-z0-9]", "_") + "_" + mark("");
  }

  /** Tells runs apart that happen to have one name, and jobs that do different things. */
  String mark(String what) {
    String all = dataset + "\n" + landing.root() + "\n" + runId + "\n" + what;
    return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
  }

  /** How a table is named in load jobs. */
  String spec(String table) {
    return dataset.project() + ":" + dataset.name() + "." + table;
  }
}
