package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** Where paths say who somebody is, everything that is said shows a text in place of the URL. */
@Timeout(30)
class PathsInMessagesTest {

  private static final String SHOWN = "…/students/<id>/attendance";
  private static final String PATH = "/v2/wil/students/604822/attendance?name=Zora";

  /** Exceptions with their causes; log lines are kept by the capture. */
  private final StringWriter said = new StringWriter();

  private LogCapture log;
  private FakeServer server;

  @BeforeEach
  void listen() {
    log = new LogCapture();
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    log.close();
    server.close();
  }

  @Test
  void aGoodAnswerIsLoggedWithTheText() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "good"));

    try (HttpTransport transport = open(settings())) {
      HttpReply reply = transport.get(place(), Map.of("Accept", "application/json"), SHOWN);
      assertThat(reply.bodyText(), is("good"));
    }

    assertThat(server.requests().get(0).target(), is(PATH));
    assertThat(server.requests().get(0).headers().get("Accept"), is("application/json"));
    assertThat(log.lines(), hasSize(1));
    assertThat(
        log.lines().get(0),
        containsString("DEBUG GET " + SHOWN + " answered 200 with 4 bytes in "));
    assertNothingShowsThePath();
  }

  @Test
  void whatIsPostedThereIsLoggedWithTheTextAndItsAnswerLostWithTheText() throws Exception {
    server = new FakeServer(FakeServer.reply(200, "good"), FakeServer.reset());

    try (HttpTransport transport = open(settings())) {
      assertThat(transport.post(place(), Body.json("{}"), SHOWN).bodyText(), is("good"));
      NoAnswerException lost =
          assertThrows(
              NoAnswerException.class, () -> transport.post(place(), Body.json("{}"), SHOWN));
      lost.printStackTrace(new PrintWriter(said));
      assertThat(
          lost.getMessage(),
          startsWith("POST " + SHOWN + " got no whole answer in 1 attempt over "));
    }

    assertThat(server.requests().get(0).body(), is("{}"));
    assertThat(
        log.lines().get(0),
        containsString("DEBUG POST " + SHOWN + " answered 200 with 4 bytes in "));
    assertNothingShowsThePath();
  }

  @Test
  void anAnswerThatDoesNotComeIsSaidWithTheText(@TempDir Path folder) throws Exception {
    server = new FakeServer(FakeServer.reset());

    fails("GET " + SHOWN + " got no whole answer in 3 attempts", settings());
    failsToDownload("GET " + SHOWN + " got no whole answer in 3 attempts", folder, file -> {});

    assertThat(log.lines(), hasSize(greaterThan(1)));
    assertNothingShowsThePath();
  }

  @Test
  void aDamagedBodyIsSaidWithTheText(@TempDir Path folder) throws Exception {
    server = new FakeServer(FakeServer.reply(200, "x"));

    failsToDownload(
        "GET " + SHOWN + " gave a damaged body",
        folder,
        file -> {
          throw new DamagedBodyException("no image");
        });

    assertNothingShowsThePath();
  }

  @Test
  void aDeadEndpointIsSaidWithTheText() throws Exception {
    server = new FakeServer(FakeServer.reset());
    HttpSettings dying =
        settings()
            .withRetry(TestSettings.QUICK.withAttempts(1000).withBudget(Duration.ofMillis(300)))
            .withConcurrency(2);

    try (HttpTransport transport = open(dying)) {
      Exception end = null;
      for (int i = 0; i < 100 && !(end instanceof EndpointDeadException); i++) {
        end = assertThrows(NoAnswerException.class, () -> transport.get(place(), Map.of(), SHOWN));
        end.printStackTrace(new PrintWriter(said, true));
      }
      assertThat(end.getMessage(), containsString("GET " + SHOWN + " was "));
    }

    assertNothingShowsThePath();
  }

  @Test
  void aLongWaitIsLoggedWithTheText() throws Exception {
    server = new FakeServer(FakeServer.reply(429, "", "Retry-After: 6"));
    Thread caller =
        new Thread(
            () ->
                assertThrows(
                    InterruptedException.class,
                    () -> {
                      try (HttpTransport transport = open(settings())) {
                        transport.get(place(), Map.of(), SHOWN);
                      }
                    }));
    caller.start();

    String waiting = "WARN Waiting 6 s to repeat GET " + SHOWN + " after attempt 1: status 429";
    for (int i = 0; i < 200 && !log.lines().contains(waiting); i++) {
      Thread.sleep(20);
    }
    caller.interrupt();
    caller.join(10_000);

    assertThat(log.lines().contains(waiting), is(true));
    assertNothingShowsThePath();
  }

  @Test
  void redirectsAreSaidWithTheTextAndAPlaceWithoutItsPath() throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(302, "", "Location: https://elsewhere.example" + PATH),
            FakeServer.reply(302, "", "Location: http://[" + PATH),
            FakeServer.reply(302, "", "Location: " + PATH));

    fails(
        SHOWN
            + " redirects (status 302) astray. The host of https://elsewhere.example is not"
            + " allowed; allowed: 127.0.0.1",
        settings());
    fails(SHOWN + " redirects (status 302) to something that is not a URI.", settings());
    fails(SHOWN + " redirects more than 5 times.", settings());

    assertNothingShowsThePath();
  }

  @Test
  void anAddressThatIsNotAllowedIsSaidWithoutItsPath() throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    HttpSettings others = HttpSettings.forEndpoint(URI.create("https://other.example/"));

    fails("The host of http://127.0.0.1:" + place().getPort() + " is not allowed", others);

    assertNothingShowsThePath();
    assertThat(server.requests(), hasSize(0));
  }

  @Test
  void aSecretInTheTextIsMasked() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_ID", "hidden-4714"));
    Secret.parse("id", "env:PURLIN_TEST_ID").resolve();
    server = new FakeServer(FakeServer.reset());

    try (HttpTransport transport = open(settings())) {
      NoAnswerException failure =
          assertThrows(
              NoAnswerException.class, () -> transport.get(place(), Map.of(), "/x/hidden-4714"));
      assertThat(failure.getMessage(), containsString("GET /x/*** got no whole answer"));
    }
  }

  @Test
  void aDownloadSendsItsHeadersAndA304LeavesTheFileAsItWas(@TempDir Path folder) throws Exception {
    server =
        new FakeServer(
            FakeServer.reply(200, "logo", "ETag: \"a\""),
            (connection, out) ->
                out.write(FakeServer.head(304, "Content-Length: 4", "ETag: \"a\"")),
            FakeServer.reply(200, "new"));
    Path logo = folder.resolve("1.png");
    Map<String, String> ifChanged =
        Map.of("If-None-Match", "\"a\"", "If-Modified-Since", "Sat, 21 Nov 2026 00:00:00 GMT");

    try (HttpTransport transport = open(settings())) {
      Download first = transport.download(place(), logo, BodyCheck.none(), Map.of(), SHOWN);
      assertThat(first.status(), is(200));
      assertThat(first.headers().firstValue("ETag").orElseThrow(), is("\"a\""));

      Download same = transport.download(place(), logo, BodyCheck.none(), ifChanged, SHOWN);
      assertThat(same.status(), is(304));
      assertThat(same.bytes(), is(0L));
      assertThat(same.sha256(), is(""));
      assertThat(same.attempts(), is(1));
      assertThat(Files.readString(logo), is("logo"));

      Download changed = transport.download(place(), logo, BodyCheck.none(), ifChanged, SHOWN);
      assertThat(changed.status(), is(200));
      assertThat(Files.readString(logo), is("new"));
    }

    assertThat(
        server.requests().stream()
            .map(request -> request.headers().getOrDefault("If-None-Match", ""))
            .toList(),
        is(List.of("", "\"a\"", "\"a\"")));
    assertThat(
        server.requests().get(1).headers().get("If-Modified-Since"),
        is("Sat, 21 Nov 2026 00:00:00 GMT"));
    assertNothingShowsThePath();
  }

  @Test
  void aDeletionIsSaidWithTheText() throws Exception {
    server = new FakeServer(FakeServer.reset());

    try (HttpTransport transport = open(settings())) {
      said(
          "DELETE " + SHOWN + " got no whole answer",
          assertThrows(NoAnswerException.class, () -> transport.delete(place(), Map.of(), SHOWN)));
    }

    assertNothingShowsThePath();
  }

  @Test
  void aDownloadRefusesAHeaderThatHoldsCredentials(@TempDir Path folder) throws Exception {
    server = new FakeServer(FakeServer.reply(200, ""));
    try (HttpTransport transport = open(settings())) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              transport.download(
                  place(),
                  folder.resolve("x"),
                  BodyCheck.none(),
                  Map.of("Authorization", "Basic eDp5"),
                  SHOWN));
    }
    assertThat(server.requests(), hasSize(0));
  }

  private void fails(String words, HttpSettings settings) {
    said(
        words,
        assertThrows(
            Exception.class,
            () -> {
              try (HttpTransport transport = open(settings)) {
                transport.get(place(), Map.of(), SHOWN);
              }
            }));
  }

  private void failsToDownload(String words, Path folder, BodyCheck check) {
    said(
        words,
        assertThrows(
            Exception.class,
            () -> {
              try (HttpTransport transport = open(settings())) {
                transport.download(place(), folder.resolve("x"), check, Map.of(), SHOWN);
              }
            }));
  }

  private void said(String words, Exception failure) {
    failure.printStackTrace(new PrintWriter(said, true));
    assertThat(failure.getMessage(), containsString(words));
  }

  private void assertNothingShowsThePath() {
    String all = said + String.join("\n", log.lines());
    for (String part : List.of("v2/wil", "604822", "Zora")) {
      assertThat(all, not(containsString(part)));
    }
  }

  private URI place() {
    return server.uri(PATH);
  }

  private HttpSettings settings() {
    return TestSettings.quick(server);
  }

  private static HttpTransport open(HttpSettings settings) {
    return HttpTransport.open(settings, Authorization.none());
  }
}
