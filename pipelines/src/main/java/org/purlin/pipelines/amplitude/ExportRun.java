package org.purlin.pipelines.amplitude;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.amplitude.AmplitudeIO;
import org.purlin.io.amplitude.AmplitudeRun;
import org.purlin.io.amplitude.AmplitudeSource;
import org.purlin.io.amplitude.HourPlan;
import org.purlin.io.amplitude.Hours;
import org.purlin.io.amplitude.Outcome;
import org.purlin.io.amplitude.WindowSize;
import org.purlin.io.landing.RunLock;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.report.FollowUp;
import org.purlin.pipelines.report.RunReport;

/** A run that asks the Export API. */
final class ExportRun implements Run {

  private static final long serialVersionUID = 1L;

  private final AmplitudeRun run;
  private final AmplitudeSource source;
  private final HoursAsked asked;
  private final HourPlan plan;

  /** Whether the size of windows is this run's to learn. */
  private final boolean learnsSize;

  private final long maxBadLines;
  private final transient RunLock lock;

  private ExportRun(
      AmplitudeRun run,
      AmplitudeSource source,
      HoursAsked asked,
      HourPlan plan,
      boolean learnsSize,
      long maxBadLines,
      RunLock lock) {
    this.run = run;
    this.source = source;
    this.asked = asked;
    this.plan = plan;
    this.learnsSize = learnsSize;
    this.maxBadLines = maxBadLines;
    this.lock = lock;
  }

  static ExportRun prepare(ExportAmplitudeOptions options) {
    HoursToExport wanted = HoursToExport.of(options);
    RunLock lock = RunPlaces.take(wanted.run().landing());
    try {
      return new ExportRun(
          wanted.run(),
          wanted.source(),
          wanted.asked(),
          wanted.plan(),
          options.getWindowHours() == 0,
          options.getMaxBadLines(),
          lock);
    } catch (IOException | RuntimeException e) {
      RunFiles.close(wanted.run(), lock);
      throw e instanceof IOException io ? new UncheckedIOException(io) : (RuntimeException) e;
    }
  }

  @Override
  public String window() {
    return asked.shown();
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    RunFiles.start(run);
    noteOpenHours();
    return pipeline
        .apply("Export", AmplitudeIO.exportArchives(run, source, plan))
        .apply("Flatten", AmplitudeIO.flattenArchives(run))
        .apply("Publish", AmplitudeIO.publish(run));
  }

  /** Before anything is asked: a later run without given hours must find what this one leaves. */
  private void noteOpenHours() {
    try {
      HourPlan.noteNotYet(run, asked.notYet(), "not exportable yet");
      if (asked.catchesUp()) {
        HourPlan.noteNotYet(run, asked.exportable(), "asked for by a run that did not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Progress progress(MetricResults metrics) {
    long total = 2 * plan.hoursToAsk() + plan.hoursLanded();
    long done =
        RunFiles.counter(metrics, "settledHours") + RunFiles.counter(metrics, "flattenedHours");
    return total == 0 ? Progress.UNKNOWN : new Progress(Math.min(done, total), total, "steps");
  }

  @Override
  public RunReport.Outcome finish() {
    try {
      List<Outcome> outcomes = RunFiles.outcomes(run);
      if (learnsSize) {
        WindowSize.learn(run, plan, outcomes);
      }
      HourPlan.reopen(run, asked.young());
      AmplitudeReport report =
          new AmplitudeReport(run, outcomes, Optional.of(plan), asked.notYet(), maxBadLines);
      RunReport.Builder builder = report.build(first(), last());
      notices(builder);
      followUps().forEach(builder::followUp);
      run.landing().cleanUp();
      requests(builder, outcomes);
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requests(RunReport.Builder builder, List<Outcome> outcomes) {
    long requests = 0;
    long bytes = 0;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.OfRequests made) {
        requests += made.requests();
      } else if (outcome instanceof Outcome.OfArchive archive && archive.asked() != null) {
        bytes += archive.bytes();
      }
    }
    builder.counter("windows asked for", requests).counter("bytes downloaded", bytes);
  }

  private void notices(RunReport.Builder builder) {
    if (!asked.young().isEmpty()) {
      builder.notice(
          "--ignoreLag: the last "
              + asked.young().size()
              + " hours may lack events; a later run without --start takes them again.");
    }
  }

  /** What earlier runs left open is asked for as well, and begins earlier. */
  private long firstHour() {
    NavigableSet<Long> hours = plan.asked();
    hours.addAll(plan.landed());
    return hours.isEmpty() ? asked.first() : Math.min(asked.first(), hours.first());
  }

  /** Hours by name: tomorrow "yesterday" means others. */
  @Override
  public List<FollowUp> followUps() {
    return List.of(
        new FollowUp(
            "Run the same hours again",
            "amplitude",
            List.of(),
            Map.of(
                "start",
                Hours.instant(firstHour()).toString(),
                "end",
                Hours.instant(asked.end()).toString(),
                "last",
                "")));
  }

  private String first() {
    return Hours.compact(firstHour());
  }

  private String last() {
    return Hours.compact(asked.end() - 1);
  }

  @Override
  public void close() {
    RunFiles.close(run, lock);
  }
}
