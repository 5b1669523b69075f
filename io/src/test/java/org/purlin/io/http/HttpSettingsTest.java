package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.purlin.io.secret.Secret;

/** The defaults, and that one setting changes one thing. */
class HttpSettingsTest {

  private static final URI ENDPOINT = URI.create("https://api.example.com/v1");

  private final HttpSettings settings = HttpSettings.forEndpoint(ENDPOINT);

  @Test
  void theDefaultsAreThese() {
    assertThat(settings.endpoint(), is(ENDPOINT));
    assertThat(settings.timeouts(), is(Timeouts.DEFAULT));
    assertThat(settings.retry(), is(RetryPolicy.DEFAULT));
    assertThat(settings.requestsPerSecond(), is(0.0));
    assertThat(settings.concurrency(), is(0));
    assertThat(settings.startingConcurrency(), is(8));
    assertThat(settings.overloads(), is(Set.of()));
    assertThat(settings.hosts(), is(AllowedHosts.of("api.example.com")));
    assertThat(settings.maxBodyBytes(), is(64_000_000L));
    assertThat(settings.maxDownloadBytes(), is(10_000_000_000L));
    assertThat(settings.refusals(), is(Set.of(401, 403)));
    assertThat(settings.proxy() == null, is(true));
    assertThat(settings.trust(), is(new Trust(null, true)));
    assertThat(settings.queriesInMessages(), is(true));
    assertThat(settings.run(), is(not(HttpSettings.forEndpoint(ENDPOINT).run())));
  }

  @Test
  void eachSettingChangesItsOwnComponentOnly() throws Exception {
    ProxySettings proxy = ProxySettings.parse("http://proxy:8080");
    RetryPolicy patient = RetryPolicy.DEFAULT.withAttempts(99);
    Timeouts hasty = Timeouts.DEFAULT.withTotal(Duration.ofSeconds(1));
    Trust councils = new Trust("ca.pem", false);
    Map<HttpSettings, Map<String, Object>> expected = new LinkedHashMap<>();
    expected.put(settings.withUserAgent("me"), Map.of("userAgent", "me"));
    expected.put(settings.withTimeouts(hasty), Map.of("timeouts", hasty));
    expected.put(settings.withRetry(patient), Map.of("retry", patient));
    expected.put(settings.withRequestsPerSecond(2.5), Map.of("requestsPerSecond", 2.5));
    expected.put(settings.withConcurrency(32), Map.of("concurrency", 32));
    expected.put(
        settings.withConcurrency(10, 2), Map.of("concurrency", 10, "startingConcurrency", 2));
    expected.put(settings.withOverloadStatuses(Set.of(403)), Map.of("overloads", Set.of(403)));
    expected.put(
        settings.alsoAllowing("b.example"),
        Map.of("hosts", AllowedHosts.of("api.example.com", "b.example")));
    expected.put(
        settings.allowPlainHttp(),
        Map.of("hosts", AllowedHosts.of("api.example.com").allowPlainHttp()));
    expected.put(settings.withMaxBodyBytes(7), Map.of("maxBodyBytes", 7L));
    expected.put(settings.withMaxDownloadBytes(8), Map.of("maxDownloadBytes", 8L));
    expected.put(settings.withRefusals(Set.of(401)), Map.of("refusals", Set.of(401)));
    expected.put(settings.withProxy(proxy), Map.of("proxy", proxy));
    expected.put(settings.withTrust(councils), Map.of("trust", councils));
    expected.put(settings.withRun("r"), Map.of("run", "r"));
    expected.put(settings.withoutQueriesInMessages(), Map.of("queriesInMessages", false));

    assertThat(expected.keySet(), hasSize(HttpSettings.class.getRecordComponents().length));
    for (Map.Entry<HttpSettings, Map<String, Object>> one : expected.entrySet()) {
      assertThat(changes(one.getKey()), is(one.getValue()));
    }
  }

  @Test
  void aNegativeConcurrencyIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> settings.withConcurrency(-1));
  }

  @Test
  void aStartWithoutARequestIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> settings.withConcurrency(10, 0));
    assertThat(
        refusal.getMessage(),
        is("The requests at a time to start with must be 1 or more, but was: 0"));
  }

  @Test
  void theNumberOfRequestsStartsAtEightUnlessSaidOtherwise() {
    assertThat(settings.withConcurrency(10, 2).withConcurrency(32).startingConcurrency(), is(8));
  }

  @Test
  void settingsAndAuthorizationTravelInAJobGraph() {
    Secret secret = Secret.parse("s", "env:X");
    HttpSettings all =
        settings
            .withProxy(ProxySettings.parse("proxy:8080").withLogin("someone", secret))
            .withTrust(Trust.DEFAULT.withCaFile("ca.pem"));
    Authorization who =
        Authorization.clientCredentials(
                new ClientCredentials(
                    URI.create("https://login.example/token"),
                    secret,
                    secret,
                    "scope",
                    ClientCredentials.Style.FORM))
            .withHeader("SupplierKey", secret);

    assertThat(SerializableUtils.clone(all), is(all));
    assertThat(SerializableUtils.clone(who), is(who));
    assertThat(
        SerializableUtils.clone(Authorization.digest(secret, secret)),
        is(Authorization.digest(secret, secret)));
    assertThat(
        SerializableUtils.clone(Authorization.bearer(secret)), is(Authorization.bearer(secret)));
  }

  @Test
  void aTokenAddressWithAUserInItIsRefused() {
    Secret secret = Secret.parse("s", "env:X");
    for (String address : List.of("https://a:b@login.example/t", "/token", "https://x/t#y")) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new ClientCredentials(
                  URI.create(address), secret, secret, null, ClientCredentials.Style.FORM));
    }
  }

  private Map<String, Object> changes(HttpSettings changed) throws Exception {
    Map<String, Object> changes = new LinkedHashMap<>();
    for (RecordComponent component : HttpSettings.class.getRecordComponents()) {
      List<Object> values = new ArrayList<>();
      for (HttpSettings from : List.of(settings, changed)) {
        values.add(component.getAccessor().invoke(from));
      }
      if (values.get(1) != null && !values.get(1).equals(values.get(0))) {
        changes.put(component.getName(), values.get(1));
      }
    }
    return changes;
  }
}
