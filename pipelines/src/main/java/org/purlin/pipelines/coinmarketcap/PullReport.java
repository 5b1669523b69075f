package org.purlin.pipelines.coinmarketcap;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.purlin.io.coinmarketcap.CreditEstimate;
import org.purlin.io.coinmarketcap.LogoProof;
import org.purlin.io.coinmarketcap.LogoRun;
import org.purlin.pipelines.report.RunReport;

/** Adds to the report of a run over an API what is this one's own. */
final class PullReport {

  static final String KEYLESS =
      "There is no --key, so the public API is asked, slowly; it costs no credits.";

  private final RunReport.Builder report;

  PullReport(RunReport.Builder report) {
    this.report = report;
  }

  /**
   * @param most credits that the run may cost; 0 is no limit
   */
  void cost(CreditEstimate estimate, boolean keyless, long most) {
    if (keyless) {
      report.notice(KEYLESS);
      return;
    }
    report.notice(estimate.sentence());
    if (most > 0 && most < estimate.total()) {
      report.notice("--maxCredits=" + most + " may be too little for all of it.");
    }
    report.counter("credits believed before", estimate.total());
  }

  void logos(LogoRun run) throws IOException {
    Optional<LogoProof> proof = LogoProof.read(run.proof());
    LogoProof logos = proof.orElse(new LogoProof(0, 0, 0));
    report
        .counter("logos fetched", logos.fetched())
        .counter("logos unchanged", logos.unchanged())
        .counter("logos not fetched", logos.notFetched());
    if (logos.notFetched() > 0) {
      report.notice(
          String.format(
              Locale.ROOT,
              "%,d logos could not be had; their rows in cmc_logos say why.",
              logos.notFetched()));
    }
  }

  RunReport.Outcome outcome() {
    return report.build();
  }
}
