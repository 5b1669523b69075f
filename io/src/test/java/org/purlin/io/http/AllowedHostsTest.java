package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

  private final AllowedHosts hosts = AllowedHosts.of("api.example.com", "*.cdn.example.com");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.example.com/x",
        "https://API.Example.com./x",
        "https://api.example.com:8443/",
        "https://a.b.cdn.example.com/logo.png"
      })
  void theseMayBeAsked(URI uri) throws RefusedAddressException {
    hosts.check(uri);
    SerializableUtils.clone(hosts).check(uri);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/",
        "https://cdn.example.com/",
        "https://evilcdn.example.com/",
        "https://api.example.com.evil.example/",
        "https://169.254.169.254/latest"
      })
  void aHostThatIsNotListedIsRefused(URI uri) {
    assertThat(
        refusal(hosts, uri),
        is("The host of " + uri + " is not allowed; allowed: api.example.com, *.cdn.example.com"));
  }

  @Test
  void otherSchemesAndUsersInUrlsAreRefusedWithoutRepeatingThem() {
    assertThat(
        refusal(hosts, URI.create("file:///etc/passwd")),
        is("A URL must start with https://, but was: file:…"));
    assertThat(
        refusal(hosts, URI.create("https://someone:pass@api.example.com/x?token=1")),
        is("A URL must not hold a user or password, but this one does: https://api.example.com/x"));
  }

  @Test
  void plainHttpLeavesThisMachineOnlyWhenAllowed() throws RefusedAddressException {
    URI uri = URI.create("http://api.example.com/x");
    assertThat(
        refusal(hosts, uri),
        is(
            "http://api.example.com/x is not encrypted, so anyone on the way could read credentials"
                + " and data. Use https://, or allow plain http (allowPlainHttp) on a network you"
                + " trust."));

    hosts.allowPlainHttp().check(uri);
    AllowedHosts.of("127.0.0.1").check(URI.create("http://127.0.0.1:8080/"));
  }

  @Test
  void aPatternMustBeAHost() {
    assertThrows(IllegalArgumentException.class, () -> AllowedHosts.of("https://a.example"));
    assertThrows(IllegalArgumentException.class, () -> AllowedHosts.of("*"));
  }

  private static String refusal(AllowedHosts hosts, URI uri) {
    return assertThrows(RefusedAddressException.class, () -> hosts.check(uri)).getMessage();
  }
}
