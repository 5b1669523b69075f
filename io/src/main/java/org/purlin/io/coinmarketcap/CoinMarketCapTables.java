package org.purlin.io.coinmarketcap;

import static org.purlin.transforms.rows.ColumnType.BOOL;
import static org.purlin.transforms.rows.ColumnType.FLOAT64;
import static org.purlin.transforms.rows.ColumnType.INT64;
import static org.purlin.transforms.rows.ColumnType.JSON;
import static org.purlin.transforms.rows.ColumnType.STRING;
import static org.purlin.transforms.rows.ColumnType.STRINGS;
import static org.purlin.transforms.rows.ColumnType.TIMESTAMP;

import java.util.ArrayList;
import java.util.List;
import org.purlin.transforms.rest.RecordShape;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.Table;

/** The landing tables. Nothing in them is about persons. */
public final class CoinMarketCapTables {

  private static final Column ID =
      Column.of("id", INT64, "The vendor's id of the coin; the only name that is unique.")
          .asRequired();
  private static final Column SNAPSHOT_TIME =
      Column.lineage("snapshot_time", TIMESTAMP, "When the vendor made the first page.")
          .asRequired();
  private static final Column SLUG = Column.of("slug", STRING, "Name of the coin in URLs.");
  private static final Column SYMBOL =
      Column.of("symbol", STRING, "Ticker. Several coins can have the same.");
  private static final Column NAME = Column.of("name", STRING, "Name of the coin.");
  private static final Column PLATFORM =
      Column.of("platform", JSON, "The coin a token lives on, and its address there.");
  private static final Column DATE_ADDED =
      Column.of("date_added", TIMESTAMP, "When the vendor listed the coin.");
  private static final Column LAST_UPDATED =
      Column.of("last_updated", TIMESTAMP, "When the vendor last looked.");
  private static final Column TAGS = Column.of("tags", STRINGS, "The vendor's tags.");
  private static final Column INFINITE =
      Column.of("infinite_supply", BOOL, "Whether there is no limit to the supply.");
  private static final Column REPORTED_SUPPLY =
      Column.of(
          "self_reported_circulating_supply", FLOAT64, "Supply as the coin's makers tell it.");
  private static final Column REPORTED_CAP =
      Column.of("self_reported_market_cap", FLOAT64, "Value of that, in USD.");
  private static final Column EXTRA =
      Column.lineage(Table.EXTRA, JSON, "What the record has besides, under its own names.");
  private static final Column RUN_ID =
      Column.lineage("_run_id", STRING, "The run that read the row.");
  private static final Column PAGE = Column.lineage("_page", INT64, "Page it was on, from 1.");

  private CoinMarketCapTables() {}

  /** One row a coin and snapshot. */
  public static Table listings() {
    return new Table(
        "cmc_listings",
        List.of(
            SNAPSHOT_TIME,
            ID,
            NAME.asRequired(),
            SYMBOL.asRequired(),
            SLUG.asRequired(),
            Column.of("cmc_rank", INT64, "Place in the ranking."),
            Column.of("num_market_pairs", INT64, "Pairs it is traded in."),
            DATE_ADDED,
            LAST_UPDATED,
            Column.of("circulating_supply", FLOAT64, "Coins in circulation; up to 1e25."),
            Column.of("total_supply", FLOAT64, "Coins there are; up to 1e25."),
            Column.of("max_supply", FLOAT64, "Coins there can ever be; null when nobody says."),
            REPORTED_SUPPLY,
            REPORTED_CAP,
            Column.of("minted_market_cap", FLOAT64, "Value of the total supply, in USD."),
            Column.of("tvl_ratio", FLOAT64, "Market cap to value locked."),
            INFINITE,
            Column.of("is_active", BOOL, "Whether it is traded."),
            Column.of("is_fiat", BOOL, "Whether it is money of a state."),
            PLATFORM,
            TAGS,
            EXTRA,
            PAGE,
            RUN_ID),
        "id",
        "snapshot_time",
        List.of("id", "symbol"));
  }

