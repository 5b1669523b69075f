package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** A server that revokes tokens again and again: which of them are replaced, and which are not. */
@Timeout(30)
class RevokedTokenTest {

  private static final AtomicInteger CLIENTS = new AtomicInteger();
  private static final FakeServer.Behaviour REVOKED = FakeServer.reply(401, "");

  private FakeServer tokens;
  private FakeServer api;

  @BeforeEach
  void start() throws Exception {
    LocalEnvironment.add(
        Map.of(
            "PURLIN_TEST_ID", "revoked-" + CLIENTS.incrementAndGet(),
            "PURLIN_TEST_SECRET", "hidden-4713",
            "PURLIN_TEST_KEY", "supplier-1"));
    tokens = new FakeServer(token("eyJ-1"), token("eyJ-2"), token("eyJ-3"), token("eyJ-4"));
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    tokens.close();
    api.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 304, 403, 404, 409, 503})
  void aTokenThatWasAcceptedIsReplacedHoweverSoonItIsRevoked(int status) throws Exception {
    FakeServer.Behaviour accepted = FakeServer.reply(status, "");
    api =
        new FakeServer(
            FakeServer.reply(200, ""), REVOKED, accepted, REVOKED, accepted, REVOKED, accepted);

    try (HttpTransport transport = open(authorization())) {
      transport.get(api.uri("/"));
      for (int i = 0; i < 3; i++) {
        assertThat(transport.get(api.uri("/")).status(), is(status));
      }
    }

    assertThat(tokens.requests(), hasSize(4));
    assertThat(api.requests(), hasSize(7));
  }

  @Test
  void aTokenThatWasAcceptedInASecondCallOnlyIsReplacedToo() throws Exception {
    api =
        new FakeServer(
            FakeServer.reply(200, ""),
            REVOKED,
            FakeServer.reset(),
            FakeServer.reply(200, ""),
            REVOKED,
            FakeServer.reply(200, "good"));

    try (HttpTransport transport = open(authorization())) {
      transport.get(api.uri("/"));
      transport.get(api.uri("/"));
      assertThat(transport.get(api.uri("/")).bodyText(), is("good"));
    }

    assertThat(tokens.requests(), hasSize(3));
  }

  @Test
  void aTokenThatWasNeverAcceptedIsNotReplacedSoSoon() throws Exception {
    api = new FakeServer(FakeServer.reply(200, ""), REVOKED, FakeServer.reply(200, ""), REVOKED);

    try (HttpTransport transport = open(authorization())) {
      transport.get(api.uri("/"));
      transport.get(api.uri("/"));
      for (int i = 0; i < 3; i++) {
        assertThat(transport.get(api.uri("/")).status(), is(401));
      }
    }

    assertThat(tokens.requests(), hasSize(3));
  }

  @Test
  void aHeaderBesidesTheTokenChangesNothing() throws Exception {
    FakeServer.Behaviour accepted = FakeServer.reply(200, "");
    api = new FakeServer(accepted, REVOKED, accepted, REVOKED, accepted);

    try (HttpTransport transport =
        open(
            authorization()
                .withHeader("SupplierKey", Secret.parse("key", "env:PURLIN_TEST_KEY")))) {
      for (int i = 0; i < 3; i++) {
        assertThat(transport.get(api.uri("/")).status(), is(200));
      }
    }

    assertThat(tokens.requests(), hasSize(3));
  }

  private HttpTransport open(Authorization authorization) {
    return HttpTransport.open(
        TestSettings.quick(api)
            .withRetry(TestSettings.QUICK.withStatuses(Set.of(429)))
            .withRefusals(Set.of(401)),
        authorization);
  }

  private Authorization authorization() {
    return Authorization.clientCredentials(
        new ClientCredentials(
            tokens.uri("/oauth/token"),
            Secret.parse("id", "env:PURLIN_TEST_ID"),
            Secret.parse("secret", "env:PURLIN_TEST_SECRET"),
            null,
            ClientCredentials.Style.BASIC_AND_FORM));
  }

  private static FakeServer.Behaviour token(String value) {
    return FakeServer.reply(200, "{\"expires_in\":3599,\"access_token\":\"" + value + "\"}");
  }
}
