package org.purlin.pipelines.coinmarketcap;

import java.util.List;
import java.util.Map;
import org.purlin.pipelines.Command;
import org.purlin.pipelines.Console;
import org.purlin.pipelines.check.Checklist;
import org.purlin.pipelines.check.Checks;
import org.purlin.pipelines.check.DestinationChecks;
import org.purlin.pipelines.report.Verdict;

/** Tries everything a run with the same options needs. Changes nothing and costs nothing. */
public final class CheckCoinMarketCap implements Command<CheckCoinMarketCapOptions> {

  @Override
  public String verb() {
    return "check coinmarketcap";
  }

  @Override
  public String summary() {
    return "Try all that CoinMarketCap runs need, from names to credits; change nothing.";
  }

  @Override
  public Class<CheckCoinMarketCapOptions> options() {
    return CheckCoinMarketCapOptions.class;
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
  public Verdict run(CheckCoinMarketCapOptions options, Console console)
      throws InterruptedException {
    Checklist checks = new Checklist();
    new CoinMarketCapChecks(options, checks).run();
    DestinationChecks.rows(checks, options);
    return Checks.print(checks.list(), console);
  }
}
