package org.purlin.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.purlin.pipelines.JobOptions;

/**
 * How a job runs on Dataflow where the user does not say otherwise. Whether workers have public
 * addresses, their region, network and service account are the user's to say, or the project's.
 *
 * <p>Every job is a batch job: its collections are bounded, so there is no streaming engine. It is
 * run by Runner v2, because the runner of 2.70 takes the older one for batch unless it is told, and
 * for that one it replaces each splittable step by a loop that is neither split nor interrupted.
 */
final class DataflowDefaults {

  /** A guess: the jobs wait for others most of the time, and two workers more are a reserve. */
  static final int MOST_WORKERS = 4;

  /** A guess: two units at a time, and 4 GB for each, which is far more than they take. */
  static final String MACHINE = "e2-standard-2";

  /** What keeps splittable steps splittable in batch. */
  static final String RUNNER_V2 = "use_runner_v2";

  /** Any of these means Runner v2 to Dataflow, or is the user's word against it. */
  private static final List<String> ABOUT_RUNNER_V2 =
      List.of(
          RUNNER_V2,
          "beam_fn_api",
          "use_unified_worker",
          "use_portable_job_submission",
          "disable_runner_v2",
          "disable_runner_v2_until_2023",
          "disable_prime_runner_v2");

  /** See https://cloud.google.com/resource-manager/docs/labels-overview. */
  private static final int LONGEST_LABEL = 63;

  private DataflowDefaults() {}

  /** Sets what was not given. */
  static void set(GivenOptions given, JobOptions job, String verb) {
    DataflowPipelineOptions options = job.as(DataflowPipelineOptions.class);
    options.setStreaming(false);
    if (!given.has("maxNumWorkers")) {
      options.setMaxNumWorkers(Math.max(MOST_WORKERS, options.getNumWorkers()));
    }
    if (!given.has("workerMachineType")) {
      options.setWorkerMachineType(MACHINE);
    }
    if (!given.has("jobName")) {
      options.setJobName(name(verb, job.getRunId()));
    }
    if (!given.has("labels")) {
      options.setLabels(
          new TreeMap<>(Map.of("purlin-job", label(verb), "purlin-run", label(job.getRunId()))));
    }
    List<String> experiments =
        new ArrayList<>(options.getExperiments() == null ? List.of() : options.getExperiments());
    if (experiments.stream().noneMatch(ABOUT_RUNNER_V2::contains)) {
      experiments.add(RUNNER_V2);
      options.setExperiments(experiments);
    }
  }

  /** Dataflow's names are small letters, digits and dashes, and end in none of the latter. */
  static String name(String verb, String runId) {
    return ("purlin-" + verb + "-" + runId)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("-$", "");
  }

  /** A label's value is small letters, digits, dashes and underscores. */
  private static String label(String text) {
    String label = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    return label.substring(0, Math.min(LONGEST_LABEL, label.length()));
  }
}