  /** One row a coin, currency and snapshot; the same for both versions. */
  static Table quotes(ListingsVersion version) {
    boolean isList = version == ListingsVersion.V3;
    List<Column> columns = new ArrayList<>();
    columns.add(SNAPSHOT_TIME);
    columns.add(ID.from(RecordShape.OUTER + "id"));
    columns.add(
        Column.of("currency", STRING, "Symbol of the currency.")
            .from(isList ? "symbol" : RecordShape.KEY)
            .asRequired());
    columns.add(
        Column.of("currency_id", INT64, "The vendor's id of the currency; null from v1.")
            .from("id"));
    columns.add(Column.of("price", FLOAT64, "Of one coin; down to 1e-19."));
    for (String volume :
        List.of("volume_24h", "cex_volume_24h", "dex_volume_24h", "volume_7d", "volume_30d")) {
      columns.add(Column.of(volume, FLOAT64, "Trade in that time."));
    }
    columns.add(Column.of("volume_change_24h", FLOAT64, "Change of the trade, in per cent."));
    for (String time : List.of("1h", "24h", "7d", "30d", "60d", "90d")) {
      columns.add(
          Column.of("percent_change_" + time, FLOAT64, "Change of the price, in per cent."));
    }
    columns.add(Column.of("market_cap", FLOAT64, "Value of the circulating supply."));
    columns.add(Column.of("market_cap_dominance", FLOAT64, "Share of all coins' value, per cent."));
    columns.add(Column.of("fully_diluted_market_cap", FLOAT64, "Value of the maximum supply."));
    columns.add(Column.of("tvl", FLOAT64, "Value locked."));
    columns.addAll(List.of(LAST_UPDATED, EXTRA, PAGE, RUN_ID));
    return new Table("cmc_quotes", columns, "id", "snapshot_time", List.of("id", "currency"));
  }

  /** One row a coin and currency of a snapshot. */
  public static Table quotes() {
    return quotes(ListingsVersion.V3);
  }

  /** One row a coin there is, at the time of a snapshot. */
  public static Table map() {
    return new Table(
        "cmc_map",
        List.of(
            ID,
            Column.of("rank", INT64, "Place in the ranking."),
            NAME,
            SYMBOL,
            SLUG,
            Column.of("is_active", BOOL, "Whether it is traded."),
            Column.of("first_historical_data", TIMESTAMP, "Since when there are prices."),
            Column.of("last_historical_data", TIMESTAMP, "Until when there are prices."),
            PLATFORM,
            EXTRA,
            PAGE,
            RUN_ID),
        "id",
        null,
        List.of("id"));
  }

  /** One row a coin, as its metadata were last seen to change. */
  public static Table info() {
    return new Table(
        "cmc_info",
        List.of(
            ID,
            NAME,
            SYMBOL,
            SLUG,
            Column.of("category", STRING, "coin or token."),
            Column.of("description", STRING, "Text with prices in it, so of that day."),
            Column.of("notice", STRING, "A warning of the vendor."),
            Column.of("logo_url", STRING, "Where the logo is.").from("logo"),
            Column.of("subreddit", STRING, "Its community."),
            Column.of("twitter_username", STRING, "Its account."),
            DATE_ADDED,
            Column.of("date_launched", TIMESTAMP, "When the coin began."),
            TAGS,
            Column.of("urls", JSON, "Its pages, by kind."),
            PLATFORM,
            Column.of("contract_address", JSON, "Its addresses on platforms."),
            INFINITE,
            Column.of("is_hidden", BOOL, "Whether the vendor hides it."),
            REPORTED_SUPPLY,
            REPORTED_CAP,
            EXTRA,
            Column.lineage("_row_hash", STRING, "SHA-256 of the row without what prices change."),
            Column.lineage("valid_from", TIMESTAMP, "Start of the run that first saw it so."),
            RUN_ID),
        "id",
        null,
        List.of("id"));
  }

  /** One row a logo and size. */
  public static Table logos() {
    return new Table(
            "cmc_logos",
            List.of(
                Column.lineage("id", INT64, "The vendor's id of the coin."),
                Column.lineage("size", INT64, "Length of a side that was asked for, in pixels."),
                Column.lineage(
                    "url", STRING, "Where it was looked for; null when there is no URL."),
                Column.lineage("http_status", INT64, "Status of the answer; null when none came."),
                Column.lineage("content_type", STRING, "What the answer says it is."),
                Column.lineage("bytes", INT64, "Size of the file."),
                Column.lineage("width", INT64, "Pixels."),
                Column.lineage("height", INT64, "Pixels."),
                Column.lineage("sha256", STRING, "Of the file, hexadecimal."),
                Column.lineage(
                    "path", STRING, "The file below the output; null when there is none."),
                Column.lineage("fetched_at", TIMESTAMP, "Start of the run that asked."),
                Column.lineage("error", STRING, "Why there is no picture; null when there is."),
                Column.lineage("etag", STRING, "The server's mark of this picture."),
                Column.lineage("last_modified", STRING, "The server's date of this picture."),
                RUN_ID),
            "id",
            null,
            List.of("id"))
        .withUnique("id", "size");
  }
}
