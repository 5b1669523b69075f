package org.purlin.io.bigquery;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.io.gcp.bigquery.WriteResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.ValueProvider.StaticValueProvider;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Loads what is published and not loaded yet, when everything that comes in is there.
 *
 * <pre>
 * published ─► FindWindows ─► ReadRows ─► WriteStaging (BigQueryIO, load jobs) ─► PutInPlace ─► proof
 * </pre>
 *
 * <p>Every row of a published file ends in its table or in {@code load_rejected} with a reason; the
 * counts of both must be the count of the file before anything is put in place.
 */
public final class LoadToBigQuery extends PTransform<PCollection<String>, PCollection<String>> {

  private static final long serialVersionUID = 1L;

  static final TupleTag<WindowToLoad> WINDOWS = new TupleTag<>("windows") {};
  static final TupleTag<Map<String, String>> SCHEMAS = new TupleTag<>("schemas") {};

  /** Load jobs that fail for no fault of the rows are repeated so often. */
  private static final int MOST_JOB_RETRIES = 3;

  private final BigQueryRun run;

  private LoadToBigQuery(BigQueryRun run) {
    this.run = run;
  }

  public static LoadToBigQuery of(BigQueryRun run) {
    return new LoadToBigQuery(run);
  }

  /**
   * Looks whether the dataset is there and may be used. Changes nothing.
   *
   * @throws WarehouseException when it is not
   */
  public static void check(BigQueryRun run, PipelineOptions options) throws IOException {
    Warehouse.open(run, options).close();
  }

  @Override
  public PCollection<String> expand(PCollection<String> published) {
    PCollection<String> start =
        published.getPipeline().apply("Start", Create.of("start").withCoder(StringUtf8Coder.of()));
    PCollectionTuple found =
        PCollectionList.of(published)
            .and(start)
            .apply("Published", Flatten.pCollections())
            .apply(
                "AsOne", WithKeys.<String, String>of("run").withKeyType(TypeDescriptors.strings()))
            // Nothing is loaded of half a run.
            .apply("WaitForPublication", GroupByKey.create())
            .apply(
                "FindWindows",
                ParDo.of(new FindWindowsFn(run)).withOutputTags(WINDOWS, TupleTagList.of(SCHEMAS)));
    PCollectionView<Map<String, String>> schemas =
        found
            .get(SCHEMAS)
            .setCoder(MapCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()))
            .apply("TableSchemas", View.asSingleton());
    PCollection<WindowToLoad> windows =
        found.get(WINDOWS).setCoder(SerializableCoder.of(WindowToLoad.class));
    WriteResult staged =
        windows
            .apply("ListFiles", ParDo.of(new ListFilesFn()))
            .setCoder(SerializableCoder.of(WindowToLoad.File.class))
            .apply("SpreadFiles", Reshuffle.viaRandomKey())
            .apply("ReadRows", ParDo.of(new ReadRowsFn(run)))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of()))
            .apply("WriteStaging", write(run, schemas));
    return windows
        .apply("WaitForStaging", Wait.on(List.of(staged.getSuccessfulTableLoads())))
        .apply(
            "ByTable",
            WithKeys.<String, WindowToLoad>of(window -> window.table().name())
                .withKeyType(TypeDescriptors.strings()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(WindowToLoad.class)))
        .apply("GroupByTable", GroupByKey.create())
        .apply("PutInPlace", ParDo.of(new PutInPlaceFn(run)))
        .setCoder(SerializableCoder.of(TableLoad.class))
        .apply("WithNone", new WithNone())
        .apply(
            "Together",
            WithKeys.<String, TableLoad>of("run").withKeyType(TypeDescriptors.strings()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(TableLoad.class)))
        .apply("WaitForAll", GroupByKey.create())
        .apply("FinishLoad", ParDo.of(new FinishLoadFn(run)));
  }

  static BigQueryIO.Write<KV<String, byte[]>> write(
      BigQueryRun run, PCollectionView<Map<String, String>> schemas) {
    return BigQueryIO.<KV<String, byte[]>>write()
        .to(new StagingTables(run, schemas))
        .withFormatFunction(new ToTableRow())
        .withMethod(BigQueryIO.Write.Method.FILE_LOADS)
        .withCreateDisposition(BigQueryIO.Write.CreateDisposition.CREATE_IF_NEEDED)
        .withWriteDisposition(BigQueryIO.Write.WriteDisposition.WRITE_TRUNCATE)
        .withCustomGcsTempLocation(StaticValueProvider.of(run.temporary()))
        .withLoadJobProjectId(run.jobProject())
        .withMaxRetryJobs(MOST_JOB_RETRIES)
        .withoutValidation();
  }

  /** A run that has nothing to load leaves a proof, too. */
  private static final class WithNone
      extends PTransform<PCollection<TableLoad>, PCollection<TableLoad>> {

    private static final long serialVersionUID = 1L;

    @Override
    public PCollection<TableLoad> expand(PCollection<TableLoad> loads) {
      return PCollectionList.of(loads)
          .and(
              loads
                  .getPipeline()
                  .apply(
                      "None",
                      Create.of(new TableLoad("", 0, 0, 0, 0, List.of()))
                          .withCoder(SerializableCoder.of(TableLoad.class))))
          .apply("AllLoads", Flatten.pCollections());
    }
  }

  /** The files of windows, so that each is read by whoever is free. */
  private static final class ListFilesFn extends DoFn<WindowToLoad, WindowToLoad.File> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element WindowToLoad window, OutputReceiver<WindowToLoad.File> out) {
      window.files().forEach(out::output);
    }
  }
}
