package org.purlin.pipelines.coinmarketcap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.purlin.io.coinmarketcap.CoinMarketCapSource;
import org.purlin.io.coinmarketcap.CreditEstimate;
import org.purlin.io.coinmarketcap.KeyUsage;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.Probe;
import org.purlin.io.secret.Secret;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.check.Check;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.check.NetworkChecks;
import org.purlin.pipelines.check.WritableChecks;
import org.purlin.pipelines.report.ExitCode;
import org.purlin.pipelines.report.Verdict;

/** Tries everything a run with the same options needs. Changes nothing and costs nothing. */
public final class CheckCoinMarketCap implements Command<PullCoinMarketCapOptions> {

  @Override
  public String verb() {
    return "check coinmarketcap";
  }

  @Override
  public String summary() {
    return "Try all that CoinMarketCap runs need, from names to credits; change nothing.";
  }

  @Override
  public Class<PullCoinMarketCapOptions> options() {
    return PullCoinMarketCapOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # The way to the vendor, the key, what is left of the plan, and the output
        purlin check coinmarketcap --key=env:CMC_PRO_API_KEY --output=out""");
  }

  @Override
  public Map<String, String> aliases() {
    return PullCoinMarketCap.ALIASES;
  }

  @Override
  public Verdict run(PullCoinMarketCapOptions options, Console console)
      throws InterruptedException {
    CreditEstimate estimate = CreditEstimate.of(PullSettings.request(options));
    Secret key = PullSettings.key(options);
    HttpSettings http = PullSettings.http(options);
    List<Check> checks = new ArrayList<>();
    checks.add(Check.ok("options", key == null ? PullReport.KEYLESS : estimate.sentence()));
    List<Check> way = way(http);
    checks.addAll(way);
    boolean reached = way.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
    checks.add(
        key == null
            ? Check.skipped("key", "there is none, so the public API is asked")
            : reached ? key(http, key, estimate) : Check.skipped("key", "there is no way"));
    checks.add(WritableChecks.output(options.getOutput()));
    return Checks.print(checks, console);
  }

  private static List<Check> way(HttpSettings http) throws InterruptedException {
    HttpSettings settings = CoinMarketCapSource.settings(http);
    try (Probe probe = Probe.open(settings)) {
      return NetworkChecks.of("vendor", settings.endpoint(), probe);
    } catch (IllegalArgumentException e) {
      return List.of(Check.fail("network options", e.getMessage(), "", ExitCode.MISTAKE));
    }
  }

  private static Check key(HttpSettings http, Secret key, CreditEstimate estimate)
      throws InterruptedException {
    try {
      KeyUsage usage = KeyUsage.ask(http, key);
      return usage.leftToday() >= 0 && usage.leftToday() < estimate.total()
          ? Check.warn("key", usage.sentence(), "A run needs more than is left today.")
          : Check.ok("key", usage.sentence());
    } catch (CredentialsRefusedException e) {
      return Check.fail("key", e.getMessage(), "", ExitCode.MISTAKE);
    } catch (IOException e) {
      return Check.fail("key", e.getMessage(), "Try again later.", ExitCode.UNREACHABLE);
    }
  }
}
