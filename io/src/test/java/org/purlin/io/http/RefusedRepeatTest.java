package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** What is said of a row that was sent, whose answer was lost, and whose repeat is refused. */
@Timeout(30)
class RefusedRepeatTest {

  private static final AtomicInteger CLIENTS = new AtomicInteger();
  private static final Body ROW = Body.json("{\"a\":1}").withRepeat(Repeat.ALWAYS);

  private FakeServer tokens;
  private FakeServer api;

  @BeforeEach
  void setSecrets() {
    LocalEnvironment.add(
        Map.of(
            "PURLIN_TEST_ID",
            "repeat-" + CLIENTS.incrementAndGet(),
            "PURLIN_TEST_SECRET",
            "hidden-4712"));
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    for (FakeServer server : new FakeServer[] {tokens, api}) {
      if (server != null) {
        server.close();
      }
    }
  }

  @Test
  void aTokenThatIsRefusedLeavesALostAttemptInDoubt() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), FakeServer.reply(401, ""));
    api = new FakeServer(FakeServer.reset(), FakeServer.reply(401, ""));

    TokenRefusedException refusal = assertThrows(TokenRefusedException.class, this::post);

    assertThat(refusal.mayHaveBeenProcessedBefore(), is(true));
    assertThat(refusal.attempts(), is(2));
  }

  @Test
  void aTokenThatIsRefusedAtOnceLeavesNothingInDoubt() throws Exception {
    tokens = new FakeServer(FakeServer.reply(401, ""));
    api = new FakeServer(FakeServer.reply(200, ""));

    TokenRefusedException refusal = assertThrows(TokenRefusedException.class, this::post);

    assertThat(refusal.mayHaveBeenProcessedBefore(), is(false));
    assertThat(refusal.attempts(), is(1));
    assertThat(api.requests(), hasSize(0));
  }

  @Test
  void eachCallOfARunSaysOfItselfWhatMayHaveBecomeOfIt() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), FakeServer.reply(401, ""));
    api = new FakeServer(FakeServer.reset(), FakeServer.reply(401, ""));
    HttpSettings run = TestSettings.quick(api);

    TokenRefusedException lost = assertThrows(TokenRefusedException.class, () -> post(run));
    TokenRefusedException late = assertThrows(TokenRefusedException.class, () -> post(run));

    assertThat(late, is(not(sameInstance(lost))));
    assertThat(lost.mayHaveBeenProcessedBefore(), is(true));
    assertThat(late.mayHaveBeenProcessedBefore(), is(false));
    assertThat(late.attempts(), is(1));
    assertThat(tokens.requests(), hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void aProxyThatRefusesUsLeavesAnEarlierFailureInDoubt(int status) throws Exception {
    api = new FakeServer(FakeServer.reply(status, ""), FakeServer.reply(407, ""));
    HttpSettings throughProxy =
        HttpSettings.forEndpoint(URI.create("http://api.example/rows"))
            .allowPlainHttp()
            .withRetry(TestSettings.QUICK)
            .withProxy(ProxySettings.parse("127.0.0.1:" + api.uri("/").getPort()));

    CredentialsRefusedException refusal =
        assertThrows(
            CredentialsRefusedException.class,
            () -> {
              try (HttpTransport transport =
                  HttpTransport.open(throughProxy, Authorization.none())) {
                transport.put(throughProxy.endpoint(), ROW);
              }
            });

    assertThat(refusal.mayHaveBeenProcessedBefore(), is(true));
    assertThat(refusal.attempts(), is(2));
  }

  @Test
  void aReplyOf401AfterALostAttemptSaysSo() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), token("eyJ-2"));
    api = new FakeServer(FakeServer.reset(), FakeServer.reply(401, ""));

    HttpReply reply = post();

    assertThat(reply.status(), is(401));
    assertThat(reply.mayHaveBeenProcessedBefore(), is(true));
    assertThat(reply.attempts(), is(2));
    CredentialsRefusedException refusal = new CredentialsRefusedException("not known", reply);
    assertThat(refusal, is(not(instanceOf(TokenRefusedException.class))));
    assertThat(refusal.mayHaveBeenProcessedBefore(), is(true));
    assertThat(refusal.attempts(), is(2));
  }

  @Test
  void aRefusalThatIsKnownAlreadyDoesNotInheritTheDoubtOfAnotherCall() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), token("eyJ-2"));
    api = new FakeServer(FakeServer.reset(), FakeServer.reply(401, ""));
    HttpSettings run = TestSettings.quick(api);
    post(run);

    HttpReply late = post(run);

    assertThat(late.status(), is(401));
    assertThat(late.mayHaveBeenProcessedBefore(), is(false));
    assertThat(late.attempts(), is(1));
    assertThat(api.requests(), hasSize(3));
  }

  @Test
  void aGetThatIsRefusedAfterALostAnswerLeavesNothingInDoubt() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), FakeServer.reply(401, ""));
    api = new FakeServer(FakeServer.reset(), FakeServer.reply(401, ""));

    TokenRefusedException refusal =
        assertThrows(
            TokenRefusedException.class,
            () -> {
              try (HttpTransport transport = open(TestSettings.quick(api))) {
                transport.get(api.uri("/rows"));
              }
            });

    assertThat(refusal.mayHaveBeenProcessedBefore(), is(false));
    assertThat(refusal.attempts(), is(2));
  }

  @Test
  void aRefusalOfNoCallSaysNothingOfAttempts() {
    CredentialsRefusedException refusal = new CredentialsRefusedException("not known");

    assertThat(refusal.mayHaveBeenProcessedBefore(), is(false));
    assertThat(refusal.attempts(), is(0));
  }

  private HttpReply post() throws Exception {
    return post(TestSettings.quick(api));
  }

  private HttpReply post(HttpSettings settings) throws Exception {
    try (HttpTransport transport = open(settings)) {
      return transport.post(api.uri("/rows"), ROW);
    }
  }

  private HttpTransport open(HttpSettings settings) {
    return HttpTransport.open(
        settings,
        Authorization.clientCredentials(
            new ClientCredentials(
                tokens.uri("/oauth/token"),
                Secret.parse("id", "env:PURLIN_TEST_ID"),
                Secret.parse("secret", "env:PURLIN_TEST_SECRET"),
                null,
                ClientCredentials.Style.BASIC_AND_FORM)));
  }

  private static FakeServer.Behaviour token(String value) {
    return FakeServer.reply(200, "{\"expires_in\":3599,\"access_token\":\"" + value + "\"}");
  }
}
