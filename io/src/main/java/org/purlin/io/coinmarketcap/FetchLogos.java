package org.purlin.io.coinmarketcap;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.purlin.io.rest.WindowResult;

/**
 * Fetches logos to {@code logos/<size>/<id>.png}, and lands a row of each in {@code cmc_logos}.
 *
 * <pre>
 * what was read ─► PlanLogos ─► lanes ─► FetchLogos ─► PublishLogos
 *                  (cmc_info,              (files)       (cmc_logos)
 *                   cmc_logos)
 * </pre>
 *
 * <p>Begins when all that was read is published. The key is not sent. A logo that is landed is
 * asked for with the marks it came with, and stays when it is still the same. A logo that cannot be
 * had, or is no PNG, is a row that says why, and the picture of before stays where it is; it fails
 * nothing. Each file appears in one step. Harmless to repeat. Emits one text when all is landed,
 * and nothing when nothing was read.
 */
public final class FetchLogos extends PTransform<PCollection<WindowResult>, PCollection<String>> {

  private static final long serialVersionUID = 1L;

  private final LogoRun run;

  private FetchLogos(LogoRun run) {
    this.run = run;
  }

  /** Those of a run. */
  public static FetchLogos of(LogoRun run) {
    return new FetchLogos(run);
  }

  @Override
  public PCollection<String> expand(PCollection<WindowResult> read) {
    KvCoder<Integer, Logo> dealt = KvCoder.of(VarIntCoder.of(), SerializableCoder.of(Logo.class));
    KvCoder<String, Logo> together =
        KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(Logo.class));
    return read.apply(
            "AllRead",
            WithKeys.<String, WindowResult>of("run").withKeyType(TypeDescriptors.strings()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(WindowResult.class)))
        .apply("WaitForRows", GroupByKey.create())
        .apply("PlanLogos", ParDo.of(new PlanLogosFn(run)))
        .setCoder(dealt)
        .apply("DealLogos", GroupByKey.create())
        .apply("FetchLogos", ParDo.of(new FetchLogosFn(run)))
        .setCoder(together)
        .apply("WaitForLogos", GroupByKey.create())
        .apply("PublishLogos", ParDo.of(new PublishLogosFn(run)));
  }
}
