package org.purlin.pipelines.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.purlin.io.secret.Masker;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.report.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges a run on a worker, reports it, and fails when it has failed. Harmless to repeat. */
final class EndRunFn extends DoFn<KV<String, CoGbkResult>, Void> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(EndRunFn.class);

  private final Run run;
  private final RunEnd end;

  EndRunFn(Run run, RunEnd end) {
    this.run = run;
    this.end = end;
  }

  @ProcessElement
  public void processElement(@Element KV<String, CoGbkResult> all, PipelineOptions options)
      throws IOException {
    RunEnd ending = end.startedAt(started(all.getValue()));
    RunReport.Outcome outcome;
    try (run) {
      outcome = run.finish();
    } catch (RuntimeException e) {
      throw failed(ending, e, options);
    }
    Verdict verdict = masked(Verdict.of(outcome));
    ending.report(outcome, verdict, RunEnd.Watched.NOT, options);
    switch (verdict.exitCode()) {
      case DONE -> LOG.info("{}", verdict.sentence());
      case INCOMPLETE -> LOG.warn("{}", verdict.sentence());
      default -> throw new RunFailedException(verdict.sentence(), null);
    }
  }

  /** When the first attempt at the first step was made. */
  private Instant started(CoGbkResult all) {
    Instant first = null;
    for (String text : all.getAll(EndRun.STARTED)) {
      Instant noted = Instant.parse(text);
      first = first == null || noted.isBefore(first) ? noted : first;
    }
    return first == null ? end.started() : first;
  }

  private static RunFailedException failed(
      RunEnd ending, RuntimeException failure, PipelineOptions options) {
    // The end of a run reads and writes files only; no job has an exit code of its own for that.
    Verdict verdict = masked(new Failures(e -> Optional.empty(), e -> false).explain(failure));
    try {
      ending.report(RunReport.Outcome.builder().build(), verdict, RunEnd.Watched.NOT, options);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
    return new RunFailedException(verdict.sentence(), failure);
  }

  private static Verdict masked(Verdict verdict) {
    return new Verdict(verdict.exitCode(), Masker.mask(verdict.sentence()));
  }
}
