package org.purlin.sandbox.coinmarketcap;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Tells what a key may use and has used. Free. */
final class KeyInfo {

  private KeyInfo() {}

  static Reply reply(CoinMarketCapSettings settings, Credits credits, int requestsThisMinute) {
    return Reply.of(
        0,
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("plan");
          json.writeNumberField("credit_limit_daily", credits.daily());
          json.writeNumberField("credit_limit_monthly", credits.monthly());
          json.writeNumberField("rate_limit_minute", settings.minuteLimit());
          json.writeEndObject();
          json.writeObjectFieldStart("usage");
          json.writeObjectFieldStart("current_minute");
          json.writeNumberField("requests_made", requestsThisMinute);
          json.writeNumberField(
              "requests_left", Math.max(0, settings.minuteLimit() - requestsThisMinute));
          json.writeEndObject();
          used(json, "current_day", credits.today(), credits.daily());
          used(json, "current_month", credits.thisMonth(), credits.monthly());
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  private static void used(JsonGenerator json, String period, long used, long limit)
      throws IOException {
    json.writeObjectFieldStart(period);
    json.writeNumberField("credits_used", used);
    json.writeNumberField("credits_left", limit - used);
    json.writeEndObject();
  }
}
