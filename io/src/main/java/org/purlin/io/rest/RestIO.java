package org.purlin.io.rest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.purlin.transforms.changes.DetectChanges;

/** From any paged REST API that a {@link RestSource} describes. */
public final class RestIO {

  static final TupleTag<KV<String, Piece>> PIECES = new TupleTag<>("pieces") {};
  static final TupleTag<KV<Integer, Unit>> SECOND = new TupleTag<>("second") {};
  static final TupleTag<KV<String, String>> TODAY = new TupleTag<>("today") {};
  static final TupleTag<KV<String, String>> LAST = new TupleTag<>("last") {};
  static final TupleTag<Merged> MERGED = new TupleTag<>("merged") {};
  static final TupleTag<RowChange> CHANGES = new TupleTag<>("changes") {};

  private RestIO() {}

  static TupleTag<KV<Integer, Unit>> unitsOf(RestResource child) {
    return new TupleTag<>("units-" + child.name()) {};
  }

  /**
   * Forgets what killed runs have read, where that is too old to be used. Only for a run that has
   * the output for itself.
   */
  public static void forgetOld(RestRun run) throws IOException {
    PieceLedger.clearOld(run);
  }

  /** How many units a source begins with; the counter {@code plannedUnits} has the others. */
  public static long starts(RestSource source) {
    return source.resources().stream().mapToLong(resource -> resource.starts().size()).sum();
  }

  /**
   * Reads a source and publishes its tables. What became of each window is in the run's proof, and
   * handed on when all of them are published, for steps that need what was read.
   */
  public static Read read(RestRun run) {
    return new Read(run);
  }

  /**
   * Reads a source, resource by resource, parents before children, and publishes its tables.
   *
   * <pre>
   * units ─► lanes ─► Read… ─► pieces ─► MergeWindows ─► (CompareRows) ─► PublishWindows ─► proof
   *   ▲                 │
   *   └── of children ◄─┘
   * </pre>
   *
   * <p>Every unit that was found is read or failed, and the numbers of a window must agree before
   * it is merged. A record ends as a row, as a duplicate, as a row of a day that stays, or as a
   * rejected record with its place and reason. Nothing is published before everything was read.
   * What travels between the steps is names and outcomes, and for comparing a row's key and hash;
   * never a row. Steps may be repeated by the runner: requests read only, and publishing is
   * harmless to repeat.
   */
  public static final class Read extends PTransform<PBegin, PCollection<WindowResult>> {

    private static final long serialVersionUID = 1L;

    private final RestRun run;

    private Read(RestRun run) {
      this.run = run;
    }

    @Override
    public PCollection<WindowResult> expand(PBegin begin) {
      List<PCollection<KV<String, Piece>>> pieces = new ArrayList<>();
      Map<String, List<PCollection<KV<Integer, Unit>>>> units = new LinkedHashMap<>();
      for (RestResource resource : run.source().resources()) {
        String name = camel(resource.name());
        PCollection<KV<Integer, Unit>> dealt =
            resource.parent() == null
                ? starts(begin, resource, name, pieces)
                : PCollectionList.of(units.get(resource.name()))
                    .apply("UnitsOf" + name, Flatten.pCollections());
        PCollectionTuple read = read(dealt, resource, name, false);
        pieces.add(read.get(PIECES).setCoder(pieceCoder()));
        addUnits(read, resource, units);
        if (resource.hasSecondStep()) {
          PCollectionTuple again =
              read(read.get(SECOND).setCoder(unitCoder()), resource, name, true);
          pieces.add(again.get(PIECES).setCoder(pieceCoder()));
          addUnits(again, resource, units);
        }
      }
      PCollection<Merged> merged =
          PCollectionList.of(pieces)
              .apply("AllPieces", Flatten.pCollections())
              // A window is merged when all of it was read.
              .apply("GroupByWindow", GroupByKey.create())
              .apply("MergeWindows", ParDo.of(new MergeWindowsFn(run)))
              .setCoder(SerializableCoder.of(Merged.class));
      return (run.changes() ? compared(merged) : merged)
          .apply(
              "Together", WithKeys.<String, Merged>of("run").withKeyType(TypeDescriptors.strings()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Merged.class)))
          .apply("WaitForAll", GroupByKey.create())
          .apply("PublishWindows", ParDo.of(new PublishWindowsFn(run)))
          .setCoder(SerializableCoder.of(WindowResult.class));
    }

