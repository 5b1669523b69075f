package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;

/** Where credentials go, how often, and where they do not. */
@Timeout(30)
class CredentialsTest {

  private static final int THREADS = 8;

  private final Authorization basic =
      Authorization.basic("project", Secret.parse("key", "env:PURLIN_TEST_KEY"));

  private FakeServer home;
  private FakeServer other;

  @BeforeEach
  void setKey() {
    LocalEnvironment.add(Map.of("PURLIN_TEST_KEY", "schlüssel-1"));
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
  void basicIsSentWithTheFirstRequestInUtf8() throws Exception {
    home = new FakeServer(FakeServer.reply(200, ""));

    get(TestSettings.quick(home), home.uri("/"));

    assertThat(authorizations(home), is(List.of("Basic " + pair())));
    assertThat(Masker.mask("sent " + pair()), is("sent ***"));
  }

  @Test
  void aSecretUserIsResolvedToo() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_USER", "project"));
    home = new FakeServer(FakeServer.reply(200, ""));
    Authorization both =
        Authorization.basic(
            Secret.parse("user", "env:PURLIN_TEST_USER"),
            Secret.parse("key", "env:PURLIN_TEST_KEY"));

    try (HttpTransport transport = HttpTransport.open(TestSettings.quick(home), both)) {
      transport.get(home.uri("/"));
    }

    assertThat(authorizations(home), is(List.of("Basic " + pair())));
  }

