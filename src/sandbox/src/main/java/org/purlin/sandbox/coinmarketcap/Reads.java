package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.purlin.sandbox.coinmarketcap.Currencies.Currency;
import org.purlin.sandbox.coinmarketcap.Ranking.Ranked;

/** Answers what is asked about coins. */
final class Reads {

  /** The most coins that may be asked for at once. */
  static final int MOST_IN_PAGE = 5000;

  /** How many coins a list has when the request does not say. */
  static final int PAGE = 100;

  /** A guess: the vendor tells no limit, but charges in hundreds. */
  private static final int MOST_BY_NAME = 100;

  private static final List<String> TYPES = List.of("all", "coins", "tokens");

  /** The filters, {@code tag} and {@code aux} are taken and change nothing. */
  private static final Set<String> LISTINGS_PARAMETERS =
      Set.of(
          "start",
          "limit",
          "convert",
          "convert_id",
          "sort",
          "sort_dir",
          "cryptocurrency_type",
          "tag",
          "aux");

  private static final Set<String> MAP_PARAMETERS =
      Set.of("start", "limit", "sort", "listing_status", "aux");

  private static final Set<String> NAMING_PARAMETERS =
      Set.of("id", "slug", "symbol", "skip_invalid", "aux");

  private static final Set<String> QUOTES_PARAMETERS =
      Set.of("id", "slug", "symbol", "skip_invalid", "aux", "convert", "convert_id");

  private final List<Coin> coins;
  private final Ranking ranking;
  private final Currencies currencies;
  private final Catalogue catalogue;
  private final CoinJson plain;
  private final CoinJson third;
  private final InfoJson info;
  private final Map<Long, InfoVariant> variants = new ConcurrentHashMap<>();

  Reads(CoinMarketCapSettings settings, URI logos) {
    this.coins = Coins.of(settings.coins());
    this.ranking = new Ranking(coins);
    this.currencies = new Currencies(coins);
    this.catalogue = new Catalogue(ranking.seen(true));
    String minute = Envelope.time(settings.clock().instant().truncatedTo(ChronoUnit.MINUTES));
    BigDecimal caps = coins.stream().map(Coin::marketCap).reduce(BigDecimal.ZERO, BigDecimal::add);
    this.plain = new CoinJson(false, settings.allFieldsInV1(), minute, caps);
    this.third = new CoinJson(true, true, minute, caps);
    this.info = new InfoJson(logos);
  }

  List<Long> ids() {
    return coins.stream().map(Coin::id).toList();
  }

  Ranking ranking() {
    return ranking;
  }

  void vary(long id, InfoVariant variant) {
    if (!catalogue.has(Long.toString(id))) {
      throw new IllegalArgumentException("there is no coin in the sandbox with the id " + id);
    }
    variants.put(id, variant);
  }

  Reply listings(Endpoint endpoint, Query query) throws BadRequest {
    query.allowFiltersAnd(LISTINGS_PARAMETERS);
    int start = query.number("start", 1, 1, Integer.MAX_VALUE);
    int limit = query.number("limit", PAGE, 1, MOST_IN_PAGE);
    List<Currency> converts = currencies.askedBy(query);
    String sort = query.word("sort", "market_cap", Ranking.sorts());
    boolean byText = sort.equals("name") || sort.equals("symbol");
    boolean descending =
        query.word("sort_dir", byText ? "asc" : "desc", List.of("asc", "desc")).equals("desc");
    String type = query.word("cryptocurrency_type", "all", TYPES);
    List<Ranked> all =
        Ranking.sorted(ranking.seen(start == 1), sort, descending).stream()
            .filter(one -> isOfType(one.coin(), type))
            .toList();
    List<Ranked> page = page(all, start, limit);
    return new Reply(
        Credits.ofListings(page.size(), converts.size()),
        all.size(),
        json -> quoted(json, endpoint, page, converts));
  }

