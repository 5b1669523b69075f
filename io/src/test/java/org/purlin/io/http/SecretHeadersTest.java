package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** Bearer tokens and secret headers: where they go; and which statuses refuse them. */
@Timeout(30)
class SecretHeadersTest {

  private final Secret key = Secret.parse("key", "env:PURLIN_TEST_SUPPLIER_KEY");
  private final Secret given = Secret.parse("token", "env:PURLIN_TEST_TOKEN");

  private FakeServer home;
  private FakeServer other;

  @BeforeEach
  void setSecrets() {
    LocalEnvironment.add(
        Map.of("PURLIN_TEST_SUPPLIER_KEY", "supplier-0815", "PURLIN_TEST_TOKEN", "given-by-hand"));
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    for (FakeServer server : new FakeServer[] {home, other}) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  void aBearerTokenAndASecretHeaderAreSentTogether() throws Exception {
    home = new FakeServer(FakeServer.reply(200, ""));

    get(Authorization.bearer(given).withHeader("SupplierKey", key));

    Map<String, String> headers = home.requests().get(0).headers();
    assertThat(headers.get("Authorization"), is("Bearer given-by-hand"));
    assertThat(headers.get("SupplierKey"), is("supplier-0815"));
  }

  @Test
  void aSecretHeaderAloneIsEnough() throws Exception {
    home = new FakeServer(FakeServer.reply(400, "supplier-0815 is wrong"));

    HttpReply reply = get(Authorization.none().withHeader("SupplierKey", key));

    assertThat(home.requests().get(0).headers().get("SupplierKey"), is("supplier-0815"));
    assertThat(reply.problem(), is("*** is wrong"));
  }

  @Test
  void aSecretHeaderDoesNotFollowARedirectToAnotherServer() throws Exception {
    other = new FakeServer(FakeServer.reply(200, "elsewhere"));
    home = new FakeServer(FakeServer.reply(302, "", "Location: " + other.uri("/")));

    assertThat(
        get(Authorization.bearer(given).withHeader("SupplierKey", key)).bodyText(),
        is("elsewhere"));

    assertThat(other.requests().get(0).headers().get("SupplierKey"), is(nullValue()));
    assertThat(other.requests().get(0).headers().get("Authorization"), is(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "Proxy-Authorization", "Content-Length", "a b", ""})
  void aNameThatIsNotTheCallersIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> Authorization.none().withHeader(name, key));
  }

  @Test
  void aSecretThatCannotBeAHeaderIsRefusedWithoutBeingRepeated() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_SUPPLIER_KEY", "supplier\r\n0815"));
    home = new FakeServer(FakeServer.reply(200, ""));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> get(Authorization.none().withHeader("SupplierKey", key)));
    assertThat(refusal.getMessage(), not(containsString("0815")));
  }

  @Test
  void a403IsARefusalForTheWholeRunUnlessTheSettingsSayOtherwise() throws Exception {
    home = new FakeServer(FakeServer.reply(403, "firewall"), FakeServer.reply(200, "good"));
    HttpSettings onlyUnknown = TestSettings.quick(home).withRefusals(Set.of(401));

    assertThat(get(onlyUnknown, Authorization.bearer(given)).status(), is(403));
    assertThat(get(onlyUnknown, Authorization.bearer(given)).bodyText(), is("good"));
  }

  @Test
  void a401IsSentOnceOnlyBecauseAGivenTokenCannotBeRenewed() throws Exception {
    home = new FakeServer(FakeServer.reply(401, ""));
    HttpSettings run = TestSettings.quick(home).withRefusals(Set.of(401));

    assertThat(get(run, Authorization.bearer(given)).status(), is(401));
    assertThat(get(run, Authorization.bearer(given)).status(), is(401));
    assertThat(home.requests(), hasSize(1));
  }

  private HttpReply get(Authorization authorization) throws Exception {
    return get(TestSettings.quick(home), authorization);
  }

  private HttpReply get(HttpSettings settings, Authorization authorization) throws Exception {
    try (HttpTransport transport = HttpTransport.open(settings, authorization)) {
      return transport.get(home.uri("/"));
    }
  }
}