  @Test
  void aUserWithAColonIsRefusedWithoutBeingRepeated() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Authorization.basic("a:b", Secret.parse("key", "env:PURLIN_TEST_KEY")));
    assertThat(refusal.getMessage(), not(containsString("a:b")));
  }

  @Test
  void aRedirectOnTheSameServerKeepsTheCredentials() throws Exception {
    home =
        new FakeServer(FakeServer.reply(302, "", "Location: /moved"), FakeServer.reply(200, "x"));

    assertThat(get(TestSettings.quick(home), home.uri("/")).bodyText(), is("x"));
    assertThat(home.requests().get(1).target(), is("/moved"));
    assertThat(authorizations(home), is(List.of("Basic " + pair(), "Basic " + pair())));
  }

  @Test
  void aRedirectToAnotherPortIsFollowedWithoutCredentials() throws Exception {
    other = new FakeServer(FakeServer.reply(200, "elsewhere"));
    home = new FakeServer(FakeServer.reply(307, "", "Location: " + other.uri("/archive")));

    assertThat(get(TestSettings.quick(home), home.uri("/")).bodyText(), is("elsewhere"));
    assertThat(authorizations(other), everyItem(is(nullValue())));
    assertThat(other.requests(), hasSize(1));
  }

  @Test
  void aRedirectToAnotherAllowedHostIsFollowedWithoutCredentials() throws Exception {
    other = new FakeServer(FakeServer.reply(200, "elsewhere"));
    home = new FakeServer(FakeServer.reply(302, "", "Location: " + localhost(other)));

    HttpReply reply = get(TestSettings.quick(home).alsoAllowing("localhost"), home.uri("/"));

    assertThat(reply.bodyText(), is("elsewhere"));
    assertThat(authorizations(other), everyItem(is(nullValue())));
  }

  @Test
  void credentialsAreNotSentAgainAfterARedirectHasLeft() throws Exception {
    other =
        new FakeServer(
            (connection, out) ->
                out.write(
                    FakeServer.head(302, "Content-Length: 0", "Location: " + home.uri("/back"))));
    home =
        new FakeServer(
            FakeServer.reply(302, "", "Location: " + other.uri("/")), FakeServer.reply(200, "x"));

    get(TestSettings.quick(home), home.uri("/"));

    assertThat(home.requests().get(1).target(), is("/back"));
    assertThat(home.requests().get(1).headers().get("Authorization"), is(nullValue()));
  }

  @Test
  void aRedirectToAHostThatIsNotAllowedIsNotFollowed() throws Exception {
    other = new FakeServer(FakeServer.reply(200, ""));
    home = new FakeServer(FakeServer.reply(302, "", "Location: " + localhost(other) + "?t=1"));

    RefusedAddressException refusal =
        assertThrows(
            RefusedAddressException.class, () -> get(TestSettings.quick(home), home.uri("/")));

    assertThat(
        refusal.getMessage(),
        allOf(
            containsString("redirects (status 302) astray. The host of http://localhost:"),
            containsString("is not allowed; allowed: 127.0.0.1"),
            not(containsString("t=1"))));
    assertThat(home.requests(), hasSize(1));
    assertThat(other.requests(), hasSize(0));
  }

  @Test
  void aLoopOfRedirectsEnds() throws Exception {
    home = new FakeServer(FakeServer.reply(302, "", "Location: /again"));

    RefusedAddressException refusal =
        assertThrows(
            RefusedAddressException.class, () -> get(TestSettings.quick(home), home.uri("/")));

    assertThat(refusal.getMessage(), containsString("redirects more than 5 times"));
    assertThat(home.requests(), hasSize(6));
  }

  @Test
  void anotherAllowedHostIsAskedWithoutCredentials() throws Exception {
    home = new FakeServer(FakeServer.reply(200, ""));
    other = new FakeServer(FakeServer.reply(200, ""));

    get(TestSettings.quick(home).alsoAllowing("localhost"), URI.create(localhost(other)));

    assertThat(authorizations(other), everyItem(is(nullValue())));
    assertThat(other.requests(), hasSize(1));
  }

  @Test
  void badCredentialsAreTriedOnceHoweverManyThreadsAsk() throws Exception {
    home =
        new FakeServer(
            (connection, out) -> {
              Thread.sleep(200);
              FakeServer.reply(401, "who are you").play(connection, out);
            });

    List<HttpReply> replies = askFromThreads(TestSettings.quick(home));

    assertThat(replies, hasSize(THREADS));
    for (HttpReply reply : replies) {
      assertThat(reply.status(), is(401));
      assertThat(reply.problem(), is("who are you"));
    }
    assertThat(home.requests(), hasSize(1));
  }

  @Test
  void aRunThatComesLaterMayTryTheSameCredentialsAgain() throws Exception {
    home = new FakeServer(FakeServer.reply(403, ""), FakeServer.reply(200, "mended"));
    HttpSettings settings = TestSettings.quick(home);

    assertThat(get(settings.withRun("1"), home.uri("/")).status(), is(403));
    assertThat(get(settings.withRun("1"), home.uri("/")).status(), is(403));
    assertThat(get(settings.withRun("2"), home.uri("/")).bodyText(), is("mended"));
    assertThat(home.requests(), hasSize(2));
  }

  @Test
  void aRequestThatSettlesNothingLeavesItsPlaceToOneOther() throws Exception {
    home =
        new FakeServer(
            FakeServer.reset(),
            FakeServer.reply(503, ""),
            (connection, out) -> {
              Thread.sleep(200);
              FakeServer.reply(401, "").play(connection, out);
            });

    List<HttpReply> replies = askFromThreads(TestSettings.quick(home));

    for (HttpReply reply : replies) {
      assertThat(reply.status(), is(401));
    }
    assertThat(home.requests(), hasSize(3));
  }

  @Test
  void aLoginThatJavaKnowsIsNotGivenToAServerThatAsksForOne() throws Exception {
    home = new FakeServer(FakeServer.reply(401, "", "WWW-Authenticate: Basic realm=\"x\""));
    Authenticator before = Authenticator.getDefault();
    Authenticator.setDefault(
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("somebody", "else".toCharArray());
          }
        });
    try (HttpTransport transport =
        HttpTransport.open(TestSettings.quick(home), Authorization.none())) {
      assertThat(transport.get(home.uri("/")).status(), is(401));
    } finally {
      Authenticator.setDefault(before);
    }

    assertThat(authorizations(home), is(Collections.singletonList(null)));
  }

  @Test
  void withGoodCredentialsAllThreadsAskAtTheSameTimeAfterTheFirst() throws Exception {
    home =
        new FakeServer(
            FakeServer.reply(200, ""),
            (connection, out) -> {
              Thread.sleep(500);
              FakeServer.reply(200, "").play(connection, out);
            });
    long start = System.nanoTime();

    askFromThreads(TestSettings.quick(home));

    assertThat(home.requests(), hasSize(THREADS));
    assertThat((System.nanoTime() - start) / 1_000_000 < 500L * (THREADS - 1), is(true));
  }

  private List<HttpReply> askFromThreads(HttpSettings settings) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<HttpReply> replies = new ArrayList<>();
      Callable<HttpReply> ask = () -> get(settings, home.uri("/"));
      for (Future<HttpReply> reply : threads.invokeAll(Collections.nCopies(THREADS, ask))) {
        replies.add(reply.get());
      }
      return replies;
    } finally {
      threads.shutdownNow();
    }
  }

  private HttpReply get(HttpSettings settings, URI uri) throws Exception {
    try (HttpTransport transport = HttpTransport.open(settings, basic)) {
      return transport.get(uri);
    }
  }

  private static String localhost(FakeServer server) {
    return "http://localhost:" + server.uri("/").getPort() + "/x";
  }

  private static List<String> authorizations(FakeServer server) {
    List<String> sent = new ArrayList<>();
    server.requests().forEach(request -> sent.add(request.headers().get("Authorization")));
    return sent;
  }

  private static String pair() {
    return Base64.getEncoder()
        .encodeToString("project:schlüssel-1".getBytes(StandardCharsets.UTF_8));
  }
}
