package org.purlin.io.edfi;

import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/** To and from the APIs of many districts. */
public final class EdfiIO {

  static final TupleTag<PullTarget> TARGETS = new TupleTag<>("targets") {};
  static final TupleTag<PullUnit> UNITS = new TupleTag<>("units") {};
  static final TupleTag<KV<PullTarget, PullPiece>> PIECES = new TupleTag<>("pieces") {};

  private EdfiIO() {}

  /**
   * Pulls records; what becomes of each resource is in the run's proof. One text says when all is
   * done.
   */
  public static Pull pull(PullRun run) {
    return new Pull(run);
  }

  /**
   * Pushes or deletes rows; what becomes of each is in the results and in the run's proof. One text
   * says when all is done.
   */
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
  public static final class Submit extends PTransform<PBegin, PCollection<String>> {

    private static final long serialVersionUID = 1L;

    private final SubmitRun run;

    private Submit(SubmitRun run) {
      this.run = run;
    }

    @Override
    public PCollection<String> expand(PBegin begin) {
      PCollection<DistrictResult> results =
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
              .setCoder(SerializableCoder.of(DistrictResult.class));
      // Files without rows have results too.
      PCollection<DistrictResult> none =
          begin.apply(
              "NoRows",
              Create.of(DistrictResult.none())
                  .withCoder(SerializableCoder.of(DistrictResult.class)));
      return PCollectionList.of(results)
          .and(none)
          .apply("AllResults", Flatten.pCollections())
          .apply(
              "Together",
              WithKeys.<String, DistrictResult>of("run").withKeyType(TypeDescriptors.strings()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(DistrictResult.class)))
          // Keeps what was sent before anyone acts on it, so that a failed step sends nothing
          // again.
          .apply("WaitForAll", GroupByKey.create())
          .apply("PublishResults", ParDo.of(new PublishResultsFn(run)));
    }
  }

  /**
   * Brings resources from their districts to published tables, one window a district.
   *
   * <pre>
   * districts ─► ListTargets ─► PlanPulls ─► ReadUnits ─► PublishPulls ─► proof
   * </pre>
   *
   * <p>What is published of a resource is what its server has: all of it, or the state before and
   * what changed since. It is published when all of it was read, and the watermark moves after
   * that; so a run that fails or is killed leaves the state before, and the next one begins where
   * that ends. A district that is dead or refuses our login ends with that reason and holds up
   * nobody. What travels between the steps is names and outcomes, never a record.
   */
  public static final class Pull extends PTransform<PBegin, PCollection<String>> {

    private static final long serialVersionUID = 1L;

    private final PullRun run;

    private Pull(PullRun run) {
      this.run = run;
    }

    @Override
    public PCollection<String> expand(PBegin begin) {
      PCollectionTuple listed =
          begin
              .apply(
                  "Districts",
                  Create.of(run.districts().stream().map(District::key).toList())
                      .withCoder(StringUtf8Coder.of()))
              .apply("SpreadDistricts", Reshuffle.viaRandomKey())
              .apply(
                  "ListTargets",
                  ParDo.of(new ListTargetsFn(run))
                      .withOutputTags(TARGETS, TupleTagList.of(PIECES)));
      PCollectionTuple planned =
          listed
              .get(TARGETS)
              .setCoder(SerializableCoder.of(PullTarget.class))
              .apply("SpreadTargets", Reshuffle.viaRandomKey())
              .apply(
                  "PlanPulls",
                  ParDo.of(new PlanPullsFn(run)).withOutputTags(UNITS, TupleTagList.of(PIECES)));
      PCollection<KV<PullTarget, PullPiece>> read =
          planned
              .get(UNITS)
              .setCoder(SerializableCoder.of(PullUnit.class))
              .apply("SpreadUnits", Reshuffle.viaRandomKey())
              .apply("ReadUnits", ParDo.of(new ReadUnitsFn(run)))
              .setCoder(pieces());
      return PCollectionList.of(listed.get(PIECES).setCoder(pieces()))
          .and(planned.get(PIECES).setCoder(pieces()))
          .and(read)
          .apply("AllPieces", Flatten.pCollections())
          .apply(
              "ByTarget",
              WithKeys.<String, KV<PullTarget, PullPiece>>of(piece -> piece.getKey().key())
                  .withKeyType(TypeDescriptors.strings()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), pieces()))
          // A target is published when all of it was read.
          .apply("GroupByTarget", GroupByKey.create())
          .apply("PublishPulls", ParDo.of(new PublishPullsFn(run)))
          .setCoder(SerializableCoder.of(PullResult.class))
          .apply(
              "Together",
              WithKeys.<String, PullResult>of("run").withKeyType(TypeDescriptors.strings()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(PullResult.class)))
          .apply("WaitForAll", GroupByKey.create())
          .apply("WriteProof", ParDo.of(new WritePullProofFn(run)));
    }

    private static Coder<KV<PullTarget, PullPiece>> pieces() {
      return KvCoder.of(
          SerializableCoder.of(PullTarget.class), SerializableCoder.of(PullPiece.class));
    }
  }
}
