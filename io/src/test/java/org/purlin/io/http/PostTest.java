package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a POST sends, when it is sent again, and what is said of one whose answer was lost. */
@Timeout(30)
class PostTest {

  private static final Body CHILDREN = Body.json("[{\"name\":\"Zoë\"}]");

  private FakeServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theBodyItsTypeAndItsHeadersArrive() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "[\"receipt\"]"));

    HttpReply reply = post(CHILDREN.withHeader("Accept", "application/json"));

    FakeServer.Request request = server.requests().get(0);
    assertThat(request.method(), is("POST"));
    assertThat(request.target(), is("/children"));
    assertThat(request.body(), is("[{\"name\":\"Zoë\"}]"));
    assertThat(request.headers().get("Content-Type"), is("application/json"));
    assertThat(request.headers().get("Accept"), is("application/json"));
    assertThat(reply.bodyText(), is("[\"receipt\"]"));
    assertThat(reply.attempts(), is(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 302, 307, 400, 401, 403, 409, 413, 418, 501})
  void anyOtherStatusIsReturnedAtOnce(int status) throws Exception {
    server = new FakeServer(FakeServer.reply(status, "", "Location: /elsewhere"));

    assertThat(post(CHILDREN).status(), is(status));
    assertThat(server.requests(), hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void weatherIsWaitedOut(int status) throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(status, ""),
            FakeServer.reply(status, ""),
            FakeServer.reply(200, "good"));

    HttpReply reply = post(CHILDREN);

    assertThat(reply.bodyText(), is("good"));
    assertThat(reply.attempts(), is(3));
    assertThat(
        bodies(),
        is(List.of("[{\"name\":\"Zoë\"}]", "[{\"name\":\"Zoë\"}]", "[{\"name\":\"Zoë\"}]")));
  }

  @Test
  void retryAfterIsHonoured() throws Exception {
    server = new FakeServer(FakeServer.reply(429, "", "Retry-After: 1"), FakeServer.reply(200, ""));

    post(CHILDREN);

    assertThat(millisBetween(0, 1), is(greaterThanOrEqualTo(1000L)));
  }

  @Test
  void retryAfterIsCapped() throws Exception {
    server =
        new FakeServer(FakeServer.reply(429, "", "Retry-After: 7000"), FakeServer.reply(200, ""));

    post(
        quick().withRetry(TestSettings.QUICK.withLongestRetryAfter(Duration.ofMillis(100))),
        CHILDREN);

    assertThat(millisBetween(0, 1), is(lessThan(5000L)));
  }

  @Test
  void aStatusThatTheCallerAddsIsBelievedAfterItsAttempts() throws Exception {
    server = new FakeServer(FakeServer.reply(403, "firewall"));

    HttpReply reply =
        post(
            quick()
                .withRetry(TestSettings.QUICK.withStatuses(Set.of(403, 503)).withAttempts(403, 2)),
            CHILDREN);

    assertThat(reply.status(), is(403));
    assertThat(reply.attempts(), is(2));
  }

  @Test
  void aLostAnswerIsInDoubtAndThePostIsNotSentAgain() throws Exception {
    server = new FakeServer(FakeServer.reset());

    NoAnswerException doubt = assertThrows(NoAnswerException.class, () -> post(CHILDREN));

    assertThat(doubt.mayHaveBeenProcessed(), is(true));
    assertThat(doubt.attempts(), is(1));
    assertThat(
        doubt.getMessage(),
        allOf(
            containsString(
                "POST " + server.uri("/children") + " got no whole answer in 1 attempt "),
            not(containsString("Zoë"))));
    assertThat(server.requests(), hasSize(1));
  }

  @Test
  void anAnswerCutShortIsInDoubtToo() throws Exception {
    server = new FakeServer(FakeServer.truncated(100, "[\"rec"));

    NoAnswerException doubt = assertThrows(NoAnswerException.class, () -> post(CHILDREN));

    assertThat(doubt.mayHaveBeenProcessed(), is(true));
    assertThat(doubt.getMessage(), endsWith("body ended after 5 of 100 bytes."));
    assertThat(server.requests(), hasSize(1));
  }

  @Test
  void aServerThatHangsEndsInATimeOutAndInDoubt() throws Exception {
    server = new FakeServer(FakeServer.silent(20_000));
    HttpSettings hasty =
        quick().withTimeouts(Timeouts.DEFAULT.withResponse(Duration.ofMillis(300)));

    NoAnswerException doubt = assertThrows(NoAnswerException.class, () -> post(hasty, CHILDREN));

    assertThat(doubt.mayHaveBeenProcessed(), is(true));
    assertThat(doubt.elapsed(), is(lessThan(Duration.ofSeconds(10))));
    assertThat(doubt.getMessage(), endsWith("no answer within 300 ms."));
  }

  @Test
  void anUpsertIsSentAgainAfterALostAnswer() throws Exception {
    server = new FakeServer(FakeServer.reset(), FakeServer.reply(200, "good"));

    HttpReply reply = post(CHILDREN.withRepeat(Repeat.ALWAYS));

    assertThat(reply.bodyText(), is("good"));
    assertThat(reply.attempts(), is(2));
  }

  @Test
  void anUpsertThatIsNeverAnsweredIsInDoubt() throws Exception {
    server = new FakeServer(FakeServer.reset());

    NoAnswerException doubt =
        assertThrows(NoAnswerException.class, () -> post(CHILDREN.withRepeat(Repeat.ALWAYS)));

    assertThat(doubt.mayHaveBeenProcessed(), is(true));
    assertThat(server.requests(), hasSize(3));
  }

  @Test
  void aStatusOfWeatherDoesNotSettleAnEarlierLostAnswer() throws Exception {
    server = new FakeServer(FakeServer.reset(), FakeServer.reply(503, ""));

    NoAnswerException doubt =
        assertThrows(NoAnswerException.class, () -> post(CHILDREN.withRepeat(Repeat.ALWAYS)));

    assertThat(doubt.mayHaveBeenProcessed(), is(true));
    assertThat(doubt.getMessage(), endsWith(", then status 503."));
    assertThat(server.requests(), hasSize(3));
  }

  @Test
  void aLostAnswerAfterAStatusOfWeatherIsInDoubt() throws Exception {
    server = new FakeServer(FakeServer.reply(503, ""), FakeServer.reset());

    NoAnswerException doubt = assertThrows(NoAnswerException.class, () -> post(CHILDREN));

    assertThat(doubt.mayHaveBeenProcessed(), is(true));
    assertThat(doubt.attempts(), is(2));
  }

  @Test
  void weatherWithoutALostAnswerIsReturnedWhenTheTriesRunOut() throws Exception {
    server = new FakeServer(FakeServer.reply(503, "later"));

    HttpReply reply = post(CHILDREN);

    assertThat(reply.status(), is(503));
    assertThat(reply.attempts(), is(3));
  }

  @Test
  void aRefusedConnectionIsTriedAgainAndCertainlyNothingWasProcessed() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port + "/children");

    NoAnswerException failure =
        assertThrows(
            NoAnswerException.class,
            () -> post(HttpSettings.forEndpoint(nobody).withRetry(TestSettings.QUICK), nobody));

    assertThat(failure.mayHaveBeenProcessed(), is(false));
    assertThat(failure.attempts(), is(3));
    assertThat(failure.getMessage(), endsWith(": Connection refused."));
  }

  @Test
  void anUnknownHostMeansThatCertainlyNothingWasProcessed() {
    URI nowhere = URI.create("https://purlin-test.invalid/children");

    NoAnswerException failure =
        assertThrows(
            NoAnswerException.class,
            () -> post(HttpSettings.forEndpoint(nowhere).withRetry(TestSettings.QUICK), nowhere));

    assertThat(failure.mayHaveBeenProcessed(), is(false));
  }

  @Test
  void aTlsHandshakeThatFailsMeansThatCertainlyNothingWasProcessed() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      URI https = URI.create("https://127.0.0.1:" + mute.getLocalPort() + "/children");
      HttpSettings hasty =
          HttpSettings.forEndpoint(https)
              .withRetry(TestSettings.QUICK)
              .withTimeouts(Timeouts.DEFAULT.withConnect(Duration.ofMillis(300)));

      NoAnswerException failure = assertThrows(NoAnswerException.class, () -> post(hasty, https));

      assertThat(failure.mayHaveBeenProcessed(), is(false));
      assertThat(failure.attempts(), is(3));
    }
  }

  @Test
  void aHostThatIsNotAllowedIsNotAsked() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));

    assertThrows(
        RefusedAddressException.class,
        () -> post(quick(), URI.create("https://other.example/children")));
    assertThat(server.requests(), hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "content-length", "Host", "Two Words", "", "A:b"})
  void aHeaderThatIsNotTheCallersIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> CHILDREN.withHeader(name, "x"));
  }

  @Test
  void aHeaderThatWouldBeginAnotherIsRefusedWithoutBeingRepeated() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> CHILDREN.withHeader("A", "b\r\nSecret: c"));
    assertThat(refusal.getMessage(), not(containsString("Secret")));
  }

  @Test
  void theContentsAreInNoText() {
    assertThat(CHILDREN.toString(), is("application/json of 17 bytes"));
  }

  @Test
  void bytesThatChangeLaterAreNotSent() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    byte[] bytes = "before".getBytes(StandardCharsets.UTF_8);
    Body body = Body.of("text/plain", bytes);
    bytes[0] = 'X';

    post(body);

    assertThat(bodies(), is(List.of("before")));
  }

  private HttpSettings quick() {
    return TestSettings.quick(server);
  }

  private HttpReply post(Body body) throws Exception {
    return post(quick(), body);
  }

  private HttpReply post(HttpSettings settings, Body body) throws Exception {
    return post(settings, server.uri("/children"), body);
  }

  private static HttpReply post(HttpSettings settings, URI uri) throws Exception {
    return post(settings, uri, CHILDREN);
  }

  private static HttpReply post(HttpSettings settings, URI uri, Body body) throws Exception {
    try (HttpTransport transport = HttpTransport.open(settings, Authorization.none())) {
      return transport.post(uri, body);
    }
  }

  private List<String> bodies() {
    return server.requests().stream().map(FakeServer.Request::body).toList();
  }

  private long millisBetween(int first, int second) {
    return (server.requests().get(second).nanoTime() - server.requests().get(first).nanoTime())
        / 1_000_000;
  }
}
