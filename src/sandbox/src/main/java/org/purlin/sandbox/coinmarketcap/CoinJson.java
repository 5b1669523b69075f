package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.purlin.sandbox.coinmarketcap.Currencies.Currency;
import org.purlin.sandbox.coinmarketcap.Ranking.Ranked;

/** Writes coins with their quotes, in the shape of v1 and v2 or in that of v3. */
final class CoinJson {

  private static final List<String> PERIODS = List.of("1h", "24h", "7d", "30d", "60d", "90d");

  /** What part of the volume exchanges without a company have. An invention. */
  private static final BigDecimal DEX_PART = new BigDecimal("0.03");

  private final boolean quotesAsList;
  private final boolean allFields;
  private final String lastUpdated;
  private final BigDecimal allMarketCaps;

  /**
   * A writer.
   *
   * @param lastUpdated the time at which prices were taken
   * @param allMarketCaps their sum over all coins
   */
  CoinJson(boolean v3, boolean allFields, String lastUpdated, BigDecimal allMarketCaps) {
    this.quotesAsList = v3;
    this.allFields = allFields || v3;
    this.lastUpdated = lastUpdated;
    this.allMarketCaps = allMarketCaps;
  }

  void write(JsonGenerator json, Ranked ranked, List<Currency> currencies) throws IOException {
    Coin coin = ranked.coin();
    json.writeStartObject();
    json.writeNumberField("id", coin.id());
    json.writeStringField("name", coin.name());
    json.writeStringField("symbol", coin.symbol());
    json.writeStringField("slug", coin.slug());
    json.writeNumberField("num_market_pairs", coin.marketPairs());
    json.writeStringField("date_added", coin.dateAdded());
    json.writeArrayFieldStart("tags");
    for (String tag : coin.tags()) {
      json.writeString(tag);
    }
    json.writeEndArray();
    Numbers.write(json, "max_supply", coin.maxSupply());
    Numbers.write(json, "circulating_supply", coin.circulatingSupply());
    Numbers.write(json, "total_supply", coin.totalSupply());
    json.writeBooleanField("infinite_supply", coin.infiniteSupply());
    if (allFields) {
      Numbers.write(json, "minted_market_cap", Numbers.product(coin.price(), coin.totalSupply()));
    }
    platform(json, coin.platform());
    json.writeNumberField("cmc_rank", ranked.rank());
    Numbers.write(json, "self_reported_circulating_supply", coin.selfReportedSupply());
    Numbers.write(
        json,
        "self_reported_market_cap",
        coin.selfReportedSupply() == null
            ? null
            : Numbers.product(coin.price(), coin.selfReportedSupply()));
    Numbers.write(json, "tvl_ratio", tvlRatio(coin));
    json.writeStringField("last_updated", lastUpdated);
    quotes(json, coin, currencies);
    if (allFields) {
      json.writeNumberField("is_active", 1);
      json.writeNumberField("is_fiat", 0);
      json.writeNumberField("is_market_cap_included_in_calc", 1);
    }
    json.writeEndObject();
  }

  static void platform(JsonGenerator json, Coin.Platform platform) throws IOException {
    if (platform == null) {
      json.writeNullField("platform");
      return;
    }
    json.writeObjectFieldStart("platform");
    json.writeNumberField("id", platform.id());
    json.writeStringField("name", platform.name());
    json.writeStringField("symbol", platform.symbol());
    json.writeStringField("slug", platform.slug());
    json.writeStringField("token_address", platform.tokenAddress());
    json.writeEndObject();
  }

  private static BigDecimal tvlRatio(Coin coin) {
    BigDecimal cap = coin.marketCap();
    return coin.tvl() == null || cap.signum() == 0 ? null : cap.divide(coin.tvl(), Numbers.DIGITS);
  }

  private void quotes(JsonGenerator json, Coin coin, List<Currency> currencies) throws IOException {
    json.writeFieldName("quote");
    if (quotesAsList) {
      json.writeStartArray();
    } else {
      json.writeStartObject();
    }
    for (Currency currency : currencies) {
      if (!quotesAsList) {
        json.writeFieldName(currency.symbol());
      }
      json.writeStartObject();
      if (quotesAsList) {
        json.writeNumberField("id", currency.id());
        json.writeStringField("symbol", currency.symbol());
      }
      quote(json, coin, currency);
      json.writeEndObject();
    }
    if (quotesAsList) {
      json.writeEndArray();
    } else {
      json.writeEndObject();
    }
  }

  private void quote(JsonGenerator json, Coin coin, Currency currency) throws IOException {
    BigDecimal volume = coin.volume();
    Numbers.write(json, "price", currency.of(coin.price()));
    Numbers.write(json, "volume_24h", currency.of(volume));
    if (allFields) {
      BigDecimal dex = Numbers.product(volume, DEX_PART);
      Numbers.write(json, "cex_volume_24h", currency.of(volume.subtract(dex, Numbers.DIGITS)));
      Numbers.write(json, "dex_volume_24h", currency.of(dex));
      Numbers.write(json, "volume_7d", currency.of(Numbers.product(volume, BigDecimal.valueOf(7))));
      Numbers.write(
          json, "volume_30d", currency.of(Numbers.product(volume, BigDecimal.valueOf(30))));
    }
    Numbers.write(json, "volume_change_24h", coin.changes().get(1).negate());
    for (int period = 0; period < PERIODS.size(); period++) {
      Numbers.write(json, "percent_change_" + PERIODS.get(period), coin.changes().get(period));
    }
    Numbers.write(json, "market_cap", currency.of(coin.marketCap()));
    Numbers.write(json, "market_cap_dominance", dominance(coin));
    Numbers.write(json, "fully_diluted_market_cap", currency.of(coin.fullyDilutedMarketCap()));
    Numbers.write(json, "tvl", currency.of(coin.tvl()));
    json.writeStringField("last_updated", lastUpdated);
  }

  /** In per cent, with four decimals as the vendor writes it. */
  private BigDecimal dominance(Coin coin) {
    return allMarketCaps.signum() == 0
        ? BigDecimal.ZERO
        : coin.marketCap()
            .movePointRight(2)
            .divide(allMarketCaps, 4, Numbers.DIGITS.getRoundingMode());
  }
}
