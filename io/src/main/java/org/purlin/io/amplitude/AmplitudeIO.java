package org.purlin.io.amplitude;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Amplitude's events, from the Export API to published windows of rows.
 *
 * <p>What travels between the steps is the names of archives, of members and of part files, never
 * an event: each hour is read, flattened and written by one step in one pass.
 *
 * <p>Guarantees: every hour that was planned ends in an {@link Outcome}; a line ends as a row, as a
 * duplicate, or as a rejected line with its place and reason. Nothing is published before all of it
 * was read. Steps may be repeated by the runner: archives and part files are written under names of
 * their own first, and publishing is harmless to repeat.
 */
public final class AmplitudeIO {

  static final TupleTag<LandedArchive> ARCHIVES = new TupleTag<>("archives") {};
  static final TupleTag<KV<String, MemberRef>> MEMBERS = new TupleTag<>("members") {};
  static final TupleTag<Outcome> OUTCOMES = new TupleTag<>("outcomes") {};

  private AmplitudeIO() {}

  /** Asks for the hours of a plan and lands their archives. */
  public static ExportArchives exportArchives(
      AmplitudeRun run, AmplitudeSource source, HourPlan plan) {
    return new ExportArchives(run, source, plan);
  }

  /** Takes archives that are on disk already. */
  public static FindArchives findArchives(List<String> locations) {
    return new FindArchives(locations);
  }

  /** Turns archives into part files of rows, hour by hour. */
  public static FlattenArchives flattenArchives(AmplitudeRun run) {
    return new FlattenArchives(run);
  }

  /** Publishes everything and writes the run's proof; one text says so when both are done. */
  public static Publish publish(AmplitudeRun run) {
    return new Publish(run);
  }

  /** See {@link #exportArchives}. */
  public static final class ExportArchives extends PTransform<PBegin, Archives> {
    private static final long serialVersionUID = 1L;
    private final AmplitudeRun run;
    private final AmplitudeSource source;
    private final HourPlan plan;

    private ExportArchives(AmplitudeRun run, AmplitudeSource source, HourPlan plan) {
      this.run = run;
      this.source = source;
      this.plan = plan;
    }

    @Override
    public Archives expand(PBegin begin) {
      PCollectionTuple exported =
          begin
              .apply("Lanes", Create.of(plan.lanes()).withCoder(SerializableCoder.of(Lane.class)))
              .apply(
                  "ExportWindows",
                  ParDo.of(new ExportWindowsFn(run, source))
                      .withOutputTags(ARCHIVES, TupleTagList.of(OUTCOMES)));
      PCollection<LandedArchive> earlier =
          begin.apply("LandedEarlier", Create.of(plan.landedEarlier()).withCoder(archiveCoder()));
      PCollection<Outcome> done =
          begin.apply("DoneEarlier", Create.of(plan.doneEarlier()).withCoder(outcomeCoder()));
      return new Archives(
          begin.getPipeline(),
          PCollectionList.of(exported.get(ARCHIVES).setCoder(archiveCoder()))
              .and(earlier)
              .apply("AllArchives", Flatten.pCollections()),
          PCollectionList.of(exported.get(OUTCOMES).setCoder(outcomeCoder()))
              .and(done)
              .apply("AllOutcomes", Flatten.pCollections()));
    }
  }

  /** See {@link #findArchives}. */
  public static final class FindArchives extends PTransform<PBegin, Archives> {
    private static final long serialVersionUID = 1L;
    private final List<String> locations;

    private FindArchives(List<String> locations) {
      this.locations = locations;
    }

    @Override
    public Archives expand(PBegin begin) {
      return new Archives(
          begin.getPipeline(),
          begin.apply("Archives", Create.of(named()).withCoder(archiveCoder())),
          begin.apply("NoOutcomes", Create.empty(outcomeCoder())));
    }

    /** Named from the directory they have in common, so that two of one file name differ. */
    private List<LandedArchive> named() {
      String first = locations.get(0);
      int common = first.lastIndexOf('/') + 1;
      while (!sharePrefix(first.substring(0, common))) {
        common = first.lastIndexOf('/', common - 2) + 1;
      }
      int start = common;
      return locations.stream()
          .map(location -> LandedArchive.found(location, location.substring(start)))
          .toList();
    }

    private boolean sharePrefix(String prefix) {
      return locations.stream().allMatch(location -> location.startsWith(prefix));
    }
  }

  /** See {@link #flattenArchives}. */
  public static final class FlattenArchives extends PTransform<Archives, PCollection<Outcome>> {
    private static final long serialVersionUID = 1L;
    private final AmplitudeRun run;

    private FlattenArchives(AmplitudeRun run) {
      this.run = run;
    }

    @Override
    public PCollection<Outcome> expand(Archives archives) {
      PCollectionTuple listed =
          archives
              .archives()
              .apply(
                  "ListMembers",
                  ParDo.of(new ListMembersFn(run))
                      .withOutputTags(MEMBERS, TupleTagList.of(OUTCOMES)));
      PCollection<Outcome> flattened =
          listed
              .get(MEMBERS)
              .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(MemberRef.class)))
              .apply("GroupByHour", GroupByKey.create())
              .apply("FlattenHours", ParDo.of(new FlattenHoursFn(run)))
              .setCoder(outcomeCoder());
      return PCollectionList.of(archives.outcomes())
          .and(listed.get(OUTCOMES).setCoder(outcomeCoder()))
          .and(flattened)
          .apply("Outcomes", Flatten.pCollections());
    }
  }

  /** See {@link #publish}. */
  public static final class Publish extends PTransform<PCollection<Outcome>, PCollection<String>> {
    private static final long serialVersionUID = 1L;
    private final AmplitudeRun run;

    private Publish(AmplitudeRun run) {
      this.run = run;
    }

    @Override
    public PCollection<String> expand(PCollection<Outcome> outcomes) {
      return outcomes
          .apply(
              "Together",
              WithKeys.<String, Outcome>of("run").withKeyType(TypeDescriptors.strings()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), outcomeCoder()))
          // Waits until everything before has succeeded: nothing is published of half a run.
          .apply("WaitForAll", GroupByKey.create())
          .apply("PublishHours", ParDo.of(new PublishFn(run)));
    }
  }

  private static SerializableCoder<LandedArchive> archiveCoder() {
    return SerializableCoder.of(LandedArchive.class);
  }

  private static SerializableCoder<Outcome> outcomeCoder() {
    return SerializableCoder.of(Outcome.class);
  }
}
