package org.purlin.pipelines.cli;

import java.time.Instant;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.purlin.pipelines.Run;

/**
 * The last step of a run that nobody waits for: on a worker, once everything else is done, judges
 * the run and writes its report. It fails when the run has failed, so that the runner shows a
 * failed job; a run with gaps does not fail.
 *
 * <pre>
 * NoteStart ─────┐
 *                ├─► WaitForAll ─► ReportRun
 * what ended ────┘
 * </pre>
 *
 * <p>A step that failed before it ends the job without a report. A runner repeats a step that
 * failed, and so also this one: the report is written anew each time.
 */
final class EndRun extends PTransform<PCollection<String>, PDone> {

  private static final long serialVersionUID = 1L;

  static final TupleTag<String> STARTED = new TupleTag<>("started") {};
  static final TupleTag<String> ENDED = new TupleTag<>("ended") {};

  private final Run run;
  private final RunEnd end;

  private EndRun(Run run, RunEnd end) {
    this.run = run;
    this.end = end;
  }

  /**
   * Ends a run.
   *
   * @param run after it has built its pipeline
   */
  static EndRun of(Run run, RunEnd end) {
    return new EndRun(run, end);
  }

  @Override
  public PDone expand(PCollection<String> ended) {
    // It also sees to it that there is something to wait for in a run that had nothing to do.
    PCollection<KV<String, String>> started =
        ended
            .getPipeline()
            .apply("Start", Create.of(end.runId()).withCoder(StringUtf8Coder.of()))
            .apply("NoteStart", ParDo.of(new NoteStartFn()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()));
    PCollection<KV<String, String>> everything =
        ended
            .apply(
                "Everything",
                WithKeys.<String, String>of(end.runId()).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()));
    KeyedPCollectionTuple.of(STARTED, started)
        .and(ENDED, everything)
        .apply("WaitForAll", CoGroupByKey.create())
        .apply("ReportRun", ParDo.of(new EndRunFn(run, end)));
    return PDone.in(ended.getPipeline());
  }

  /** Notes when the job began on a worker: it was launched some minutes before. */
  private static final class NoteStartFn extends DoFn<String, KV<String, String>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void processElement(@Element String runId, OutputReceiver<KV<String, String>> out) {
      out.output(KV.of(runId, Instant.now().toString()));
    }
  }
}
