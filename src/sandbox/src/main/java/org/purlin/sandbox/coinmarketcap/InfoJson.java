package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Writes the metadata of coins, with the fields that real ones have besides those documented. */
final class InfoJson {

  private static final List<String> KINDS_OF_ADDRESSES =
      List.of(
          "website",
          "twitter",
          "message_board",
          "chat",
          "facebook",
          "explorer",
          "reddit",
          "technical_doc",
          "source_code",
          "announcement");

  private static final String FOLDER = "/static/img/coins/64x64/";

  private final URI logos;

  /** The metadata point at the logos of a host. */
  InfoJson(URI logos) {
    this.logos = logos;
  }

  /** Writes one coin; {@code variant} is null for a coin that has nothing odd. */
  void write(JsonGenerator json, Coin coin, InfoVariant variant) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", coin.id());
    json.writeStringField("name", coin.name());
    json.writeStringField("symbol", coin.symbol());
    json.writeStringField("category", coin.platform() == null ? "coin" : "token");
    json.writeStringField("description", description(coin));
    json.writeStringField("slug", coin.slug());
    logo(json, coin, variant);
    json.writeStringField("subreddit", coin.id() % 2 == 0 ? "" : coin.slug());
    json.writeStringField("notice", "");
    tags(json, coin.tags());
    addresses(json, coin);
    platform(json, coin);
    json.writeStringField("date_added", coin.dateAdded());
    json.writeStringField("twitter_username", "");
    json.writeNumberField("is_hidden", 0);
    json.writeNullField("date_launched");
    contracts(json, coin.platform());
    Numbers.write(json, "self_reported_circulating_supply", coin.selfReportedSupply());
    json.writeNullField("self_reported_tags");
    Numbers.write(
        json,
        "self_reported_market_cap",
        coin.selfReportedSupply() == null
            ? null
            : Numbers.product(coin.price(), coin.selfReportedSupply()));
    json.writeBooleanField("infinite_supply", coin.infiniteSupply());
    json.writeEndObject();
  }

  /** Tells the price, as real ones do, which makes them change all the time. */
  private static String description(Coin coin) {
    return "%s (%s) is an invented cryptocurrency. %s has a current supply of %s. The last known price of %s is %s USD."
        .formatted(
            coin.name(),
            coin.symbol(),
            coin.name(),
            Numbers.text(coin.totalSupply()),
            coin.name(),
            Numbers.text(coin.price()));
  }

  private void logo(JsonGenerator json, Coin coin, InfoVariant variant) throws IOException {
    if (variant == InfoVariant.LOGO_ABSENT) {
      return;
    }
    if (variant == InfoVariant.LOGO_NULL) {
      json.writeNullField("logo");
      return;
    }
    String file = FOLDER + coin.id() + ".png";
    if (variant == InfoVariant.LOGO_LINK_LOCAL) {
      json.writeStringField("logo", "http://169.254.169.254/latest/meta-data/");
    } else if (variant == InfoVariant.LOGO_CLIMBS) {
      json.writeStringField("logo", logos + FOLDER + "../../../../etc/passwd");
    } else {
      json.writeStringField("logo", logos + file);
    }
  }

  private static void tags(JsonGenerator json, List<String> tags) throws IOException {
    json.writeArrayFieldStart("tags");
    for (String tag : tags) {
      json.writeString(tag);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tag-names");
    for (String tag : tags) {
      json.writeString(tag.replace('-', ' '));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("tag-groups");
    for (int tag = 0; tag < tags.size(); tag++) {
      json.writeString("CATEGORY");
    }
    json.writeEndArray();
  }

  private static void addresses(JsonGenerator json, Coin coin) throws IOException {
    json.writeObjectFieldStart("urls");
    for (String kind : KINDS_OF_ADDRESSES) {
      json.writeArrayFieldStart(kind);
      if (kind.equals("website")) {
        json.writeString("https://" + coin.slug() + ".example/");
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void platform(JsonGenerator json, Coin coin) throws IOException {
    Coin.Platform platform = coin.platform();
    if (platform == null) {
      json.writeNullField("platform");
      return;
    }
    json.writeObjectFieldStart("platform");
    json.writeStringField("id", Long.toString(platform.id()));
    json.writeStringField("name", platform.name());
    json.writeStringField("slug", platform.slug());
    json.writeStringField("symbol", platform.symbol());
    json.writeStringField("token_address", platform.tokenAddress());
    json.writeEndObject();
  }

  private static void contracts(JsonGenerator json, Coin.Platform platform) throws IOException {
    json.writeArrayFieldStart("contract_address");
    if (platform != null) {
      json.writeStartObject();
      json.writeStringField("contract_address", platform.tokenAddress());
      json.writeObjectFieldStart("platform");
      json.writeStringField("name", platform.name());
      json.writeObjectFieldStart("coin");
      json.writeStringField("id", Long.toString(platform.id()));
      json.writeStringField("name", platform.name());
      json.writeStringField("symbol", platform.symbol());
      json.writeStringField("slug", platform.slug());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
