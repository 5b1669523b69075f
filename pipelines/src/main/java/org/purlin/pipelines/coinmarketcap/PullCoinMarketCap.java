package org.purlin.pipelines.coinmarketcap;

import java.util.List;
import java.util.Map;
import org.purlin.pipelines.Job;
import org.purlin.pipelines.Run;
import org.purlin.pipelines.plan.Plan;

/**
 * The market of coins as rows.
 *
 * <pre>
 * listings ─► pages ─► cmc_listings, cmc_quotes      one window a run
 *    │ ids                                            map ─► cmc_map
 *    └─► info ─► batches ─► cmc_info ─► logos/SIZE/ID.png, cmc_logos
 * </pre>
 */
public final class PullCoinMarketCap implements Job<PullCoinMarketCapOptions> {

  /** What the vendor's examples and the script before this call the key. */
  static final Map<String, String> ALIASES = Map.of("API_KEY", "key", "CMC_PRO_API_KEY", "key");

  @Override
  public String verb() {
    return "coinmarketcap";
  }

  @Override
  public String summary() {
    return "Read listings, quotes, metadata and logos of coins from CoinMarketCap.";
  }

  @Override
  public Class<PullCoinMarketCapOptions> options() {
    return PullCoinMarketCapOptions.class;
  }

  @Override
  public List<String> examples() {
    return List.of(
        """
        # All coins in two currencies, for at most 100 credits
        purlin coinmarketcap --key=env:CMC_PRO_API_KEY --convert=USD,EUR --maxCredits=100 \\
          --output=out""",
        """
        # The first 50 coins with their metadata and logos
        purlin coinmarketcap --key=env:CMC_PRO_API_KEY --coins=50 --info=listed --logos=info \\
          --logoSizes=64,128 --output=out""",
        """
        # The first 100 coins without a key
        purlin coinmarketcap --coins=100 --output=out""");
  }

  @Override
  public Map<String, String> aliases() {
    return ALIASES;
  }

  @Override
  public Run prepare(PullCoinMarketCapOptions options) {
    return PullJobRun.prepare(options);
  }

  @Override
  public Plan plan(PullCoinMarketCapOptions options) {
    return PullPlan.of(options);
  }

  @Override
  public String withoutBackfill() {
    return "CoinMarketCap's listings are those of now; the job cannot ask for earlier ones. Run it"
        + " on a schedule to keep a history; purlin schedule coinmarketcap shows how.";
  }
}
