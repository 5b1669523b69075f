package org.purlin.pipelines.edfi;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.purlin.io.edfi.EdfiIO;
import org.purlin.io.edfi.SubmitProof;
import org.purlin.io.edfi.SubmitRun;
import org.purlin.io.landing.OutputChangedException;
import org.purlin.io.landing.RunLock;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.RunPlaces;
import org.purlin.pipelines.report.RunReport;

/** One push or one deletion. */
final class SubmitJobRun implements Run {

  private static final long serialVersionUID = 1L;

  private final SubmitRun run;
  private final transient RunLock lock;

  private SubmitJobRun(SubmitRun run, RunLock lock) {
    this.run = run;
    this.lock = lock;
  }

  static SubmitJobRun prepare(SubmitRun run) {
    return new SubmitJobRun(run, RunPlaces.take(run.landing()));
  }

  @Override
  public String window() {
    return RunSettings.window(run.districts());
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    return pipeline.apply("Submit", EdfiIO.submit(run));
  }

  @Override
  public RunReport.Outcome finish() {
    try {
      SubmitProof proof =
          SubmitProof.read(run.proof())
              .orElseThrow(
                  () ->
                      new OutputChangedException(
                          "The run ended without its last step: "
                              + run.proof()
                              + " is missing. What was delivered is in the ledger; run the same"
                              + " command again."));
      return new SubmitReport(run, proof).outcome();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    RunPlaces.giveBack(run.landing(), lock);
  }
}
