package org.purlin.io.coinmarketcap;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpReply;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.http.HttpTransport;
import org.purlin.io.rest.Verdict;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.coinmarketcap.CoinMarketCapSandbox;

@Timeout(60)
class CoinMarketCapRepliesTest {

  private CoinMarketCapSandbox cmc;

  @BeforeEach
  void start() throws IOException {
    cmc = CoinMarketCapSandbox.start();
  }

  @AfterEach
  void stop() {
    cmc.close();
  }

  @Test
  void successIsAZeroAsANumberOrAsAText() throws Exception {
    assertThat(
        judge(200, "{\"status\":{\"error_code\":0},\"data\":[]}", Map.of()).isGood(), is(true));
    assertThat(
        judge(200, "{\"data\":[],\"status\":{\"error_code\":\"0\"}}", Map.of()).isGood(), is(true));
  }

  @Test
  void anErrorInsideA200IsAnError() throws Exception {
    Verdict verdict = judge(200, "{\"status\":{\"error_code\":\"1001\"}}", Map.of());
    assertThat(verdict.isRefused(), is(true));
    assertThat(verdict.reason(), containsString("the key is not valid (code 1001)"));
  }

  @Test
  void theLimitOfAMinuteIsWaitedForByTheVendorsClock() throws Exception {
    String body = "{\"status\":{\"timestamp\":\"2026-04-21T06:11:29.500Z\",\"error_code\":1008}}";
    assertThat(judge(429, body, Map.of()).pause(), is(Duration.ofSeconds(60 - 29 + 1)));
    assertThat(judge(429, body, Map.of("Retry-After", "7")).pause(), is(Duration.ofSeconds(7)));
    assertThat(
        judge(429, body, Map.of("Retry-After", "86400")).pause(), is(Duration.ofMinutes(15)));
  }

  @Test
  void theLimitOfADayOrAMonthIsNotWaitedFor() throws Exception {
    for (String code : new String[] {"1009", "\"1010\""}) {
      Verdict verdict = judge(429, "{\"status\":{\"error_code\":" + code + "}}", Map.of());
      assertThat(verdict.pause(), nullValue());
      assertThat(verdict.isRefused(), is(false));
      assertThat(verdict.reason(), containsString("no credits left"));
    }
  }

  @Test
  void limitsOfAnAddressAreWaitedForAMinute() throws Exception {
    for (int code : new int[] {1011, 1022}) {
      Verdict verdict = judge(429, "{\"status\":{\"error_code\":" + code + "}}", Map.of());
      assertThat(verdict.pause(), is(Duration.ofMinutes(1)));
    }
    assertThat(judge(429, "busy", Map.of()).pause(), is(Duration.ofMinutes(1)));
  }

  @Test
  void aRefusalWithoutACodeNeedNotBeTheVendors() throws Exception {
    Verdict verdict = judge(403, "<html>blocked</html>", Map.of());
    assertThat(verdict.isRefused(), is(true));
    assertThat(verdict.reason(), containsString("or a firewall on the way refuses us"));
  }

  @Test
  void whatIsNoAnswerOfTheVendorsIsNotRefused() throws Exception {
    assertThat(judge(404, "Not Found", Map.of()).reason(), is("code none, status 404"));
    assertThat(judge(200, "<html>", Map.of()).isGood(), is(true));
  }

  private Verdict judge(int status, String body, Map<String, String> headers) throws Exception {
    cmc.onNext(request -> true, Fault.status(status, headers, body));
    HttpSettings settings = CoinMarketCapSource.settings(HttpSettings.forEndpoint(cmc.url()));
    try (HttpTransport transport = HttpTransport.open(settings, Authorization.none())) {
      HttpReply reply = transport.get(URI.create(cmc.url() + "/v1/cryptocurrency/map"));
      return new CoinMarketCapReplies(false).judge(reply);
    }
  }
}
