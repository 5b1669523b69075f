package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

@Timeout(30)
class HttpTransportTest {

  private FakeServer server;

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aReplyHasStatusHeadersAndText() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "grün", "X-Total: 7", "x-total: 8"));

    HttpReply reply = get(TestSettings.quick(server));

    assertThat(reply.status(), is(200));
    assertThat(reply.bodyText(), is("grün"));
    assertThat(reply.headers().allValues("X-TOTAL"), is(List.of("7", "8")));
    assertThat(reply.attempts(), is(1));
  }

  @Test
  void weSayWhoWeAreAndAskForAnUncompressedBody() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));

    get(TestSettings.quick(server));

    Map<String, String> sent = server.requests().get(0).headers();
    assertThat(sent.get("User-Agent"), matchesPattern("Purlin/\\d+\\.\\d+\\.\\d+.*"));
    assertThat(sent.containsKey("Accept-Encoding"), is(false));
    assertThat(sent.containsKey("Authorization"), is(false));
  }

  /** The body is longer than the limit and never comes to its end. */
  @Test
  void anAnswerThatIsOnlyBegunIsNotRead() throws Exception {
    server =
        new FakeServer(
            (connection, out) -> {
              out.write(FakeServer.head(200, "Content-Length: 4000000000", "X-Kind: archive"));
              out.write(new byte[10_000]);
              out.flush();
              connection.getInputStream().readAllBytes();
            },
            FakeServer.reply(403, "who are you?"));
    HttpSettings settings = TestSettings.quick(server);
    try (HttpTransport transport = HttpTransport.open(settings, Authorization.none())) {
      HttpReply good = transport.begin(settings.endpoint());
      assertThat(good.status(), is(200));
      assertThat(good.headers().firstValue("X-Kind").orElse(""), is("archive"));
      assertThat(good.bodyBytes().length, is(0));
      HttpReply refused = transport.begin(settings.endpoint());
      assertThat(refused.status(), is(403));
      assertThat(refused.problem(), is("who are you?"));
    }
  }

  @Test
  void textIsReadInTheCharsetTheReplyNames() throws Exception {
    server =
        new FakeServer(
            (connection, out) -> {
              out.write(
                  FakeServer.head(
                      200, "Content-Length: 1", "Content-Type: text/plain; charset=ISO-8859-1"));
              out.write(0xFC);
            });
    assertThat(get(TestSettings.quick(server)).bodyText(), is("ü"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 204, 418})
  void aSettledReplyIsReturnedAtOnce(int status) throws Exception {
    server = new FakeServer(FakeServer.reply(status, ""));

    HttpReply reply = get(TestSettings.quick(server));

    assertThat(reply.status(), is(status));
    assertThat(server.requests(), hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void weatherIsWaitedOut(int status) throws Exception {
    server = new FakeServer(FakeServer.reply(status, ""), FakeServer.reply(200, "late"));

    HttpReply reply = get(TestSettings.quick(server));

    assertThat(reply.bodyText(), is("late"));
    assertThat(reply.attempts(), is(2));
  }

  @Test
  void theLastUnsettledReplyIsReturnedWhenTheTriesRunOut() throws Exception {
    server = new FakeServer(FakeServer.reply(503, "first"), FakeServer.reply(503, "later"));

    HttpReply reply = get(TestSettings.quick(server));

    assertThat(reply.status(), is(503));
    assertThat(reply.problem(), is("later"));
    assertThat(reply.attempts(), is(3));
    assertThat(server.requests(), hasSize(3));
  }

  @Test
  void aStatusWithALimitOfItsOwnIsBelievedWhenItComesAgain() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(503, ""),
            FakeServer.reply(504, ""),
            FakeServer.reply(504, "too much"));

    HttpReply reply =
        get(
            TestSettings.quick(server)
                .withRetry(TestSettings.QUICK.withAttempts(10).withAttempts(504, 2)));

    assertThat(reply.status(), is(504));
    assertThat(server.requests(), hasSize(3));
  }

  @ParameterizedTest
  @CsvSource({
    "Retry-After: 1, 1000",
    "Retry-After-Ms: 300, 300",
    "X-RateLimit-Reset-After: 0.4, 400"
  })
  void theServersWaitIsWaited(String header, long millis) throws Exception {
    server = new FakeServer(FakeServer.reply(429, "", header), FakeServer.reply(200, "ok"));

    assertThat(get(TestSettings.quick(server)).bodyText(), is("ok"));
    assertThat(millisBetween(0, 1), is(greaterThanOrEqualTo(millis)));
  }

  @Test
  void theServersDateIsWaitedFor() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(
                503,
                "",
                "Date: Thu, 01 Jan 2026 05:00:00 GMT",
                "Retry-After: Thu, 01 Jan 2026 05:00:01 GMT"),
            FakeServer.reply(200, "ok"));

    assertThat(get(TestSettings.quick(server)).bodyText(), is("ok"));
    assertThat(millisBetween(0, 1), is(greaterThanOrEqualTo(1000L)));
  }

  @Test
  void aWaitBeyondTheBudgetIsNotBegun() throws Exception {
    server = new FakeServer(FakeServer.reply(429, "", "Retry-After: 21"));
    long start = System.nanoTime();

    HttpReply reply = get(TestSettings.quick(server));

    assertThat(reply.status(), is(429));
    assertThat(server.requests(), hasSize(1));
    assertThat(millisSince(start), is(lessThan(5000L)));
  }

  @Test
  void aRefusedConnectionSaysSo() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI uri = URI.create("http://127.0.0.1:" + port + "/rows?start=5&token=t");

    NoAnswerException failure = noAnswer(settingsFor(uri), uri);

    assertThat(
        failure.getMessage(),
        matchesPattern(
            "GET http://127\\.0\\.0\\.1:\\d+/rows\\?start=5&token=\\*\\*\\* got no whole answer in 3"
                + " attempts over \\d+ (ms|s): Connection refused\\."));
    assertThat(failure.attempts(), is(3));
  }

  @Test
  void aResetIsTriedAgainAndNamed() throws Exception {
    server = new FakeServer(FakeServer.reset());

    assertThat(noAnswer().getMessage(), endsWith(": connection reset."));
    assertThat(server.requests(), hasSize(3));
  }

  @Test
  void aConnectionClosedWithoutAnAnswerIsNamed() throws Exception {
    server = new FakeServer((connection, out) -> {});

    assertThat(noAnswer().getMessage(), endsWith(": connection closed without an answer."));
  }

  @Test
  void silenceBeforeTheAnswerEndsAtTheResponseTimeout() throws Exception {
    server = new FakeServer(FakeServer.silent(10_000));

    NoAnswerException failure =
        noAnswer(
            TestSettings.quick(server)
                .withTimeouts(Timeouts.DEFAULT.withResponse(Duration.ofMillis(200))),
            server.uri("/"));

    assertThat(failure.getMessage(), endsWith(": no answer within 200 ms."));
    assertThat(server.requests(), hasSize(3));
  }

  @Test
  void silenceInsideTheBodyHasATimeoutOfItsOwn() throws Exception {
    server =
        new FakeServer(
            (connection, out) -> {
              out.write(FakeServer.head(200, "Content-Length: 10"));
              out.write('x');
              out.flush();
              Thread.sleep(10_000);
            });

    NoAnswerException failure =
        noAnswer(
            TestSettings.quick(server)
                .withTimeouts(Timeouts.DEFAULT.withSilence(Duration.ofMillis(200))),
            server.uri("/"));

    assertThat(failure.getMessage(), endsWith(": body stopped for 200 ms after 1 of 10 bytes."));
  }

  @Test
  void aBodyMayComeSlowlyWhenItsSilencesAreShort() throws Exception {
    server = new FakeServer(FakeServer.drip(10, 60));

    HttpReply reply =
        get(
            TestSettings.quick(server)
                .withTimeouts(
                    Timeouts.DEFAULT
                        .withResponse(Duration.ofMillis(400))
                        .withSilence(Duration.ofMillis(400))));

    assertThat(reply.bodyText(), is(".".repeat(10)));
  }

  @Test
  void aDripEndsAtTheTotalTimeout() throws Exception {
    server = new FakeServer(FakeServer.drip(10_000, 20));
    long start = System.nanoTime();

    NoAnswerException failure =
        noAnswer(
            TestSettings.quick(server)
                .withRetry(TestSettings.QUICK.withAttempts(2))
                .withTimeouts(Timeouts.DEFAULT.withTotal(Duration.ofMillis(400))),
            server.uri("/"));

    assertThat(
        failure.getMessage(),
        matchesPattern(
            ".* in 2 attempts .*: not finished within 400 ms, only \\d+ of 10,000 bytes\\."));
    assertThat(millisSince(start), is(lessThan(5000L)));
  }

  @Test
  void aTruncatedBodyIsAskedForAgain() throws Exception {
    server =
        new FakeServer(FakeServer.truncated(2000, "x".repeat(1000)), FakeServer.reply(200, "ok"));

    HttpReply reply = get(TestSettings.quick(server));

    assertThat(reply.bodyText(), is("ok"));
    assertThat(reply.attempts(), is(2));
  }

  @Test
  void aBodyThatStaysTruncatedIsAFailureThatSaysHowShortItWas() throws Exception {
    server = new FakeServer(FakeServer.truncated(2000, "x".repeat(1000)));

    assertThat(noAnswer().getMessage(), endsWith(": body ended after 1,000 of 2,000 bytes."));
  }

  @Test
  void aChunkedBodyThatIsCutOffIsNoBody() throws Exception {
    server = new FakeServer(FakeServer.cutOffChunks("hello"));

    assertThat(noAnswer().getMessage(), endsWith(": body ended after 5 bytes."));
    assertThat(server.requests(), hasSize(3));
  }

  @Test
  void aBodyOverTheLimitIsRefusedAndNotAskedForAgain() throws Exception {
    for (FakeServer.Behaviour large :
        List.of(FakeServer.reply(200, "12345678901"), FakeServer.chunked("12345", "678901"))) {
      try (FakeServer big = new FakeServer(large)) {
        BodyTooLargeException failure =
            assertThrows(
                BodyTooLargeException.class,
                () -> get(TestSettings.quick(big).withMaxBodyBytes(10)));
        assertThat(
            failure.getMessage(), is("A body of 11 bytes or more is over the limit of 10 bytes."));
        assertThat(big.requests(), hasSize(1));
      }
    }
  }

  @Test
  void whatAServerSaysAboutAProblemIsCutAndNotRefused() throws Exception {
    server = new FakeServer(FakeServer.reply(400, "no ".repeat(100_000)));

    HttpReply reply = get(TestSettings.quick(server).withMaxBodyBytes(10));

    assertThat(reply.bodyBytes().length, is(64 * 1024));
    assertThat(reply.problem().length(), is(1024));
  }

  @Test
  void anUnknownHostIsBelievedAfterThreeAttempts() {
    URI uri = URI.create("https://purlin-test.invalid/");

    NoAnswerException failure =
        assertThrows(
            NoAnswerException.class,
            () -> get(settingsFor(uri).withRetry(TestSettings.QUICK.withAttempts(10)), uri));

    assertThat(
        failure.getMessage(),
        allOf(containsString(" in 3 attempts "), endsWith(": unknown host.")));
  }

  @Test
  void anAddressThatIsNotAllowedIsNotAsked() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));

    assertThrows(
        RefusedAddressException.class,
        () ->
            get(
                TestSettings.quick(server),
                URI.create("http://localhost:" + server.uri("/").getPort() + "/")));
    assertThat(server.requests(), hasSize(0));
  }

  @Test
  void plainHttpToAnotherMachineIsRefusedBeforeAnythingIsSent() {
    HttpSettings settings = HttpSettings.forEndpoint(URI.create("http://api.example.com/"));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> HttpTransport.open(settings, Authorization.none()));
    assertThat(refusal.getMessage(), containsString("is not encrypted"));

    HttpTransport.open(settings.allowPlainHttp(), Authorization.none()).close();
  }

  @Test
  void anInterruptedThreadStopsWaitingForAnAnswer() throws Exception {
    server = new FakeServer(FakeServer.silent(20_000));
    assertThat(interruptedAfter(300, TestSettings.quick(server)), is(true));
    assertThat(server.requests(), hasSize(1));
  }

  @Test
  void anInterruptedThreadStopsWaitingForItsNextTry() throws Exception {
    server = new FakeServer(FakeServer.reply(429, "", "Retry-After: 15"));
    assertThat(interruptedAfter(500, TestSettings.quick(server)), is(true));
    assertThat(server.requests(), hasSize(1));
  }

  @Test
  void requestsToAHostAreSpacedAcrossTransports() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    HttpSettings settings = TestSettings.quick(server).withRequestsPerSecond(9.7);
    try (HttpTransport one = HttpTransport.open(settings, Authorization.none());
        HttpTransport other = HttpTransport.open(settings, Authorization.none())) {
      for (int i = 0; i < 3; i++) {
        one.get(server.uri("/"));
        other.get(server.uri("/"));
      }
    }
    assertThat(millisBetween(0, 5), is(greaterThanOrEqualTo(450L)));
  }

  @Test
  void theLogTellsEachAttemptAndEachLongWaitButNoSecret() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_KEY", "log-secret-1"));
    server =
        new FakeServer(
            FakeServer.reply(429, "", "Retry-After: 6"),
            FakeServer.reply(200, "body log-secret-1"));
    URI uri = server.uri("/rows?start=5&api_key=abc&note=log-secret-1");
    try (LogCapture log = new LogCapture();
        HttpTransport transport =
            HttpTransport.open(
                TestSettings.quick(server),
                Authorization.basic("user", Secret.parse("key", "env:PURLIN_TEST_KEY")))) {
      transport.get(uri);

      String shown = server.uri("/rows") + "?start=5&api_key=***&note=***";
      assertThat(
          log.lines(),
          hasItem(is("WARN Waiting 6 s to repeat GET " + shown + " after attempt 1: status 429")));
      assertThat(
          log.lines(),
          hasItem(startsWith("DEBUG GET " + shown + " answered 200 with 17 bytes in ")));
      assertThat(log.lines(), not(hasItem(containsString("log-secret-1"))));
      assertThat(log.lines(), not(hasItem(containsString("Basic "))));
    }
  }

  @Test
  void settingsTravelWithTheJobGraph() {
    HttpSettings settings =
        HttpSettings.forEndpoint(URI.create("https://api.example.com/"))
            .withRetry(RetryPolicy.DEFAULT.withAttempts(504, 2))
            .alsoAllowing("*.cdn.example.com");

    assertThat(SerializableUtils.clone(settings), is(settings));
    Authorization basic = Authorization.basic("user", Secret.parse("key", "env:SOME_KEY"));
    assertThat(SerializableUtils.clone(basic), is(basic));
    assertThat(basic.toString(), is("basic(plain user, env:SOME_KEY)"));
  }

  private boolean interruptedAfter(long millis, HttpSettings settings) throws Exception {
    AtomicReference<Exception> thrown = new AtomicReference<>();
    Thread asking =
        new Thread(
            () -> {
              try {
                get(settings);
              } catch (IOException | InterruptedException e) {
                thrown.set(e);
              }
            });
    asking.start();
    Thread.sleep(millis);
    asking.interrupt();
    asking.join(5000);
    return thrown.get() instanceof InterruptedException;
  }

  private NoAnswerException noAnswer() {
    return noAnswer(TestSettings.quick(server), server.uri("/"));
  }

  private static NoAnswerException noAnswer(HttpSettings settings, URI uri) {
    return assertThrows(NoAnswerException.class, () -> get(settings, uri));
  }

  private static HttpSettings settingsFor(URI uri) {
    return HttpSettings.forEndpoint(uri).withRetry(TestSettings.QUICK);
  }

  private static HttpReply get(HttpSettings settings) throws IOException, InterruptedException {
    return get(settings, settings.endpoint());
  }

  private static HttpReply get(HttpSettings settings, URI uri)
      throws IOException, InterruptedException {
    try (HttpTransport transport = HttpTransport.open(settings, Authorization.none())) {
      return transport.get(uri);
    }
  }

  private long millisBetween(int one, int other) {
    List<FakeServer.Request> all = server.requests();
    return (all.get(other).nanoTime() - all.get(one).nanoTime()) / 1_000_000;
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
