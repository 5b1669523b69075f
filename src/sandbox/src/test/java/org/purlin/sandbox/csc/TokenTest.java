package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasLength;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.sandbox.Fault;

class TokenTest {

  private static final ObjectNode CHILD = new Children(1).child(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T09:00:00Z"));
  private CscSandbox sandbox;
  private CscClient client;

  @BeforeEach
  void start() throws IOException {
    sandbox =
        CscSandbox.start(
            CscSettings.builder()
                .tokenLifetime(Duration.ofMinutes(5))
                .clock(new SetClock(now))
                .build());
    client = new CscClient(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void theRightFormGetsATokenThatOpensTheReceiver() throws Exception {
    HttpResponse<String> answer = client.token(CscClient.form());

    JsonNode json = Payloads.JSON.readTree(answer.body());
    assertThat(answer.statusCode(), is(200));
    assertThat(answer.headers().firstValue("Content-Type").get(), is("application/json"));
    assertThat(json.path("token_type").asText(), is("Bearer"));
    assertThat(json.path("expires_in").asInt(), is(300));
    assertThat(json.path("access_token").asText(), hasLength(96));
    client.with("Authorization", "Bearer " + json.path("access_token").asText());
    assertThat(client.post(CHILD).statusCode(), is(200));
    assertThat(sandbox.tokensIssued(), is(1));
  }

  @ParameterizedTest
  @CsvSource({
    "client_id,     someone,            401, invalid_client",
    "client_secret, wrong,              401, invalid_client",
    "scope,         api://x/.default,   400, invalid_scope",
    "grant_type,    password,           400, unsupported_grant_type",
  })
  void aWrongFieldIsRefusedByItsName(String field, String value, int status, String error)
      throws Exception {
    Map<String, String> form = CscClient.form();
    form.put(field, value);

    HttpResponse<String> answer = client.token(form);

    assertThat(answer.statusCode(), is(status));
    assertThat(Payloads.JSON.readTree(answer.body()).path("error").asText(), is(error));
    assertThat(sandbox.tokensIssued(), is(0));
  }

  @Test
  void aTokenOpensNothingOnceItsTimeIsOver() throws Exception {
    client.signIn();
    now.set(now.get().plusSeconds(299));
    assertThat(client.post(CHILD).statusCode(), is(200));

    now.set(now.get().plusSeconds(1));

    assertThat(client.post(CHILD).statusCode(), is(401));
    client.signIn();
    assertThat(client.post(CHILD).statusCode(), is(200));
    assertThat(sandbox.tokensIssued(), is(2));
  }

  @Test
  void aRevokedTokenOpensNothing() throws Exception {
    client.signIn();
    sandbox.revokeTokens();

    HttpResponse<String> answer = client.post(CHILD);

    assertThat(answer.statusCode(), is(401));
    assertThat(answer.headers().firstValue("WWW-Authenticate").get(), is("Bearer"));
    assertThat(sandbox.held(Model.MERGE).size(), is(0));
  }

  @Test
  void anUnknownTenantIsRefused() throws Exception {
    try (CscSandbox other = CscSandbox.start(CscSettings.builder().tenant("other").build())) {
      CscClient there = new CscClient(other);
      assertThat(other.tokenEndpoint().getPath(), is("/other/oauth2/v2.0/token"));
      assertThat(there.token(CscClient.form()).statusCode(), is(200));

      HttpResponse<String> refused =
          there.tokenAt(
              other.url().resolve("/" + CscSettings.TENANT + "/oauth2/v2.0/token"),
              CscClient.form());
      assertThat(refused.statusCode(), is(400));
      assertThat(
          Payloads.JSON.readTree(refused.body()).path("error").asText(), is("invalid_request"));
    }
  }

  @Test
  void theTokenAddressCanFailByItself() throws Exception {
    sandbox.onNextToken(Fault.status(503).times(2));

    assertThat(client.token(CscClient.form()).statusCode(), is(503));
    assertThat(client.token(CscClient.form()).statusCode(), is(503));
    assertThat(client.token(CscClient.form()).statusCode(), is(200));
    assertThat(sandbox.pendingFaults(), is(0));
  }

  @Test
  void settingsDoNotShowTheirKeys() {
    String shown = CscSettings.builder().port(8082).build().toString();

    assertThat(shown, is("CscSettings[port=8082, laCodes=[999]]"));
    assertThat(CscSettings.CLIENT_SECRET, not(emptyString()));
  }

  /** A clock that stands still until it is set. */
  private static final class SetClock extends Clock {
    private final AtomicReference<Instant> now;

    SetClock(AtomicReference<Instant> now) {
      this.now = now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now.get(), zone);
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }
}