    private PCollection<KV<Integer, Unit>> starts(
        PBegin begin,
        RestResource resource,
        String name,
        List<PCollection<KV<String, Piece>>> pieces) {
      List<KV<Integer, Unit>> dealt = new ArrayList<>();
      Map<String, Long> planned = new LinkedHashMap<>();
      for (Map<String, String> start : resource.starts()) {
        Unit unit = Unit.of(resource, start);
        dealt.add(KV.of(dealt.size() % run.concurrency(), unit));
        planned.merge(unit.key(run.source()).text(), 1L, Long::sum);
      }
      List<KV<String, Piece>> plan = new ArrayList<>();
      planned.forEach((window, count) -> plan.add(KV.of(window, new Piece.Planned(count))));
      pieces.add(begin.apply("Plan" + name, Create.of(plan).withCoder(pieceCoder())));
      return begin.apply("StartsOf" + name, Create.of(dealt).withCoder(unitCoder()));
    }

    private PCollectionTuple read(
        PCollection<KV<Integer, Unit>> dealt, RestResource resource, String name, boolean second) {
      String suffix = name + (second ? "Again" : "");
      TupleTagList others = TupleTagList.of(SECOND);
      for (RestResource child : run.source().childrenOf(resource)) {
        others = others.and(unitsOf(child));
      }
      PCollectionTuple read =
          dealt
              .apply("Deal" + suffix, GroupByKey.create())
              .apply("Lanes" + suffix, ParDo.of(new DealLanesFn()))
              .setCoder(SerializableCoder.of(Lane.class))
              .apply(
                  "Read" + suffix,
                  ParDo.of(new ReadUnitsFn(run, second)).withOutputTags(PIECES, others));
      read.get(SECOND).setCoder(unitCoder());
      return read;
    }

    private void addUnits(
        PCollectionTuple read,
        RestResource resource,
        Map<String, List<PCollection<KV<Integer, Unit>>>> units) {
      for (RestResource child : run.source().childrenOf(resource)) {
        units
            .computeIfAbsent(child.name(), key -> new ArrayList<>())
            .add(read.get(unitsOf(child)).setCoder(unitCoder()));
      }
    }

    /** The same windows with what changed in them. */
    private PCollection<Merged> compared(PCollection<Merged> merged) {
      Coder<KV<String, String>> rowCoder = KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of());
      PCollectionTuple rows =
          merged.apply(
              "ListRows",
              ParDo.of(new ListRowsFn(run)).withOutputTags(TODAY, TupleTagList.of(LAST)));
      PCollection<KV<String, RowChange>> changes =
          rows.get(TODAY)
              .setCoder(rowCoder)
              .apply(
                  "CompareRows",
                  DetectChanges.since(
                      rows.get(LAST).setCoder(rowCoder), KV::getKey, KV::getKey, new CompareRows()))
              .setCoder(ListCoder.of(SerializableCoder.of(RowChange.class)))
              .apply("EachChange", Flatten.iterables())
              .setCoder(SerializableCoder.of(RowChange.class))
              .apply(
                  "ChangesByWindow",
                  WithKeys.<String, RowChange>of(RowChange::window)
                      .withKeyType(TypeDescriptors.strings()))
              .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(RowChange.class)));
      PCollection<KV<String, Merged>> windows =
          merged
              .apply(
                  "ByWindow",
                  WithKeys.<String, Merged>of(one -> one.key().text())
                      .withKeyType(TypeDescriptors.strings()))
              .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Merged.class)));
      return KeyedPCollectionTuple.of(MERGED, windows)
          .and(CHANGES, changes)
          .apply("PairWithChanges", CoGroupByKey.create())
          .apply("WriteChanges", ParDo.of(new WriteChangesFn(run)))
          .setCoder(SerializableCoder.of(Merged.class));
    }

    private static Coder<KV<Integer, Unit>> unitCoder() {
      return KvCoder.of(VarIntCoder.of(), SerializableCoder.of(Unit.class));
    }

    private static Coder<KV<String, Piece>> pieceCoder() {
      return KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(TypeDescriptor.of(Piece.class)));
    }

    /** {@code grade-levels} is GradeLevels. */
    private static String camel(String name) {
      StringBuilder camel = new StringBuilder();
      for (String word : name.split("-", -1)) {
        camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
      return camel.toString();
    }
  }
}
