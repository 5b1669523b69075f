package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** Where queries say who somebody is, no message, log line or stack trace shows them. */
@Timeout(30)
class QueriesInMessagesTest {

  private static final String QUERY = "?studentUniqueId=604822&firstName=Zora";
  private static final Body ROW = Body.json("{}").withRepeat(Repeat.ALWAYS);

  /** Exceptions with their causes; log lines are kept by the capture. */
  private final StringWriter said = new StringWriter();

  private LogCapture log;
  private FakeServer server;

  @BeforeEach
  void listen() {
    log = new LogCapture();
    LocalEnvironment.add(
        Map.of("PURLIN_TEST_ID", "queries-1", "PURLIN_TEST_SECRET", "hidden-4714"));
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    log.close();
    server.close();
  }

  @Test
  void anAnswerThatDoesNotComeIsSaidWithoutTheQuery(@TempDir Path directory) throws Exception {
    server = new FakeServer(FakeServer.reset());

    fails("GET", transport -> transport.get(place()));
    fails("POST", transport -> transport.post(place(), ROW));
    fails("PUT", transport -> transport.put(place(), ROW));
    fails("DELETE", transport -> transport.delete(place(), Map.of()));
    fails("GET", transport -> transport.download(place(), directory.resolve("x"), file -> {}));

    assertNothingShowsTheQuery();
  }

  @Test
  void aDamagedBodyIsSaidWithoutTheQuery(@TempDir Path directory) throws Exception {
    server = new FakeServer(FakeServer.reply(200, "x"));

    fails(
        "GET",
        transport ->
            transport.download(
                place(),
                directory.resolve("x"),
                file -> {
                  throw new DamagedBodyException("no archive");
                }));

    assertNothingShowsTheQuery();
  }

  @Test
  void aDeadEndpointIsSaidWithoutTheQuery() throws Exception {
    server = new FakeServer(FakeServer.reset());
    HttpSettings dying =
        settings()
            .withRetry(TestSettings.QUICK.withAttempts(1000).withBudget(Duration.ofMillis(300)))
            .withConcurrency(2);

    try (HttpTransport transport = HttpTransport.open(dying, Authorization.none())) {
      Exception end = null;
      for (int i = 0; i < 100 && !(end instanceof EndpointDeadException); i++) {
        end = assertThrows(NoAnswerException.class, () -> transport.get(place()));
        end.printStackTrace(new PrintWriter(said, true));
      }
      assertThat(end, is(instanceOf(EndpointDeadException.class)));
      assertThat(end.getMessage(), containsString("GET " + server.uri("/students") + " was "));
    }

    assertNothingShowsTheQuery();
  }

  @Test
  void aLongWaitIsLoggedWithoutTheQuery() throws Exception {
    server = new FakeServer(FakeServer.reply(429, "", "Retry-After: 6"));
    Thread caller =
        new Thread(() -> assertThrows(InterruptedException.class, () -> call(t -> t.get(place()))));
    caller.start();

    for (int i = 0; i < 200 && log.lines().stream().noneMatch(this::isWaiting); i++) {
      Thread.sleep(20);
    }
    caller.interrupt();
    caller.join(10_000);

    assertThat(log.lines().stream().filter(this::isWaiting).toList(), hasSize(1));
    assertNothingShowsTheQuery();
  }

  private boolean isWaiting(String line) {
    return line.startsWith("WARN Waiting 6 s to repeat GET " + server.uri("/students") + " after ");
  }

  @Test
  void redirectsAreSaidWithoutTheQuery() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(302, "", "Location: https://elsewhere.example/" + QUERY),
            FakeServer.reply(302, "", "Location: http://[" + QUERY),
            FakeServer.reply(302, "", "Location: /students" + QUERY));

    fails(" redirects (status 302) astray.", transport -> transport.get(place()));
    fails(" redirects (status 302) to something", transport -> transport.get(place()));
    fails(" redirects more than 5 times.", transport -> transport.get(place()));

    assertNothingShowsTheQuery();
  }

  @Test
  void aTokenEndpointIsSaidWithoutItsQuery() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(503, ""),
            FakeServer.reply(503, ""),
            FakeServer.reply(503, ""),
            FakeServer.reply(404, ""));
    Authorization who =
        Authorization.clientCredentials(
            new ClientCredentials(
                place(),
                Secret.parse("id", "env:PURLIN_TEST_ID"),
                Secret.parse("secret", "env:PURLIN_TEST_SECRET"),
                null,
                ClientCredentials.Style.FORM));

    try (HttpTransport transport = HttpTransport.open(settings(), who)) {
      for (int i = 0; i < 2; i++) {
        assertThrows(Exception.class, () -> transport.get(server.uri("/")))
            .printStackTrace(new PrintWriter(said, true));
      }
    }

    assertThat(
        said.toString(),
        allOf(
            containsString("because POST " + server.uri("/students") + " answered 503"),
            containsString("The token endpoint " + server.uri("/students") + " answered 404")));
    assertNothingShowsTheQuery();
  }

  @Test
  void aProbeLogsWithoutTheQuery() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""), FakeServer.reset());

    try (Probe probe = Probe.open(settings())) {
      assertThat(probe.look(place()).status(), is(200));
      assertThat(probe.look(place()).trouble(), not(containsString("604822")));
    }

    assertThat(log.lines(), hasSize(greaterThan(1)));
    assertNothingShowsTheQuery();
  }

  @Test
  void otherwiseTheQueryIsSaid() throws Exception {
    server = new FakeServer(FakeServer.reset());
    HttpSettings usual = TestSettings.quick(server);

    try (HttpTransport transport = HttpTransport.open(usual, Authorization.none())) {
      NoAnswerException failure =
          assertThrows(NoAnswerException.class, () -> transport.get(server.uri("/e?start=1")));
      assertThat(failure.getMessage(), containsString("GET " + server.uri("/e?start=1") + " got"));
    }
  }

  @FunctionalInterface
  private interface Call {
    Object make(HttpTransport transport) throws Exception;
  }

  private void call(Call call) throws Exception {
    try (HttpTransport transport = HttpTransport.open(settings(), Authorization.none())) {
      call.make(transport);
    }
  }

  /** The message must hold the words, and the URL without its query. */
  private void fails(String words, Call call) {
    Exception failure = assertThrows(Exception.class, () -> call(call));
    failure.printStackTrace(new PrintWriter(said, true));
    assertThat(
        failure.getMessage(),
        allOf(containsString(words), containsString(server.uri("/students") + " ")));
  }

  private void assertNothingShowsTheQuery() {
    String all = said + String.join("\n", log.lines());
    for (String part : QUERY.split("[?=&]", -1)) {
      assertThat(all, part.isEmpty() || !all.contains(part), is(true));
    }
  }

  private URI place() {
    return server.uri("/students" + QUERY);
  }

  private HttpSettings settings() {
    return TestSettings.quick(server).withoutQueriesInMessages();
  }
}