  private static boolean isOfType(Coin coin, String type) {
    return switch (type) {
      case "coins" -> coin.platform() == null;
      case "tokens" -> coin.platform() != null;
      default -> true;
    };
  }

  private static List<Ranked> page(List<Ranked> all, int start, int limit) {
    int from = Math.min(start - 1, all.size());
    return all.subList(from, (int) Math.min((long) from + limit, all.size()));
  }

  private void quoted(
      JsonGenerator json, Endpoint endpoint, List<Ranked> coins, List<Currency> converts)
      throws IOException {
    json.writeStartArray();
    for (Ranked one : coins) {
      writer(endpoint).write(json, one, converts);
    }
    json.writeEndArray();
  }

  private CoinJson writer(Endpoint endpoint) {
    return endpoint.isV3() ? third : plain;
  }

  Reply quotes(Endpoint endpoint, Query query) throws BadRequest {
    query.allow(QUOTES_PARAMETERS);
    List<Currency> converts = currencies.askedBy(query);
    Catalogue.Found found = catalogue.askedBy(query, MOST_BY_NAME);
    long credits = Credits.ofQuotes(found.coins(), converts.size());
    if (endpoint.isV3()) {
      List<Ranked> all = found.found().values().stream().flatMap(List::stream).toList();
      return Reply.of(credits, json -> quoted(json, endpoint, all, converts));
    }
    return Reply.of(credits, json -> keyed(json, found, one -> plain.write(json, one, converts)));
  }

  Reply info(Query query) throws BadRequest {
    query.allow(NAMING_PARAMETERS);
    Catalogue.Found asked = catalogue.askedBy(query, MOST_BY_NAME);
    asked.found().values().removeIf(this::isMissing);
    return Reply.of(
        Credits.ofInfo(asked.coins()),
        json ->
            keyed(json, asked, one -> info.write(json, one.coin(), variants.get(one.coin().id()))));
  }

  private boolean isMissing(List<Ranked> coins) {
    return coins.stream().anyMatch(one -> variants.get(one.coin().id()) == InfoVariant.MISSING);
  }

  /** Writes one coin. */
  @FunctionalInterface
  private interface One {
    void write(Ranked coin) throws IOException;
  }

  /** An object by id with one coin each, or by symbol with lists of them. */
  private static void keyed(JsonGenerator json, Catalogue.Found found, One writer)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, List<Ranked>> entry : found.found().entrySet()) {
      json.writeFieldName(entry.getKey());
      if (found.bySymbol()) {
        json.writeStartArray();
      }
      for (Ranked one : entry.getValue()) {
        writer.write(one);
      }
      if (found.bySymbol()) {
        json.writeEndArray();
      }
    }
    json.writeEndObject();
  }

  Reply map(Query query) throws BadRequest {
    query.allow(MAP_PARAMETERS);
    int start = query.number("start", 1, 1, Integer.MAX_VALUE);
    int limit = query.number("limit", Integer.MAX_VALUE, 1, MOST_IN_PAGE);
    String sort = query.word("sort", "id", List.of("id", "cmc_rank"));
    List<Ranked> all = ranking.seen(true);
    if (sort.equals("id")) {
      all.sort(Comparator.comparing(one -> one.coin().id()));
    }
    List<Ranked> page = page(all, start, limit);
    return Reply.of(0, json -> mapped(json, page));
  }

  private static void mapped(JsonGenerator json, List<Ranked> page) throws IOException {
    json.writeStartArray();
    for (Ranked one : page) {
      json.writeStartObject();
      json.writeNumberField("id", one.coin().id());
      json.writeNumberField("rank", one.rank());
      json.writeStringField("name", one.coin().name());
      json.writeStringField("symbol", one.coin().symbol());
      json.writeStringField("slug", one.coin().slug());
      json.writeNumberField("is_active", 1);
      json.writeStringField("first_historical_data", one.coin().dateAdded());
      CoinJson.platform(json, one.coin().platform());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
