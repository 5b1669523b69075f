package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** A token address that gives no tokens: how often it is asked, and what a call then says. */
@Timeout(30)
class NoTokenTest {

  private static final int THREADS = 8;
  private static final AtomicInteger CLIENTS = new AtomicInteger();
  private static final Body ROW = Body.json("{\"a\":1}").withRepeat(Repeat.ALWAYS);

  private FakeServer tokens;
  private FakeServer api;

  @BeforeEach
  void setSecrets() {
    LocalEnvironment.add(
        Map.of(
            "PURLIN_TEST_ID",
            "no-token-" + CLIENTS.incrementAndGet(),
            "PURLIN_TEST_SECRET",
            "hidden-4711"));
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

  static Stream<Arguments> answersWithoutAToken() {
    return Stream.of(
        Arguments.of(
            404,
            "not here",
            " answered 404 instead of 200 with a token. Check the address of the token endpoint."),
        Arguments.of(
            302,
            "",
            " answered 302 instead of 200 with a token. Check the address of the token endpoint."),
        Arguments.of(
            501,
            "",
            " answered 501 instead of 200 with a token. Check the address of the token endpoint."),
        Arguments.of(
            200,
            "<html>Sign in</html>",
            " answered 200, but not with JSON that holds an access_token. Check the address of the"
                + " token endpoint, and whether a proxy answers in its place."),
        Arguments.of(
            200,
            "{\"access_token\":\"a\\nb\"}",
            " answered 200, but with a token that cannot travel in a header. Check the address of"
                + " the token endpoint."),
        Arguments.of(
            200,
            " ".repeat(1_000_001),
            " answered with a page instead of a token. A body of 1,000,001 bytes or more is over"
                + " the limit of 1,000,000 bytes. Check the address of the token endpoint."));
  }

  @ParameterizedTest
  @MethodSource("answersWithoutAToken")
  void anAnswerThatIsNoTokenEndsAllCallsOfTheRunAndIsAskedForOnce(
      int status, String body, String said) throws Exception {
    tokens = new FakeServer(FakeServer.reply(status, body));
    api = new FakeServer(FakeServer.reply(200, ""));
    HttpSettings run = TestSettings.quick(api);

    for (Future<HttpReply> reply : postFromThreads(run)) {
      Throwable failure = assertThrows(ExecutionException.class, reply::get).getCause();
      assertThat(failure, is(instanceOf(NoTokenException.class)));
      NoTokenException none = (NoTokenException) failure;
      assertThat(none.isSettled(), is(true));
      assertThat(none.attempts(), is(1));
      assertThat(none.mayHaveBeenProcessedBefore(), is(false));
      assertThat(none.getMessage(), is("The token endpoint " + tokens.uri("/oauth/token") + said));
    }
    assertThat(tokens.requests(), hasSize(1));
    assertThat(api.requests(), hasSize(0));

    assertThrows(NoTokenException.class, () -> post(TestSettings.quick(api)));
    assertThat(tokens.requests(), hasSize(2));
  }

  @Test
  void anEndpointThatIsDownIsAskedAgainByTheNextCall() throws Exception {
    tokens =
        new FakeServer(
            FakeServer.reply(503, ""),
            FakeServer.reply(503, ""),
            FakeServer.reply(503, ""),
            token("eyJ-late"));
    api = new FakeServer(FakeServer.reply(200, "good"));
    HttpSettings run = TestSettings.quick(api);

    NoAnswerException failure = assertThrows(NoAnswerException.class, () -> post(run));

    assertThat(failure.mayHaveBeenProcessed(), is(false));
    Throwable reason = failure.getCause().getCause();
    assertThat(reason, is(instanceOf(NoTokenException.class)));
    assertThat(((NoTokenException) reason).isSettled(), is(false));
    assertThat(post(run).bodyText(), is("good"));
  }

  @Test
  void anEarlierAttemptWhoseAnswerWasLostIsNotForgottenWhenThereIsNoTokenAnyMore()
      throws Exception {
    tokens = new FakeServer(token("eyJ-1"), FakeServer.reply(404, ""));
    api = new FakeServer(FakeServer.reset(), FakeServer.reply(401, ""));

    NoTokenException failure =
        assertThrows(NoTokenException.class, () -> post(TestSettings.quick(api)));

    assertThat(failure.mayHaveBeenProcessedBefore(), is(true));
    assertThat(failure.attempts(), is(2));
    assertThat(api.requests(), hasSize(2));
  }

  @Test
  void anEarlierAttemptWhoseAnswerWasLostIsInDoubtWhenThereIsNoTokenNow() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), FakeServer.reply(503, ""));
    api = new FakeServer(FakeServer.reset(), FakeServer.reply(401, ""));

    NoAnswerException failure =
        assertThrows(NoAnswerException.class, () -> post(TestSettings.quick(api)));

    assertThat(failure.mayHaveBeenProcessed(), is(true));
    assertThat(failure.attempts(), is(2));
    assertThat(failure.getMessage(), containsString("no access token, because "));
  }

  @Test
  void aProbeSaysWhetherAskingAgainMayHelp() throws Exception {
    tokens = new FakeServer(FakeServer.reply(404, ""), FakeServer.reply(503, ""));

    try (Probe probe = Probe.open(TestSettings.quick(tokens))) {
      assertThat(
          assertThrows(NoTokenException.class, () -> probe.token(client())).isSettled(), is(true));
      assertThat(
          assertThrows(NoTokenException.class, () -> probe.token(client())).isSettled(), is(false));
    }
  }

  private HttpReply post(HttpSettings settings) throws Exception {
    try (HttpTransport transport =
        HttpTransport.open(settings, Authorization.clientCredentials(client()))) {
      return transport.post(api.uri("/rows"), ROW);
    }
  }

  private List<Future<HttpReply>> postFromThreads(HttpSettings settings) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<HttpReply> post = () -> post(settings);
      return threads.invokeAll(Collections.nCopies(THREADS, post));
    } finally {
      threads.shutdownNow();
    }
  }

  private ClientCredentials client() {
    return new ClientCredentials(
        tokens.uri("/oauth/token"),
        Secret.parse("id", "env:PURLIN_TEST_ID"),
        Secret.parse("secret", "env:PURLIN_TEST_SECRET"),
        null,
        ClientCredentials.Style.BASIC_AND_FORM);
  }

  private static FakeServer.Behaviour token(String value) {
    return FakeServer.reply(200, "{\"expires_in\":3599,\"access_token\":\"" + value + "\"}");
  }
}
