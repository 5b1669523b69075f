package org.purlin.pipelines.coinmarketcap;

import java.io.IOException;
import java.util.Locale;
import org.purlin.io.coinmarketcap.CoinMarketCapRequest;
import org.purlin.io.coinmarketcap.CoinMarketCapSource;
import org.purlin.io.coinmarketcap.ListingsVersion;
import org.purlin.io.coinmarketcap.Snapshot;
import org.purlin.io.landing.FileLanding;
import org.purlin.io.rest.RestProof;
import org.purlin.io.rest.WindowResult;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.pipelines.report.RunReport;

/** Says whether the coins that should be in a snapshot are in it, or that nothing told. */
final class SnapshotReport {

  private static final String AGAIN = "Run again; a ranking that moves loses a few at most.";

  private final RunReport.Builder report;
  private final CoinMarketCapRequest wanted;
  private final boolean keyless;

  SnapshotReport(RunReport.Builder report, CoinMarketCapRequest wanted, boolean keyless) {
    this.report = report;
    this.wanted = wanted;
    this.keyless = keyless;
  }

  void add(FileLanding landing, RestProof proof) throws IOException {
    for (WindowResult window : proof.windows()) {
      if (window.resource().equals(CoinMarketCapSource.LISTINGS) && window.how() != How.FAILED) {
        add(Snapshot.of(landing, window.window()), window);
      }
    }
  }

  private void add(Snapshot snapshot, WindowResult window) {
    boolean whole = window.how() == How.WHOLE;
    report.counter("coins", snapshot.coins());
    report.counter("coins without a quote", snapshot.withoutQuote());
    if (snapshot.mapped() >= 0) {
      compare(snapshot, whole);
    } else if (wanted.coins() > 0) {
      count(snapshot, whole);
    } else if (whole && window.total() == null) {
      report.notice("Whether all coins are there was not checked: " + why());
      gap(snapshot);
    }
  }

  private void gap(Snapshot snapshot) {
    if (snapshot.hasGap(wanted)) {
      report.problem(
          "listings",
          String.format(
              Locale.ROOT,
              "A page that others follow has %,d coins, fewer than were asked for; coins between"
                  + " the pages are missing.",
              snapshot.shortest()),
          "Ask for a part with --coins, or give a --key.");
    }
  }

  private void compare(Snapshot snapshot, boolean whole) {
    report.counter("coins that are missing", snapshot.missing());
    String missing =
        String.format(
            Locale.ROOT,
            "Of %,d coins that the vendor says there are, %,d are not in the listings.",
            snapshot.mapped(),
            snapshot.missing());
    if (whole && snapshot.isTooSmall()) {
      report.problem("listings", missing, AGAIN);
    } else if (snapshot.missing() > 0) {
      report.notice(missing);
    }
  }

  /** Nobody says whether there are so many, so that few are trouble until the user says less. */
  private void count(Snapshot snapshot, boolean whole) {
    String came =
        String.format(
            Locale.ROOT, "%,d coins were asked for, %,d came.", wanted.coins(), snapshot.coins());
    if (whole && snapshot.isFewFor(wanted.coins())) {
      report.problem(
          "listings", came, "If there are no more, ask for fewer with --coins, or for all: 0.");
    } else if (snapshot.coins() < wanted.coins()) {
      report.notice(came);
    }
  }

  private String why() {
    if (keyless) {
      return "the list of all coins can be had with a --key only.";
    }
    if (!wanted.type().equals(CoinMarketCapRequest.ALL_TYPES)) {
      return "nothing says how many there are of --cryptocurrencyType=" + wanted.type() + ".";
    }
    if (wanted.version() == ListingsVersion.V1) {
      return "the listings did not say how many there are.";
    }
    return wanted.map()
        ? "the list of all coins could not be read."
        : "--map=false leaves out the list of all coins.";
  }
}
