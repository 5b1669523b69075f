package org.purlin.io.coinmarketcap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.rest.Verdict;
import org.purlin.io.secret.Secret;

/**
 * What a key may use and has used. Asking for it costs nothing. A number that the vendor does not
 * tell is -1.
 */
public record KeyUsage(
    long requestsAMinute, long leftToday, long daily, long leftThisMonth, long monthly) {

  private static final String PATH = "/v1/key/info";

  /**
   * Asks the vendor.
   *
   * @throws CredentialsRefusedException when the key is not taken
   * @throws IOException when there is no answer that says it
   */
  public static KeyUsage ask(HttpSettings http, Secret key)
      throws IOException, InterruptedException {
    HttpSettings settings = CoinMarketCapSource.settings(http);
    try (HttpTransport transport =
        HttpTransport.open(settings, CoinMarketCapSource.authorization(key))) {
      URI address = URI.create(settings.endpoint().toString().replaceAll("/+$", "") + PATH);
      HttpReply reply = transport.get(address, Map.of("Accept", "application/json"), PATH);
      Verdict verdict = new CoinMarketCapReplies(false).judge(reply);
      if (verdict.isRefused()) {
        throw new CredentialsRefusedException(PATH + ": " + verdict.reason());
      }
      if (!verdict.isGood()) {
        throw new IOException(PATH + ": " + verdict.reason());
      }
      return of(new ObjectMapper().readTree(reply.bodyBytes()).path("data"));
    }
  }

  private static KeyUsage of(JsonNode data) {
    return new KeyUsage(
        data.at("/plan/rate_limit_minute").asLong(-1),
        data.at("/usage/current_day/credits_left").asLong(-1),
        data.at("/plan/credit_limit_daily").asLong(-1),
        data.at("/usage/current_month/credits_left").asLong(-1),
        data.at("/plan/credit_limit_monthly").asLong(-1));
  }

  /** In a sentence. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s of %s credits left today, %s of %s this month, %s requests a minute",
        number(leftToday),
        number(daily),
        number(leftThisMonth),
        number(monthly),
        number(requestsAMinute));
  }

  private static String number(long value) {
    return value < 0 ? "?" : String.format(Locale.ROOT, "%,d", value);
  }
}
