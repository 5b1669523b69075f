package org.purlin.transforms.changes;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Compares today's records with the last ones, key by key.
 *
 * <p>Keys are grouped in buckets, because a runner pays for each key it shuffles (DirectRunner 1 to
 * 2 ms); inside a bucket they are paired in memory. So a bucket has to fit: with 256 buckets, a
 * million light records are 4,000 in each.
 *
 * @param <T> a record of today
 * @param <L> a record of the last time
 * @param <D> what a bucket's differences amount to; one is emitted for each bucket that is not
 *     empty
 */
public final class DetectChanges<T, L, D> extends PTransform<PCollection<T>, PCollection<D>> {

  /** Suits DirectRunner and some millions of records. */
  public static final int DEFAULT_BUCKETS = 256;

  private static final long serialVersionUID = 1L;

  private final transient PCollection<L> last;
  private final SerializableFunction<T, String> todayKey;
  private final SerializableFunction<L, String> lastKey;
  private final Comparison<T, L, D> comparison;
  private final int buckets;

  private DetectChanges(
      PCollection<L> last,
      SerializableFunction<T, String> todayKey,
      SerializableFunction<L, String> lastKey,
      Comparison<T, L, D> comparison,
      int buckets) {
    this.last = last;
    this.todayKey = todayKey;
    this.lastKey = lastKey;
    this.comparison = comparison;
    this.buckets = buckets;
  }

  /**
   * Compares with the last records.
   *
   * @param todayKey the key of a record of today; never null
   * @param lastKey the key of a last record; never null
   */
  public static <T, L, D> DetectChanges<T, L, D> since(
      PCollection<L> last,
      SerializableFunction<T, String> todayKey,
      SerializableFunction<L, String> lastKey,
      Comparison<T, L, D> comparison) {
    return new DetectChanges<>(last, todayKey, lastKey, comparison, DEFAULT_BUCKETS);
  }

  /** With another number of buckets; more of them for more records or more workers. */
  public DetectChanges<T, L, D> inBuckets(int count) {
    return new DetectChanges<>(last, todayKey, lastKey, comparison, count);
  }

  @Override
  public PCollection<D> expand(PCollection<T> today) {
    TupleTag<T> todayTag = new TupleTag<>("today");
    TupleTag<L> lastTag = new TupleTag<>("last");
    return KeyedPCollectionTuple.of(
            todayTag,
            today
                .apply("BucketToday", ParDo.of(new BucketFn<>(todayKey, buckets)))
                .setCoder(KvCoder.of(VarIntCoder.of(), today.getCoder())))
        .and(
            lastTag,
            last.apply("BucketLast", ParDo.of(new BucketFn<>(lastKey, buckets)))
                .setCoder(KvCoder.of(VarIntCoder.of(), last.getCoder())))
        .apply("PairBuckets", CoGroupByKey.create())
        .apply("CompareBuckets", ParDo.of(new CompareFn<>(this, todayTag, lastTag)));
  }

  private static final class BucketFn<X> extends DoFn<X, KV<Integer, X>> {
    private static final long serialVersionUID = 1L;
    private final SerializableFunction<X, String> key;
    private final int buckets;

    private BucketFn(SerializableFunction<X, String> key, int buckets) {
      this.key = key;
      this.buckets = buckets;
    }

    @ProcessElement
    public void processElement(@Element X record, OutputReceiver<KV<Integer, X>> out) {
      int hash = key.apply(record).hashCode();
      out.output(KV.of(Math.floorMod(hash ^ (hash >>> 16), buckets), record));
    }
  }

  private static final class CompareFn<T, L, D> extends DoFn<KV<Integer, CoGbkResult>, D> {
    private static final long serialVersionUID = 1L;
    private final SerializableFunction<T, String> todayKey;
    private final SerializableFunction<L, String> lastKey;
    private final Comparison<T, L, D> comparison;
    private final TupleTag<T> todayTag;
    private final TupleTag<L> lastTag;

    private CompareFn(DetectChanges<T, L, D> spec, TupleTag<T> todayTag, TupleTag<L> lastTag) {
      this.todayKey = spec.todayKey;
      this.lastKey = spec.lastKey;
      this.comparison = spec.comparison;
      this.todayTag = todayTag;
      this.lastTag = lastTag;
    }

    @ProcessElement
    public void processElement(@Element KV<Integer, CoGbkResult> bucket, OutputReceiver<D> out) {
      SortedMap<String, Sides<T, L>> sides = new TreeMap<>();
      for (T record : bucket.getValue().getAll(todayTag)) {
        sides.computeIfAbsent(todayKey.apply(record), key -> Sides.none()).today().add(record);
      }
      for (L record : bucket.getValue().getAll(lastTag)) {
        sides.computeIfAbsent(lastKey.apply(record), key -> Sides.none()).last().add(record);
      }
      out.output(comparison.compare(sides));
    }
  }
}
