package org.purlin.pipelines.coinmarketcap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.purlin.io.coinmarketcap.CallEstimate;
import org.purlin.io.coinmarketcap.CoinChoice;
import org.purlin.io.coinmarketcap.CoinMarketCapRequest;
import org.purlin.io.coinmarketcap.CoinMarketCapTables;
import org.purlin.io.coinmarketcap.CreditEstimate;
import org.purlin.io.coinmarketcap.LogoRun;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.landing.Manifest;
import org.purlin.io.landing.Storage;
import org.purlin.io.rest.RestResource;
import org.purlin.io.rest.RestRun;
import org.purlin.io.rest.RestTable;
import org.purlin.pipelines.plan.Plan;
import org.purlin.pipelines.plan.Plan.State;
import org.purlin.pipelines.plan.PlanText;

/** What a pull would ask for and cost, by the vendor's price list. Asks nobody. */
final class PullPlan {

  /** A manifest's path below its table: the window's name, then the file's. */
  private static final int DEPTH = 2;

  private final RestRun run;
  private final CoinMarketCapRequest request;
  private final Optional<LogoRun> logos;
  private final boolean keyless;
  private final Plan.Builder builder;

  private PullPlan(PullCoinMarketCapOptions options) {
    request = PullSettings.request(options);
    run = PullSettings.run(options, request);
    logos = LogoSettings.of(options, run, request);
    keyless = options.getKey() == null;
    builder = Plan.of(request.version().name().toLowerCase(Locale.ROOT));
  }

  static Plan of(PullCoinMarketCapOptions options) {
    try {
      return new PullPlan(options).plan();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Plan plan() throws IOException {
    CreditEstimate credits = CreditEstimate.of(request);
    String coins =
        (credits.known() ? "the first " : "all, about ") + PlanText.number(credits.coins());
    builder.windows(State.TO_DO, "snapshots of the ranking to read", 1, coins + " coins");
    calls(credits);
    credits(credits);
    bytes();
    tables();
    return builder.build();
  }

  private void calls(CreditEstimate credits) throws IOException {
    CallEstimate calls = CallEstimate.of(request);
    builder.estimate(
        "calls",
        calls.total(),
        "by the sizes of pages: listings "
            + calls.listings()
            + ", list of all coins "
            + calls.map()
            + ", metadata "
            + calls.info()
            + (credits.known() ? "" : "; how many coins there are is known only then"));
    if (logos.isPresent()) {
      logos(logos.get(), credits);
    }
  }

  private void logos(LogoRun logo, CreditEstimate credits) throws IOException {
    String what = "calls for logos";
    int sizes = logo.sizes().size();
    if (!logo.ids().isEmpty()) {
      builder.estimate(what, (long) logo.ids().size() * sizes, "coins times sizes");
      return;
    }
    if (request.info().by() == CoinChoice.By.LISTED) {
      builder.estimate(
          what, credits.coins() * sizes, "coins of the listings times sizes; they cost no credits");
      return;
    }
    Optional<Manifest> info = newest(run.landing(), CoinMarketCapTables.info().name());
    if (info.isEmpty()) {
      builder.unknown(
          what, "no metadata were landed before, and logos are of coins that have some");
    } else {
      builder.estimate(
          what,
          (info.get().rows() + request.info().values().size()) * sizes,
          "coins whose metadata are landed, and those asked for now, times sizes");
    }
  }

  private void credits(CreditEstimate credits) {
    if (keyless) {
      builder.estimate(
          "credits", 0, "no --key is given; without one there are no credits to spend");
      return;
    }
    builder.estimate(
        "credits",
        credits.total(),
        "by the vendor's price list: listings "
            + credits.listings()
            + ", metadata "
            + credits.info());
    long most = run.source().charges().most();
    if (most == 0) {
      builder.notice("--maxCredits is not given, so the run may cost what it costs.");
    } else if (most < credits.total()) {
      builder.estimate("credits left of --maxCredits", 0, "it allows " + PlanText.number(most));
      builder.notice(
          "--maxCredits="
              + most
              + " is less than what the run is believed to cost. It would stop before the request"
              + " that goes over, and keep what it has.");
    } else {
      builder.estimate(
          "credits left of --maxCredits",
          most - credits.total(),
          "it allows " + PlanText.number(most));
    }
    builder.notice("What the key has left is told by purlin check coinmarketcap.");
  }

  private void bytes() throws IOException {
    long bytes = 0;
    Optional<Manifest> listings = newest(run.landing(), CoinMarketCapTables.listings().name());
    if (listings.isEmpty()) {
      builder.unknown("bytes of rows", "nothing was landed before");
      return;
    }
    String window = listings.get().window();
    for (RestResource resource : run.source().resources()) {
      for (RestTable table : resource.tables()) {
        bytes +=
            run.landing().published(table.table().name(), window).map(Manifest::bytes).orElse(0L);
      }
    }
    builder.estimate("bytes of rows", bytes, "as in the snapshot of run " + window);
  }

  private void tables() {
    for (RestResource resource : run.source().resources()) {
      boolean isInfo = resource.name().equals("info");
      for (RestTable table : resource.tables()) {
        builder.table(
            table.table().name(),
            1,
            isInfo
                ? "rows of the coins that are read replace those of the same coins"
                : "a window of this run's own; no other is replaced");
      }
    }
    if (logos.isPresent()) {
      builder.table(CoinMarketCapTables.logos().name(), 1, "rows of the same logos are replaced");
    }
  }

  /** The window of a table that was published last; runs are named by their time. */
  private static Optional<Manifest> newest(FileLanding landing, String table) throws IOException {
    List<String> windows =
        Storage.listDeep(Storage.resolve(landing.root(), table)).stream()
            .filter(file -> Storage.fileName(file).equals("_manifest.json"))
            .map(file -> file.split("/"))
            .map(path -> path[path.length - DEPTH])
            .sorted(Comparator.reverseOrder())
            .toList();
    return windows.isEmpty() ? Optional.empty() : landing.published(table, windows.get(0));
  }
}
