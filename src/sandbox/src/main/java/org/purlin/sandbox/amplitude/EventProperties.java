package org.purlin.sandbox.amplitude;

import static org.purlin.sandbox.amplitude.Utf8.utf8;

import java.util.stream.Stream;

/** Draws and writes an event's {@code event_properties} and {@code user_properties}. */
final class EventProperties {

  private static final Utf8[] WORDS =
      Stream.of(
              "amber", "basalt", "cedar", "dune", "estuary", "fern", "granite", "heath", "inlet",
              "jetty", "kelp", "larch", "moss", "nettle", "oak", "pebble", "quarry", "reed",
              "slate", "thistle")
          .map(Utf8::utf8)
          .toArray(Utf8[]::new);
  private static final Utf8[] CURRENCIES = {utf8("EUR"), utf8("USD"), utf8("GBP"), utf8("JPY")};
  private static final Utf8[] PLANS = {utf8("free"), utf8("plus"), utf8("team")};

  private static final Utf8 PATH = utf8("{\"path\":\"/");
  private static final Utf8 REFERRER = utf8("\",\"referrer\":");
  private static final Utf8 EXAMPLE = utf8("\"https://www.example.org/");
  private static final Utf8 SCROLLED = utf8(",\"scrolled\":");
  private static final Utf8 EXPERIMENTS = utf8(",\"experiments\":{\"");
  private static final Utf8 SKU = utf8("{\"sku\":\"SKU-");
  private static final Utf8 ITEM = utf8("{\"item\":");
  private static final Utf8 NAME = utf8("\",\"name\":\"");
  private static final Utf8 PRICE = utf8(",\"price\":");
  private static final Utf8 CURRENCY = utf8(",\"currency\":\"");
  private static final Utf8 TAGS = utf8("\"},\"tags\":[\"");
  private static final Utf8 POSITION = utf8("\"],\"position\":");
  private static final Utf8 QUERY = utf8("{\"query\":\"");
  private static final Utf8 HITS = utf8("\",\"hits\":");
  private static final Utf8 FILTERS = utf8(",\"filters\":{\"material\":[\"");
  private static final Utf8 RATING = utf8("\"],\"rating\":null}}");
  private static final Utf8 CART = utf8("{\"cart_id\":\"c-");
  private static final Utf8 LINES = utf8("\",\"lines\":[");
  private static final Utf8 QUANTITY = utf8("\",\"quantity\":");
  private static final Utf8 REVENUE = utf8("],\"$revenue\":");
  private static final Utf8 COUPON = utf8(",\"coupon\":");
  private static final Utf8 WELCOME = utf8("\"WELCOME5\"");
  private static final Utf8 GIFT_NOTE = utf8(",\"gift note\":\"für \\\"");
  private static final Utf8 GIFT_END = utf8("\\\" 🎁\"}");
  private static final Utf8 PLAN = utf8("{\"plan\":\"");
  private static final Utf8 SPENT = utf8("\",\"spent\":");
  private static final Utf8 SOURCE = utf8(",\"utm\":{\"source\":\"");
  private static final Utf8 NEXT = utf8("\",\"");
  private static final Utf8 ENDS = utf8("\"}}");
  private static final Utf8 EMPTY = utf8("{}");
  private static final Utf8 NULL = utf8("null");
  private static final Utf8 TRUE = utf8("true");
  private static final Utf8 FALSE = utf8("false");

  private final Dice dice;
  private final JsonBytes json;

  EventProperties(Dice dice, JsonBytes json) {
    this.dice = dice;
    this.json = json;
  }

  void ofEvent(EventKind.Shape shape) {
    switch (shape) {
      case VISIT -> visit();
      case ITEM -> item();
      case SEARCH -> search();
      case ORDER -> order();
      case NONE -> json.raw(EMPTY);
    }
  }

  void ofUser() {
    if (dice.chance(0.2)) {
      json.raw(EMPTY);
      return;
    }
    json.raw(PLAN).raw(dice.one(PLANS)).raw(SPENT).hundredths(dice.below(400_000));
    json.raw(SOURCE).raw(word()).raw(ENDS);
  }

  private void visit() {
    json.raw(PATH).raw(word()).raw('/').raw(word()).raw('/').raw(word()).raw(REFERRER);
    if (dice.chance(0.5)) {
      json.raw(NULL);
    } else {
      json.raw(EXAMPLE).raw(word()).raw('"');
    }
    json.raw(SCROLLED).hundredths(dice.below(100)).raw(EXPERIMENTS).raw(word());
    json.raw('"').raw(':').raw(dice.chance(0.5) ? TRUE : FALSE).raw('}').raw('}');
  }

  private void item() {
    json.raw(ITEM).raw(SKU).digits(dice.below(1_000_000), 6);
    json.raw(NAME).raw(word()).raw(' ').raw(word()).raw(' ').raw(word()).raw('"');
    json.raw(PRICE).hundredths(100 + dice.below(90_000)).raw(CURRENCY).raw(dice.one(CURRENCIES));
    json.raw(TAGS).raw(word()).raw(NEXT).raw(word()).raw(POSITION).number(dice.below(50)).raw('}');
  }

  private void search() {
    json.raw(QUERY).raw(word()).raw(' ').raw(word()).raw(' ').raw(word());
    json.raw(HITS).number(dice.below(400)).raw(FILTERS).raw(word()).raw(RATING);
  }

  private void order() {
    json.raw(CART).hex(dice.next(), 8).raw(LINES);
    int lines = 1 + dice.below(3);
    long total = 0;
    for (int line = 0; line < lines; line++) {
      long quantity = 1L + dice.below(4);
      long price = 100L + dice.below(90_000);
      total += quantity * price;
      if (line > 0) {
        json.raw(',');
      }
      json.raw(SKU).digits(dice.below(1_000_000), 6).raw(QUANTITY).number(quantity);
      json.raw(PRICE).hundredths(price).raw('}');
    }
    json.raw(REVENUE).hundredths(total).raw(COUPON).raw(dice.chance(0.2) ? WELCOME : NULL);
    json.raw(GIFT_NOTE).raw(word()).raw(GIFT_END);
  }

  private Utf8 word() {
    return dice.one(WORDS);
  }
}
