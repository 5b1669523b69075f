package org.purlin.io.coinmarketcap;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.rest.Charges;
import org.purlin.io.rest.Merge;
import org.purlin.io.rest.Paging;
import org.purlin.io.rest.RestResource;
import org.purlin.io.rest.RestSource;
import org.purlin.io.rest.RestTable;
import org.purlin.io.secret.Secret;
import org.purlin.transforms.rest.RecordPath;

/** The API as a description. */
public final class CoinMarketCapSource {

  /** The resource of the ranking; its window is the snapshot. */
  public static final String LISTINGS = "listings";

  /** Where the vendor is. */
  public static final String URL = "https://pro-api.coinmarketcap.com";

  /** The header of the key. As a parameter, which works too, it would be in logs. */
  static final String KEY_HEADER = "X-CMC_PRO_API_KEY";

  /** Before the path of requests without a key. */
  private static final String KEYLESS_PATH = "/public-api";

  /**
   * Requests a second without a key. The vendor does not say how many it takes; a client was seen
   * to do well with 4.5 seconds between them.
   */
  public static final double KEYLESS_REQUESTS_PER_SECOND = 1 / 4.5;

  /** The most coins the vendor puts into a page of listings. */
  static final int PAGE_COINS = 5000;

  /** A page holds no more than this, so that it fits where pages are kept: 64 MB. */
  private static final long PAGE_BYTES = 40_000_000;

  /** A coin without its quotes in v3, the longer of both shapes; about what was seen. */
  private static final long COIN_BYTES = 1_100;

  /** One quote of it; likewise. */
  private static final long QUOTE_BYTES = 600;

  /**
   * Coins whose metadata are asked for at once: what one credit buys. The vendor names no limit.
   */
  static final int BATCH_COINS = 100;

  /**
   * The share of coins that may be missing in listings: coins between two pages that change places
   * while they are read, and those that were listed or taken off between two requests.
   */
  public static final double MISSING_SHARE = 0.01;

  /** Those of the usual ones on which the vendor's code says nothing else: 429 is not weather. */
  private static final Set<Integer> WEATHER = Set.of(408, 500, 502, 503, 504);

  /** No key, a wrong key, an unpaid plan, a plan without this. */
  private static final Set<Integer> REFUSALS = Set.of(401, 402, 403);

  private static final RecordPath COINS = RecordPath.of("data");
  private static final RecordPath QUOTES =
      RecordPath.of("data", RecordPath.EACH, "quote", RecordPath.EACH);
  private static final RecordPath INFO = RecordPath.of("data", RecordPath.EACH);

  private static final String NOTICE = "/status/notice";

  private CoinMarketCapSource() {}

  /**
   * Where requests go.
   *
   * @param url of the vendor or a stand-in
   * @param keyless whether there is no key
   */
  public static URI endpoint(URI url, boolean keyless) {
    return keyless ? URI.create(url.toString().replaceAll("/+$", "") + KEYLESS_PATH) : url;
  }

  /**
   * The API, asked for what is wanted.
   *
   * @param http at {@link #endpoint}
   * @param key null when there is none
   * @param maxCredits what a run may cost; 0 is no limit
   */
  public static RestSource of(
      HttpSettings http,
      Secret key,
      CoinMarketCapRequest wanted,
      long maxCredits,
      String runId,
      Instant startedAt) {
    List<Map<String, String>> run = List.of(Map.of("run_id", runId));
    RestSource source =
        RestSource.of("coinmarketcap", settings(http), authorization(key))
            .judging(new CoinMarketCapReplies(key == null))
            .charging(new Charges("credits", "/status/credit_count", maxCredits))
            .showingBodies()
            .with(listings(wanted).startingWith(run));
    if (wanted.map()) {
      source = source.with(map().startingWith(run));
    }
    return wanted.info().isNone() ? source : source.with(info(wanted, startedAt));
  }

  /** How it is spoken to, whatever is asked. */
  public static HttpSettings settings(HttpSettings http) {
    return http.withRetry(http.retry().withStatuses(WEATHER)).withRefusals(REFUSALS);
  }

