package org.purlin.pipelines;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.pipelines.report.FollowUp;
import org.purlin.pipelines.report.RunReport;

/** A run, and after it the load of what it published. */
final class LoadingRun implements Run {

  private static final long serialVersionUID = 1L;

  private final Run inner;
  private final WarehouseLoad load;

  LoadingRun(Run inner, WarehouseLoad load) {
    this.inner = inner;
    this.load = load;
  }

  @Override
  public String window() {
    return inner.window();
  }

  /** Never without a pipeline: a run that was killed may have left something to load. */
  @Override
  public Optional<RunReport.Outcome> alreadyDone() {
    return Optional.empty();
  }

  @Override
  public int threads() {
    return inner.threads();
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    load.begin(pipeline.getOptions());
    return load.after(inner.build(pipeline));
  }

  @Override
  public List<FollowUp> followUps() {
    return inner.followUps();
  }

  @Override
  public Progress progress(MetricResults metrics) {
    return inner.progress(metrics);
  }

  @Override
  public RunReport.Outcome finish() {
    return load.addTo(inner.finish());
  }

  @Override
  public void close() {
    inner.close();
  }
}
