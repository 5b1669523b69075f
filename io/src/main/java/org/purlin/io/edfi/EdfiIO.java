package org.purlin.io.edfi;

import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/** To and from the APIs of many districts. */
public final class EdfiIO {

  private EdfiIO() {}

  /** Pushes or deletes rows; what becomes of each is in the results and in the run's proof. */
  public static Submit submit(SubmitRun run) {
    return new Submit(run);
  }

  /**
   * Brings rows to their districts.
   *
   * <p>Each row ends created, updated, already delivered, deleted, rejected with a reason, skipped,
   * in doubt or not sent. A POST is an upsert, so a repeat by the runner is harmless; what an
   * earlier attempt proved delivered is not sent again. A district that is dead or refuses our
   * login ends with all its rows not sent and holds up nobody.
   */
  public static final class Submit extends PTransform<PBegin, PDone> {

    private static final long serialVersionUID = 1L;

    private final SubmitRun run;

    private Submit(SubmitRun run) {
      this.run = run;
    }

    @Override
    public PDone expand(PBegin begin) {
      begin
          .apply(
              "Files",
              Create.of(IntStream.range(0, run.inputs().size()).boxed().toList())
                  .withCoder(VarIntCoder.of()))
          .apply("SpreadFiles", Reshuffle.viaRandomKey())
          .apply("SplitByDistrict", ParDo.of(new SplitByDistrictFn(run)))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(SpoolPart.class)))
          // A district's rows are sent when all are known: waves and duplicates need that.
          .apply("GroupByDistrict", GroupByKey.create())
          .apply("SubmitDistrict", ParDo.of(new SubmitDistrictFn(run)))
          .setCoder(SerializableCoder.of(DistrictResult.class))
          .apply(
              "Together",
              WithKeys.<String, DistrictResult>of("run").withKeyType(TypeDescriptors.strings()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(DistrictResult.class)))
          // Keeps what was sent before anyone acts on it, so that a failed step sends nothing
          // again.
          .apply("WaitForAll", GroupByKey.create())
          .apply("PublishResults", ParDo.of(new PublishResultsFn(run)));
      return PDone.in(begin.getPipeline());
    }
  }
}
