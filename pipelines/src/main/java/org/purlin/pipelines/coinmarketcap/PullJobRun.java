package org.purlin.pipelines.coinmarketcap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.metrics.MetricResults;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.purlin.io.coinmarketcap.CoinMarketCapRequest;
import org.purlin.io.coinmarketcap.CreditEstimate;
import org.purlin.io.coinmarketcap.FetchLogos;
import org.purlin.io.coinmarketcap.LogoRun;
import org.purlin.io.rest.RestIO;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.WindowResult;
import org.purlin.pipelines.Progress;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.report.RunReport;
import org.purlin.pipelines.rest.RestJobRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run: the API first, then logos. */
final class PullJobRun implements Run {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(PullJobRun.class);

  private final RestRun run;
  private final RestJobRun rest;

  /** Null when no logos are asked for. */
  private final LogoRun logos;

  private final CoinMarketCapRequest request;
  private final boolean keyless;

  private PullJobRun(
      RestRun run, RestJobRun rest, LogoRun logos, CoinMarketCapRequest request, boolean keyless) {
    this.run = run;
    this.rest = rest;
    this.logos = logos;
    this.request = request;
    this.keyless = keyless;
  }

  static PullJobRun prepare(PullCoinMarketCapOptions options) {
    CoinMarketCapRequest request = PullSettings.request(options);
    RestRun run = PullSettings.run(options, request);
    Optional<LogoRun> logos = LogoSettings.of(options, run, request);
    return new PullJobRun(
        run,
        RestJobRun.prepare(run, request.version().name().toLowerCase(Locale.ROOT)),
        logos.orElse(null),
        request,
        options.getKey() == null);
  }

  @Override
  public String window() {
    return rest.window();
  }

  @Override
  public int threads() {
    return rest.threads();
  }

  @Override
  public PCollection<String> build(Pipeline pipeline) {
    LOG.info(keyless ? PullReport.KEYLESS : CreditEstimate.of(request).sentence());
    PCollection<WindowResult> read = pipeline.apply("Read", RestIO.read(run));
    PCollection<String> ended = RestJobRun.ended(read);
    if (logos == null) {
      return ended;
    }
    return PCollectionList.of(ended)
        .and(read.apply("Logos", FetchLogos.of(logos)))
        .apply("RowsAndLogos", Flatten.pCollections());
  }

  @Override
  public Progress progress(MetricResults metrics) {
    return rest.progress(metrics);
  }

  @Override
  public RunReport.Outcome finish() {
    try {
      RunReport.Builder builder = rest.report();
      PullReport report = new PullReport(builder);
      report.cost(CreditEstimate.of(request), keyless, run.source().charges().most());
      new SnapshotReport(builder, request, keyless).add(run.landing(), rest.proof());
      if (logos != null) {
        report.logos(logos);
      }
      return report.outcome();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    rest.close();
  }
}
