package org.purlin.io.csc;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.jdbc.JdbcIO;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.purlin.io.staging.IdRange;
import org.purlin.io.staging.SqlDataSource;
import org.purlin.io.staging.StagingTable;
import org.purlin.transforms.changes.DetectChanges;

/**
 * From the staging table to the CSC receiver and back.
 *
 * <p>What is shuffled is a child's key and hash; payloads are read again for those that differ.
 *
 * <p>Guarantees: every row that was read ends unchanged, deleted before, sent, quarantined,
 * refused, in doubt, or not sent with the reason. A batch is in the outbox before it is posted, and
 * leaves it only when the answer stands in the records and in the staging table, so a run that is
 * killed at any moment leaves nothing that the next one does not settle. Steps may be repeated by
 * the runner.
 */
public final class CscIO {

  static final TupleTag<IdRange> ROWS_TO_READ = new TupleTag<>("rowsToRead") {};
  static final TupleTag<HashRange> HELD_TO_READ = new TupleTag<>("heldToRead") {};
  static final TupleTag<NightPart> OPENED = new TupleTag<>("opened") {};

  private static final int FETCH_SIZE = 500;

  private CscIO() {}

  /** Takes the lock and settles what earlier runs left; says what is to be read. */
  public static OpenRun openRun(CscRun run) {
    return new OpenRun(run);
  }

  /** Reads both sides and compares them, child by child. */
  public static FindChanges findChanges(CscRun run) {
    return new FindChanges(run);
  }

  /** Sends what differs and writes the run's proof; one text says so when both are done. */
  public static Submit submit(CscRun run) {
    return new Submit(run);
  }

  /** Closes the connections that reading has left open in this process. */
  public static void closePools(CscRun run) {
    SqlDataSource.close(run.staging());
    SqlDataSource.close(run.records());
  }

  /** See {@link #openRun}. */
  public static final class OpenRun extends PTransform<PBegin, PCollectionTuple> {
    private static final long serialVersionUID = 1L;
    private final CscRun run;

    private OpenRun(CscRun run) {
      this.run = run;
    }

    @Override
    public PCollectionTuple expand(PBegin begin) {
      PCollectionTuple opened =
          begin
              .apply("Start", Create.of(run.runId()))
              .apply(
                  "SettleEarlierRuns",
                  ParDo.of(new OpenRunFn(run))
                      .withOutputTags(OPENED, TupleTagList.of(ROWS_TO_READ).and(HELD_TO_READ)));
      opened.get(OPENED).setCoder(partCoder());
      opened.get(ROWS_TO_READ).setCoder(SerializableCoder.of(IdRange.class));
      opened.get(HELD_TO_READ).setCoder(SerializableCoder.of(HashRange.class));
      return opened;
    }
  }

  /** See {@link #findChanges}. */
  public static final class FindChanges
      extends PTransform<PCollectionTuple, PCollection<NightPart>> {
    private static final long serialVersionUID = 1L;
    private final CscRun run;

    private FindChanges(CscRun run) {
      this.run = run;
    }

    @Override
    public PCollection<NightPart> expand(PCollectionTuple opened) {
      PCollection<TodayRow> today =
          opened
              .get(ROWS_TO_READ)
              // One range must not run where another one does, only because one step named both.
              .apply("SpreadRows", Reshuffle.<IdRange>viaRandomKey().withNumBuckets(16))
              .apply("ReadStaging", readStaging())
              .setCoder(new TodayRowCoder());
      PCollection<HeldChild> held =
          opened
              .get(HELD_TO_READ)
              .apply("SpreadHeld", Reshuffle.<HashRange>viaRandomKey().withNumBuckets(16))
              .apply("ReadAccepted", readAccepted())
              .setCoder(new HeldChildCoder());
      PCollection<NightPart> differences =
          today
              .apply(
                  "DetectChanges",
                  DetectChanges.since(held, TodayRow::key, HeldChild::key, new CompareChildren()))
              .setCoder(partCoder());
      return PCollectionList.of(opened.get(OPENED))
          .and(differences)
          .apply("Everything", Flatten.pCollections());
    }

    private JdbcIO.ReadAll<IdRange, TodayRow> readStaging() {
      return JdbcIO.<IdRange, TodayRow>readAll()
          .withDataSourceProviderFn(new SqlDataSource(run.staging()))
          .withQuery(StagingTable.digestSql(run.table()))
          .withParameterSetter(new SetRange.OfIds())
          .withRowMapper(new ReadTodayRow(run.payload().delta()))
          .withFetchSize(FETCH_SIZE)
          .withOutputParallelization(false);
    }

    private JdbcIO.ReadAll<HashRange, HeldChild> readAccepted() {
      return JdbcIO.<HashRange, HeldChild>readAll()
          .withDataSourceProviderFn(new SqlDataSource(run.records()))
          .withQuery(Records.digestSql(run.recordsSchema()))
          .withParameterSetter(new SetRange.OfHashes(run.scope().id()))
          .withRowMapper(new ReadHeldChild())
          .withFetchSize(FETCH_SIZE)
          .withOutputParallelization(false);
    }
  }

  /** See {@link #submit}. */
  public static final class Submit extends PTransform<PCollection<NightPart>, PCollection<String>> {
    private static final long serialVersionUID = 1L;
    private final CscRun run;

    private Submit(CscRun run) {
      this.run = run;
    }

    @Override
    public PCollection<String> expand(PCollection<NightPart> parts) {
      return parts
          .apply(
              "Together",
              WithKeys.<String, NightPart>of("run").withKeyType(TypeDescriptors.strings()))
          .setCoder(KvCoder.of(StringUtf8Coder.of(), partCoder()))
          // Nothing is sent before everything was compared.
          .apply("WaitForAll", GroupByKey.create())
          .apply("SubmitBatches", ParDo.of(new SubmitFn(run)));
    }
  }

  private static SerializableCoder<NightPart> partCoder() {
    return SerializableCoder.of(NightPart.class);
  }
}