  /** Who we are; null is nobody. */
  public static Authorization authorization(Secret key) {
    return key == null ? Authorization.none() : Authorization.none().withHeader(KEY_HEADER, key);
  }

  private static RestResource listings(CoinMarketCapRequest wanted) {
    int page = pageCoins(wanted);
    RestResource listings =
        RestResource.at(LISTINGS, wanted.version().path())
            .query("convert", String.join(",", wanted.currencies()))
            .query("sort", unless(CoinMarketCapRequest.BY_MARKET_CAP, wanted.sort()))
            .query("cryptocurrency_type", unless(CoinMarketCapRequest.ALL_TYPES, wanted.type()))
            .paged(paging(wanted, page))
            .capturing("snapshot_time", "/status/timestamp")
            .noticeAt(NOTICE)
            .neverEmpty()
            .costing(CreditEstimate.ofPage(wanted, page))
            .window("{run_id}")
            .into(
                RestTable.of(CoinMarketCapTables.listings(), COINS, "id")
                    .without("quote")
                    .filling("snapshot_time", "{snapshot_time}"))
            .into(
                RestTable.of(CoinMarketCapTables.quotes(wanted.version()), QUOTES, "id", "currency")
                    .filling("snapshot_time", "{snapshot_time}"));
    return wanted.isTotalTold() ? listings.totalAt("/status/total_count", MISSING_SHARE) : listings;
  }

  /** Coins in a page: fewer where each has many quotes, in steps of what one credit buys. */
  static int pageCoins(CoinMarketCapRequest wanted) {
    long fit = PAGE_BYTES / (COIN_BYTES + QUOTE_BYTES * wanted.currencies().size());
    long page = Math.min(PAGE_COINS, fit - fit % CreditEstimate.LISTED_FOR_ONE);
    return (int) (wanted.coins() == 0 ? page : Math.min(page, wanted.coins()));
  }

  /** A short page is the last only where something else says whether all coins came. */
  private static Paging paging(CoinMarketCapRequest wanted, int page) {
    Paging paging = Paging.start("start", "limit", page);
    if (!wanted.isTotalTold() && !wanted.map()) {
      paging = paging.untilEmpty();
    }
    return wanted.coins() == 0 ? paging : paging.upTo(wanted.coins());
  }

  /** Nothing when it is what the vendor does without being asked. */
  private static String unless(String usual, String value) {
    return value.equals(usual) ? "" : value;
  }

  /** Every coin there is; costs nothing. */
  private static RestResource map() {
    return RestResource.at("map", "/v1/cryptocurrency/map")
        .query("sort", "id")
        .paged(Paging.start("start", "limit", PAGE_COINS))
        .neverEmpty()
        .window("{run_id}")
        .into(RestTable.of(CoinMarketCapTables.map(), COINS, "id"));
  }

  private static RestResource info(CoinMarketCapRequest wanted, Instant startedAt) {
    CoinChoice coins = wanted.info();
    RestResource info =
        RestResource.at("info", "/v2/cryptocurrency/info")
            .query(coins.by().parameter(), "{coins}")
            .query("skip_invalid", wanted.skipInvalid() ? "true" : "")
            .halvedOn(Set.of(400))
            // By symbol the answer's keys are the symbols; by slug they are ids.
            .expecting(
                coins.by() == CoinChoice.By.SYMBOL ? RecordPath.EACH : coins.by().parameter())
            .noticeAt(NOTICE)
            .costing(1)
            .into(
                RestTable.of(CoinMarketCapTables.info(), INFO, "id")
                    .merging(Merge.replaceKeys())
                    // They tell prices, so they would change every row in every run.
                    .notHashing("description", "self_reported_market_cap")
                    .filling("valid_from", startedAt.toString()));
    return coins.by() == CoinChoice.By.LISTED
        ? info.forBatchesOf(BATCH_COINS, LISTINGS, "coins", "id")
        : info.startingWithBatchesOf(BATCH_COINS, "coins", coins.values());
  }
}
