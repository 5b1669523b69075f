package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.edfi.EdfiIO;
import org.purlin.io.edfi.PullProof;
import org.purlin.io.edfi.PullRun;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.RunLock;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.report.RunReport;

/** One pull. */
final class PullJobRun implements Run {

  private static final long serialVersionUID = 1L;

  /** Each has a page in memory, as it came and as rows. */
  private static final int MOST_THREADS = 16;

  private final PullRun run;
  private final transient RunLock lock;

  private PullJobRun(PullRun run, RunLock lock) {
    this.run = run;
    this.lock = lock;
  }

  static PullJobRun prepare(PullRun run) {
    return new PullJobRun(run, RunPlaces.take(run.landing()));
  }

  @Override
  public String window() {
    return RunSettings.window(run.districts());
  }

  /** One a partition, so that all of a resource are read at once. */
  @Override
  public int threads() {
    return Math.min(MOST_THREADS, Math.min(run.partitions(), run.settings().concurrency()));
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    return pipeline.apply("Pull", EdfiIO.pull(run));
  }

  @Override
  public RunReport.Outcome finish() {
    try {
      PullProof proof =
          PullProof.read(run.proof())
              .orElseThrow(
                  () ->
                      new OutputChangedException(
                          "The run ended without its last step: "
                              + run.proof()
                              + " is missing. Run the same command again."));
      return new PullReport(run, proof).outcome();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    RunPlaces.giveBack(run.landing(), lock);
  }
}
