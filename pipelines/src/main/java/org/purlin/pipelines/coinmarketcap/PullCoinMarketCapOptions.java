package org.purlin.pipelines.coinmarketcap;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.io.coinmarketcap.CoinMarketCapSource;
import org.purlin.io.coinmarketcap.ListingsVersion;
import org.purlin.io.coinmarketcap.LogoRun;
import org.purlin.pipelines.SecretReference;
import org.purlin.pipelines.rest.RestOptions;

/** Options of {@link PullCoinMarketCap}. */
@Description("Reads listings, quotes, metadata and logos of coins from CoinMarketCap.")
public interface PullCoinMarketCapOptions extends RestOptions {

  @Description(
      "Where the API key is. Without one, the vendor's public API is asked, which takes few"
          + " requests.")
  @SecretReference
  String getKey();

  void setKey(String value);

  @Description("Where the API is; for a sandbox.")
  @Default.String(CoinMarketCapSource.URL)
  String getUrl();

  void setUrl(String value);

  @Description("Which listings are read: v3, or v1, the ones before. Their rows are the same.")
  @Default.Enum("V3")
  ListingsVersion getApi();

  void setApi(ListingsVersion value);

  @Description(
      "Currencies that prices are told in, with commas between: USD,EUR. Each after the first costs"
          + " a credit a page.")
  @Default.String("USD")
  String getConvert();

  void setConvert(String value);

  @Description("How many coins of the ranking are read. 0 is all.")
  @Default.Long(0)
  long getCoins();

  void setCoins(long value);

  @Description("What is listed: all, coins or tokens.")
  @Default.String("all")
  String getCryptocurrencyType();

  void setCryptocurrencyType(String value);

  @Description("What the ranking is by, such as market_cap, date_added or volume_24h.")
  @Default.String("market_cap")
  String getSort();

  void setSort(String value);

  @Description(
      "Whether the list of all coins is read too, which costs nothing, to see whether the listings"
          + " are complete. Only where all coins are wanted from v3, and with a key.")
  @Default.Boolean(true)
  boolean isMap();

  void setMap(boolean value);

  @Description(
      "Whose metadata are read: none, listed (all coins of the listings), or ids with commas"
          + " between: 1,1027.")
  @Default.String("none")
  String getInfo();

  void setInfo(String value);

  @Description(
      "The same by symbols, in place of --info: BTC,ETH. Several coins can have one symbol; all of"
          + " them are read.")
  String getInfoSymbols();

  void setInfoSymbols(String value);

  @Description("The same by the names of coins in URLs, in place of --info: bitcoin,ethereum.")
  String getInfoSlugs();

  void setInfoSlugs(String value);

  @Description(
      "Let the vendor leave out coins it does not know. Otherwise it refuses a batch for one such,"
          + " and halves of it are asked for until that is found.")
  @Default.Boolean(false)
  boolean isSkipInvalid();

  void setSkipInvalid(boolean value);

  @Description(
      "Whose logos are fetched: none, info (all coins whose metadata are landed), or ids with commas"
          + " between.")
  @Default.String("none")
  String getLogos();

  void setLogos(String value);

  @Description("Sizes of logos in pixels, with commas between: 16, 32, 64, 128 or 200.")
  @Default.String("64")
  String getLogoSizes();

  void setLogoSizes(String value);

  @Description("Where logos are. No other host is asked for one, and none gets the key.")
  @Default.String(LogoRun.HOST)
  String getLogoUrl();

  void setLogoUrl(String value);

  @Description(
      "Credits a run may cost. Before a request that is believed to go over this the run stops, and"
          + " keeps what it has. 0 is no limit.")
  @Default.Long(0)
  long getMaxCredits();

  void setMaxCredits(long value);
}
