package org.purlin.pipelines.coinmarketcap;

import java.io.IOException;
import org.purlin.io.coinmarketcap.CoinMarketCapSource;
import org.purlin.io.coinmarketcap.CreditEstimate;
import org.purlin.io.coinmarketcap.KeyUsage;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.UserMistakeException;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checklist;

/** Tries options, the key, the way to the vendor and to logos, and what the plan has left. */
final class CoinMarketCapChecks {

  private static final String SERVER = "CoinMarketCap";

  private final PullCoinMarketCapOptions options;
  private final Checklist checks;

  CoinMarketCapChecks(PullCoinMarketCapOptions options, Checklist checks) {
    this.options = options;
    this.checks = checks;
  }

  void run() throws InterruptedException {
    CreditEstimate estimate;
    HttpSettings http;
    try {
      estimate = CreditEstimate.of(PullSettings.request(options));
      PullSettings.checkCredits(options);
      http = CoinMarketCapSource.settings(PullSettings.http(options));
      LogoSettings.check(options);
      checks.ok("options", options.getKey() == null ? PullReport.KEYLESS : estimate.sentence());
    } catch (UserMistakeException | IllegalArgumentException e) {
      checks.fail("options", e, "");
      return;
    }
    boolean secret = checks.secret("--key", options.getKey());
    boolean way = checks.network(SERVER, http.endpoint(), http);
    if (options.getKey() == null) {
      checks.skip("there is no --key, so the public API is asked", "sign-in", "credits");
    } else if (secret && way) {
      key(estimate);
    } else {
      checks.skip(secret ? Checklist.NO_WAY : Checklist.NO_SECRET, "sign-in", "credits");
    }
    if (!options.getLogos().equals("none")) {
      HttpSettings logos = LogoSettings.http(options);
      checks.network("logos", logos.endpoint(), logos);
    }
  }

  private void key(CreditEstimate estimate) throws InterruptedException {
    try {
      HttpSettings http = PullSettings.http(options);
      KeyUsage usage =
          KeyUsage.ask(
              http.withRetry(http.retry().withAttempts(1)),
              Secret.parse("--key", options.getKey()));
      checks.ok("sign-in", "the key is accepted");
      boolean tooFew = usage.leftToday() >= 0 && usage.leftToday() < estimate.total();
      checks.add(
          tooFew
              ? Check.warn(
                  "credits",
                  usage.sentence(),
                  "A run needs more than is left today. Ask for less (--coins, --convert), or run"
                      + " tomorrow.")
              : Check.ok("credits", usage.sentence()));
    } catch (IOException e) {
      checks.fail("sign-in", e, "");
      checks.skip("they could not be asked for", "credits");
    }
  }
}
