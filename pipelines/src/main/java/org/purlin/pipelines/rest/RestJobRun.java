package org.purlin.pipelines.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.RunLock;
import org.purlin.io.rest.RestIO;
import org.purlin.io.rest.RestProof;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.WindowResult;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.report.RunReport;

/** One run over a paged API. */
public final class RestJobRun implements Run {

  private static final long serialVersionUID = 1L;

  /** Each has a page in memory, as it came and as rows. */
  private static final int MOST_THREADS = 16;

  private final RestRun run;
  private final String window;
  private final transient RunLock lock;

  private RestJobRun(RestRun run, String window, RunLock lock) {
    this.run = run;
    this.window = window;
    this.lock = lock;
  }

  /**
   * Takes the output for this run.
   *
   * @param window what is asked for, short, for the log's name
   */
  public static RestJobRun prepare(RestRun run, String window) {
    RestJobRun prepared = new RestJobRun(run, window, RunPlaces.take(run.landing()));
    try {
      RestIO.forgetOld(run);
    } catch (IOException e) {
      prepared.close();
      throw new UncheckedIOException(e);
    }
    return prepared;
  }

  @Override
  public String window() {
    return window;
  }

  @Override
  public int threads() {
    return Math.min(MOST_THREADS, run.concurrency());
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    return ended(pipeline.apply("Read", RestIO.read(run)));
  }

  /** One text for each window. */
  public static PCollection<String> ended(PCollection<WindowResult> windows) {
    return windows.apply(
        "NameWindows",
        MapElements.into(TypeDescriptors.strings())
            .via(window -> window.resource() + " " + window.window()));
  }

  @Override
  public Progress progress(MetricResults metrics) {
    long planned = RestIO.starts(run.source()) + counter(metrics, "plannedUnits");
    return new Progress(counter(metrics, "settledUnits"), planned, "requests");
  }

  /** What the run proved. */
  public RestProof proof() throws IOException {
    return RestProof.read(run.proof())
        .orElseThrow(
            () ->
                new OutputChangedException(
                    "The run ended without its last step: "
                        + run.proof()
                        + " is missing. Run the same command again."));
  }

  @Override
  public RunReport.Outcome finish() {
    return report().build();
  }

  /** The report so far, for a job that adds to it. */
  public RunReport.Builder report() {
    try {
      return new RestReport(run, proof()).report();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long counter(MetricResults metrics, String name) {
    MetricsFilter filter =
        MetricsFilter.builder().addNameFilter(MetricNameFilter.named(RestIO.class, name)).build();
    long sum = 0;
    for (var counter : metrics.queryMetrics(filter).getCounters()) {
      sum += counter.getAttempted();
    }
    return sum;
  }

  @Override
  public void close() {
    RunPlaces.giveBack(run.landing(), lock);
  }
}
