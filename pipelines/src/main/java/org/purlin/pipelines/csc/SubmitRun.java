package org.purlin.pipelines.csc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.csc.CscIO;
import org.purlin.io.csc.CscRun;
import org.purlin.io.csc.DryRunRecords;
import org.purlin.io.csc.NightReport;
import org.purlin.io.csc.Payload;
import org.purlin.io.csc.RunLease;
import org.purlin.io.landing.Storage;
import org.purlin.io.staging.SqlSettings;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.csc.SubmitCscChangesOptions.PayloadForm;
import org.purlin.pipelines.report.RunReport;
import org.purlin.transforms.csc.ChildRules;
import org.purlin.transforms.csc.DeltaSettings;

/** A night's run. */
final class SubmitRun implements Run {

  private static final long serialVersionUID = 1L;

  /** What the receiver takes in one post. */
  private static final int LARGEST_BATCH = 100;

  /** What the sender's tables hold. */
  private static final int LONGEST_RUN_ID = 64;

  /** One attempt takes up to twice the time-out, and the lock is renewed before each. */
  private static final int ATTEMPTS_PER_LEASE = 3;

  private static final Duration SHORTEST_LEASE = Duration.ofMinutes(1);

  /** Stands for the child in reports and commands. */
  private static final String ONE_CHILD = "(one child)";

  private final CscRun run;
  private boolean begun;

  private SubmitRun(CscRun run) {
    this.run = run;
  }

  static SubmitRun prepare(SubmitCscChangesOptions options) {
    if (options.getRunId().length() > LONGEST_RUN_ID) {
      throw new UserMistakeException(
          "--runId must have at most "
              + LONGEST_RUN_ID
              + " characters here, but has: "
              + options.getRunId().length());
    }
    if (ONE_CHILD.equals(options.getOnly())) {
      throw new UserMistakeException(
          "--only: put the child's id in place of " + ONE_CHILD + ", which reports do not name.");
    }
    if (options.isDryRun() && options.getRunner() == DataflowRunner.class) {
      throw new UserMistakeException(
          "--dryRun shows what would be sent, and may need a disk for what it compares with; leave"
              + " --runner=DataflowRunner out.");
    }
    SqlSettings staging = CscSettings.staging(options);
    CscRun run =
        new CscRun(
            options.getRunId(),
            CscSettings.scope(options),
            staging,
            CscSettings.table(options),
            CscSettings.records(options),
            CscSettings.recordsSchema(options),
            CscSettings.receiver(
                    options, CscSettings.duration("--minInterval", options.getMinInterval()))
                .withRun(options.getRunId()),
            payload(options),
            sending(options),
            options.getOutput());
    CscSettings.checkNotMixedUp(options);
    // It names a child, and options are shown in reports and job pages.
    if (options.getOnly() != null) {
      options.setOnly(ONE_CHILD);
    }
    return new SubmitRun(run.sending().dryRun() ? DryRunRecords.whereNoneAre(run) : run);
  }

  private static Payload payload(SubmitCscChangesOptions options) {
    boolean full =
        options.getPayload() == null
            ? Boolean.FALSE.equals(options.getUsePartialPayload())
            : options.getPayload() == PayloadForm.FULL;
    Set<String> ignored =
        options.getIgnoredPaths() == null
            ? Set.of()
            : Arrays.stream(options.getIgnoredPaths().split(",", -1))
                .map(String::strip)
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toSet());
    return new Payload(
        full,
        new DeltaSettings(
            options.getCleared(), options.getReading(), options.isDeletionDetails(), ignored),
        rules(options.getRules()));
  }

  private static String rules(String file) {
    if (file == null) {
      return null;
    }
    try {
      String rules =
          Storage.readText(file)
              .orElseThrow(() -> new UserMistakeException("--rules: there is no file " + file));
      ChildRules.of(rules.getBytes(StandardCharsets.UTF_8));
      return rules;
    } catch (IOException | IllegalArgumentException e) {
      throw new UserMistakeException("--rules: " + file + " cannot be used: " + e.getMessage());
    }
  }

  private static CscRun.Sending sending(SubmitCscChangesOptions options) {
    int batchSize = options.getBatchSize();
    if (batchSize < 1 || batchSize > LARGEST_BATCH) {
      throw new UserMistakeException(
          "--batchSize must be from 1 to " + LARGEST_BATCH + ", but was: " + batchSize);
    }
    if (options.getLimit() < 0) {
      throw new UserMistakeException(
          "--limit must not be negative, but was: " + options.getLimit());
    }
    Duration lease = CscSettings.duration("--lease", options.getLease());
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new UserMistakeException("--lease must be PT1M or more, but was: " + lease);
    }
    Duration timeout = CscSettings.duration("--timeout", options.getTimeout());
    if (lease.compareTo(timeout.multipliedBy(ATTEMPTS_PER_LEASE)) < 0) {
      throw new UserMistakeException(
          "--lease must be at least "
              + ATTEMPTS_PER_LEASE
              + " times --timeout, so that nobody takes over while an answer is waited for, but was: "
              + lease);
    }
    return new CscRun.Sending(
        batchSize,
        options.getInDoubt(),
        options.getAbsent(),
        percent(options.getMaxPurgePercent()),
        options.getMaxPurgeCount(),
        options.getLimit(),
        options.getOnly() == null
            ? null
            : CscRun.keyHash(options.getRunId(), options.getOnly().strip()),
        options.getAdopt(),
        options.isCreateTables(),
        lease,
        options.isDryRun(),
        options.isShowValues());
  }

  private static double percent(String text) {
    try {
      double percent = Double.parseDouble(text.replace("%", "").strip());
      if (percent >= 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // Answered below.
    }
    throw new UserMistakeException("--maxPurgePercent must be from 0 to 100, but was: " + text);
  }

  @Override
  public String window() {
    return run.scope().laCode() + "-" + run.table().name();
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    begun = true;
    return pipeline
        .apply("OpenRun", CscIO.openRun(run))
        .apply("FindChanges", CscIO.findChanges(run))
        .apply("Submit", CscIO.submit(run));
  }

  @Override
  public Progress progress(MetricResults metrics) {
    long selected = counter(metrics, "selectedChildren");
    return selected == 0
        ? Progress.UNKNOWN
        : new Progress(
            Math.min(selected, counter(metrics, "settledChildren")), selected, "children");
  }

  private static long counter(MetricResults metrics, String name) {
    long sum = 0;
    for (var result :
        metrics
            .queryMetrics(
                MetricsFilter.builder().addNameFilter(MetricNameFilter.named("csc", name)).build())
            .getCounters()) {
      sum += result.getAttempted();
    }
    return sum;
  }

  @Override
  public RunReport.Outcome finish() {
    return new CscReport(run, night()).outcome();
  }

  /** What the run did; its proof, without which it did not come to its end. */
  NightReport night() {
    try {
      return NightReport.read(run.proof())
          .orElseThrow(
              () ->
                  new IOException(
                      "The run left no proof of its end at " + run.proof() + ". Run again."));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run that broke off gives its lock back, so that the next one need not wait for its end. */
  @Override
  public void close() {
    if (run.sending().dryRun()) {
      DryRunRecords.discard(run);
    } else if (begun) {
      RunLease.release(run);
    }
    CscIO.closePools(run);
  }
}
