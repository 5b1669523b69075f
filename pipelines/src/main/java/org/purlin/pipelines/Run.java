package org.purlin.pipelines;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.pipelines.report.FollowUp;
import org.purlin.pipelines.report.RunReport;

/**
 * One planned run of a job. Its methods are called once each, in this order, by one thread.
 *
 * <p>A run that nobody waits for is sent to a worker when its pipeline is built, and ends there:
 * {@link #finish} and {@link #close} are called on a copy, and may be called again. So a run keeps
 * values and no options, and what only this process can hold, such as a lock, is transient.
 */
public interface Run extends AutoCloseable, Serializable {

  /** What is asked for, short, for the log's name: {@code 20260101T00-20260101T23}. */
  String window();

  /**
   * The outcome, when everything asked for was proven done before and no pipeline is needed. The
   * pipeline is neither built nor run then. Not asked of a run that nobody waits for, whose graph
   * has to be written in any case.
   */
  default Optional<RunReport.Outcome> alreadyDone() {
    return Optional.empty();
  }

  /**
   * How many units a runner on this machine should be at, at the same time, because they mostly
   * wait for others; 0 leaves it to the runner, which has one a processor and three at least.
   */
  default int threads() {
    return 0;
  }

  /**
   * Draws the data's path.
   *
   * @return elements that exist when everything the run does in this pipeline is done; their texts
   *     say what ended, for logs
   */
  PCollection<String> build(Pipeline pipeline);

  /**
   * Commands that suit whatever becomes of the run, for example with its window spelt out where it
   * was given by the clock. Without any of the same verb, the same flags are the command.
   */
  default List<FollowUp> followUps() {
    return List.of();
  }

  /**
   * How far the running pipeline is; asked twice a second from another thread while it runs.
   * Numbers come from metrics, so they may lag and repeat, and nothing is decided by them.
   */
  default Progress progress(MetricResults metrics) {
    return Progress.UNKNOWN;
  }

  /**
   * Says what happened. Called only when the pipeline ended in state DONE. Reads what the pipeline
   * left in files, never statics, because a pipeline may have run on other machines.
   */
  RunReport.Outcome finish();

  /** Gives back what the run holds; called last, however it went. */
  @Override
  default void close() {}
}
