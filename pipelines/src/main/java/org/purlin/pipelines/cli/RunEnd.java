package org.purlin.pipelines.cli;

import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.purlin.pipelines.WarehouseLoad;
import org.purlin.pipelines.report.ReportFiles;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.Verdict;

/**
 * What is known of a run before it ends, and how its report is made: by the launcher that waited
 * for it, or by a worker when nobody did. Holds no secret, so it may travel in a job graph.
 *
 * @param job the verb
 * @param version the program's version
 * @param runId the run's name
 * @param window what is asked for; empty while that is not known
 * @param started when the run began
 * @param home the directory its report is written to
 * @param log the log file; null when there is none
 * @param options as the report shows them
 * @param load remembers the run where its rows are loaded
 */
record RunEnd(
    String job,
    String version,
    String runId,
    String window,
    Instant started,
    String home,
    String log,
    Map<String, String> options,
    WarehouseLoad load)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  RunEnd {
    options = new TreeMap<>(options);
  }

  /** The same of a run that began at another time. */
  RunEnd startedAt(Instant when) {
    return new RunEnd(job, version, runId, window, when, home, log, options, load);
  }

  /**
   * Writes the run's report, in place of one it may have written before.
   *
   * @param verdict without secrets in its sentence
   * @param around where this is done
   */
  RunReport report(RunReport.Outcome outcome, Verdict verdict, PipelineOptions around)
      throws IOException {
    RunReport report =
        new RunReport(
            RunReport.SCHEMA_VERSION,
            job,
            version,
            runId,
            window,
            started,
            Instant.now(),
            verdict.exitCode().number(),
            verdict.sentence(),
            log,
            options,
            outcome);
    ReportFiles.write(home, report);
    load.remember(report, around);
    return report;
  }
}
