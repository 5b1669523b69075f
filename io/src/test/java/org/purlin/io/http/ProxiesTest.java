package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy leads where, and how its address is written. */
class ProxiesTest {

  private static final Map<String, String> BOTH =
      Map.of("HTTPS_PROXY", "http://secure:8443", "http_proxy", "plain:8080");

  @AfterEach
  void clearProperties() {
    System.clearProperty("https.proxyHost");
    System.clearProperty("https.proxyPort");
    System.clearProperty("http.nonProxyHosts");
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example/x, secure:8443",
    "http://api.example/x, plain:8080",
    "https://localhost/x, none",
    "http://127.0.0.1:80/x, none",
    "http://[::1]:80/x, none"
  })
  void theEnvironmentHasOneForEachSchemeAndNoneForThisMachine(URI uri, String proxy) {
    assertThat(way(null, BOTH, uri), is(proxy));
  }

  @ParameterizedTest
  @CsvSource({
    "*, none",
    "api.example, none",
    ".example, none",
    "*.example, none",
    "API.EXAMPLE, none",
    "'other.example, example', none",
    "other.example api.example, none",
    "api.example:443, none",
    "api.example:8080, secure:8443",
    "pi.example, secure:8443",
    "other.example, secure:8443",
    "10.0.0.0/8, secure:8443",
    "',', secure:8443"
  })
  void noProxyNamesHostsAndAllBelowThem(String noProxy, String proxy) {
    Map<String, String> variables =
        Map.of("HTTPS_PROXY", "http://secure:8443", "no_proxy", noProxy);

    assertThat(way(null, variables, URI.create("https://api.example/x")), is(proxy));
  }

  @Test
  void whatTheSettingsNameComesFirstThenJavasPropertiesThenTheEnvironment() {
    URI uri = URI.create("https://api.example/x");
    System.setProperty("https.proxyHost", "javas");
    System.setProperty("https.proxyPort", "3128");

    assertThat(way(ProxySettings.parse("http://chosen:1"), BOTH, uri), is("chosen:1"));
    assertThat(way(null, BOTH, uri), is("javas:3128"));

    System.setProperty("http.nonProxyHosts", "*.example");
    assertThat(way(null, BOTH, uri), is("none"));

    System.clearProperty("https.proxyHost");
    assertThat(way(null, BOTH, uri), is("secure:8443"));
    assertThat(way(null, Map.of("HTTPS_PROXY", " "), uri), is("none"));
  }

  @Test
  void anAddressMayLeaveOutTheScheme() {
    ProxySettings expected = new ProxySettings("proxy.council.example", 8080, null, null);

    assertThat(ProxySettings.parse("http://proxy.council.example:8080"), is(expected));
    assertThat(ProxySettings.parse(" proxy.council.example:8080/ "), is(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy",
        "http://proxy",
        "https://proxy:8080",
        "socks5://proxy:1080",
        "http://proxy:8080/path",
        "http://proxy:0",
        "http://proxy:99999",
        "http://user:hidden-word@proxy:8080",
        "http://pro xy:hidden-word"
      })
  void anotherAddressIsRefusedWithoutBeingRepeated(String address) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> ProxySettings.parse(address));

    assertThat(
        refusal.getMessage(),
        containsString("A proxy must be given as http://host:port, such as http://proxy"));
    assertThat(refusal.getMessage(), not(containsString("hidden-word")));
    assertThat(refusal.getCause() == null, is(true));
  }

  @Test
  void aUserWithoutAPasswordIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new ProxySettings("proxy", 8080, "user", null));
  }

  private static String way(ProxySettings chosen, Map<String, String> variables, URI uri) {
    return new Proxies(chosen, variables::get).to(uri).map(Proxy::toString).orElse("none");
  }
}
