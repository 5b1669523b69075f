package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;

/** Through a proxy, to hosts that only the proxy knows. */
@Timeout(60)
class ProxyTest {

  private static final URI PLAIN = URI.create("http://api.council.example/children");
  private static final URI SECURE = URI.create("https://api.council.example/children");

  private final Secret password = Secret.parse("password", "env:PURLIN_TEST_PROXY_PASSWORD");

  @TempDir Path folder;

  private FakeServer server;
  private FakeProxy proxy;

  @BeforeEach
  void setPassword() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_PROXY_PASSWORD", FakeProxy.PASSWORD));
    server = new FakeServer(FakeServer.reply(200, "through"));
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    server.close();
    if (proxy != null) {
      proxy.close();
    }
  }

  @Test
  void plainHttpGoesThroughTheProxy() throws Exception {
    proxy = proxy(FakeProxy.Login.NONE);

    assertThat(post(plain().withProxy(proxy.settings()), PLAIN).bodyText(), is("through"));

    assertThat(proxy.seen(), is(List.of("POST http://api.council.example/children")));
    assertThat(server.requests().get(0).body(), is("[1]"));
  }

  @Test
  void thisMachineIsReachedDirectlyWhateverTheProxy() throws Exception {
    proxy = proxy(FakeProxy.Login.NONE);

    HttpSettings settings = TestSettings.quick(server).withProxy(proxy.settings());

    assertThat(post(settings, server.uri("/")).bodyText(), is("through"));
    assertThat(proxy.seen(), hasSize(0));
  }

  @ParameterizedTest
  @EnumSource(names = {"BASIC", "DIGEST"})
  void aProxyThatWantsALoginGetsItAndTheServerDoesNot(FakeProxy.Login login) throws Exception {
    proxy = proxy(login);

    assertThat(post(plain().withProxy(withLogin()), PLAIN).bodyText(), is("through"));

    String first = "POST http://api.council.example/children";
    String scheme = login == FakeProxy.Login.BASIC ? " Basic" : " Digest";
    assertThat(proxy.seen(), is(List.of(first, first + scheme)));
    assertThat(server.requests(), hasSize(1));
    assertThat(server.requests().get(0).body(), is("[1]"));
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "BASIC", "DIGEST"})
  void httpsGoesThroughATunnelThatTheProxyCannotLookInto(FakeProxy.Login login) throws Exception {
    try (FakeTlsServer secure = new FakeTlsServer(folder, "dns:api.council.example")) {
      proxy = new FakeProxy(secure.port(), login);

      HttpReply reply = post(secure(secure).withProxy(withLogin()), SECURE);

      assertThat(reply.bodyText(), is("ok"));
      assertThat(secure.requests(), is(List.of("POST /children null")));
      assertThat(proxy.seen().get(0), is("CONNECT api.council.example:443"));
      assertThat(proxy.seen(), hasSize(login == FakeProxy.Login.NONE ? 1 : 2));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BASIC", "DIGEST"})
  void aWrongPasswordIsTriedOnceInARunAndNamesTheProxyOnly(FakeProxy.Login login) throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_PROXY_PASSWORD", "wrong-password"));
    proxy = proxy(login);

    for (URI uri : List.of(PLAIN, SECURE)) {
      HttpSettings run = HttpSettings.forEndpoint(uri).allowPlainHttp().withProxy(withLogin());
      int before = proxy.seen().size();
      for (int i = 0; i < 2; i++) {
        CredentialsRefusedException refusal =
            assertThrows(CredentialsRefusedException.class, () -> post(run, uri));
        assertThat(
            refusal.getMessage(),
            is(
                "The proxy 127.0.0.1:"
                    + proxy.port()
                    + " answered 407: it does not accept the user and password given for it. Check"
                    + " them."));
      }
      assertThat(proxy.seen(), hasSize(before + 2));
    }
    assertThat(server.requests(), hasSize(0));
  }

  @Test
  void aProxyThatWantsALoginNobodyGaveSaysSo() throws Exception {
    proxy = proxy(FakeProxy.Login.BASIC);

    CredentialsRefusedException refusal =
        assertThrows(
            CredentialsRefusedException.class,
            () -> post(plain().withProxy(proxy.settings()), PLAIN));

    assertThat(
        refusal.getMessage(),
        endsWith(" answered 407: it wants a login. Give its user and password."));
  }

  @Test
  void aProxyThatWantsAWindowsLoginIsNamedWithAWayAround() throws Exception {
    proxy = proxy(FakeProxy.Login.WINDOWS);

    for (URI uri : List.of(PLAIN, SECURE)) {
      HttpSettings settings = HttpSettings.forEndpoint(uri).allowPlainHttp().withProxy(withLogin());
      CredentialsRefusedException refusal =
          assertThrows(CredentialsRefusedException.class, () -> post(settings, uri));
      assertThat(
          refusal.getMessage(),
          is(
              "The proxy 127.0.0.1:"
                  + proxy.port()
                  + " answered 407: it offers the login Negotiate, NTLM only, and Basic or Digest"
                  + " is needed. Let a small proxy on this machine that logs in with Windows, such"
                  + " as Px, stand between, and name that one instead."));
    }
  }

  @Test
  void aTunnelThatIsRefusedIsNotTheServersAnswer() throws Exception {
    proxy = proxy(FakeProxy.Login.NONE);
    for (int status : new int[] {403, 404, 302}) {
      proxy.refuseNext(status);

      NoAnswerException failure =
          assertThrows(
              NoAnswerException.class,
              () -> post(HttpSettings.forEndpoint(SECURE).withProxy(proxy.settings()), SECURE));

      assertThat(failure.mayHaveBeenProcessed(), is(false));
      assertThat(failure.attempts(), is(1));
      assertThat(
          failure.getMessage(),
          endsWith(
              ": the proxy 127.0.0.1:"
                  + proxy.port()
                  + " answered "
                  + status
                  + " when asked for a way to https://api.council.example:443."));
    }
  }

  @Test
  void aTunnelThatIsRefusedForNowIsAskedForAgain() throws Exception {
    try (FakeTlsServer secure = new FakeTlsServer(folder, "dns:api.council.example")) {
      proxy = new FakeProxy(secure.port(), FakeProxy.Login.NONE);
      proxy.refuseNext(503);

      HttpReply reply = post(secure(secure).withProxy(proxy.settings()), SECURE);

      assertThat(reply.bodyText(), is("ok"));
      assertThat(reply.attempts(), is(2));
    }
  }

  @Test
  void aProxyThatIsNotThereIsNamedAndNothingWasProcessed() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }

    NoAnswerException failure =
        assertThrows(
            NoAnswerException.class,
            () -> post(plain().withProxy(ProxySettings.parse("127.0.0.1:" + port)), PLAIN));

    assertThat(
        failure.getMessage(),
        endsWith(": Connection refused (through the proxy 127.0.0.1:" + port + ")."));
    assertThat(failure.mayHaveBeenProcessed(), is(false));
  }

  @Test
  void theProxyOfTheEnvironmentIsUsedWithItsLogin() throws Exception {
    proxy = proxy(FakeProxy.Login.BASIC);
    LocalEnvironment.add(
        Map.of(
            "http_proxy",
            "http://COUNCIL%5Csenders:proxy-p%C3%A4ssword-1@127.0.0.1:" + proxy.port() + "/"));

    assertThat(post(plain(), PLAIN).bodyText(), is("through"));

    assertThat(proxy.seen(), hasSize(2));
    assertThat(Masker.mask("it is proxy-pässword-1"), is("it is ***"));
  }

  @Test
  void anEnvironmentThatNamesNoProxyIsRefusedWhenTheTransportIsOpened() {
    LocalEnvironment.add(Map.of("HTTP_PROXY", "http://user:hidden-word@proxy"));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> HttpTransport.open(plain(), Authorization.none()));

    assertThat(
        refusal.getMessage(),
        is(
            "Environment variable HTTP_PROXY: A proxy must be given as http://host:port, such as"
                + " http://proxy.council.example:8080, but was something else."));
  }

  @Test
  void aTokenIsAskedForThroughTheSameProxy() throws Exception {
    server.close();
    server =
        new FakeServer(
            FakeServer.reply(200, "{\"access_token\":\"eyJ-proxied\"}"),
            FakeServer.reply(200, "through"));
    proxy = proxy(FakeProxy.Login.NONE);
    Authorization token =
        Authorization.clientCredentials(
            new ClientCredentials(
                URI.create("http://login.council.example/token"),
                password,
                password,
                null,
                ClientCredentials.Style.FORM));
    HttpSettings settings =
        plain().alsoAllowing("login.council.example").withProxy(proxy.settings());

    try (HttpTransport transport = HttpTransport.open(settings, token)) {
      assertThat(transport.get(PLAIN).bodyText(), is("through"));
    }

    assertThat(
        proxy.seen(),
        is(
            List.of(
                "POST http://login.council.example/token",
                "GET http://api.council.example/children")));
  }

  @Test
  void noLogLineHoldsTheLogin() throws Exception {
    proxy = proxy(FakeProxy.Login.BASIC);
    HttpSettings settings = plain().withProxy(withLogin());

    try (LogCapture log = new LogCapture()) {
      post(settings, PLAIN);

      assertThat(log.lines(), hasSize(1));
      assertThat(
          String.join("\n", log.lines()) + settings,
          allOf(not(containsString(FakeProxy.PASSWORD)), not(containsString("senders"))));
    }
  }

  private FakeProxy proxy(FakeProxy.Login login) throws Exception {
    return new FakeProxy(server.uri("/").getPort(), login);
  }

  private ProxySettings withLogin() {
    return proxy.settings().withLogin(FakeProxy.USER, password);
  }

  private static HttpSettings plain() {
    return HttpSettings.forEndpoint(PLAIN).allowPlainHttp().withRetry(TestSettings.QUICK);
  }

  private static HttpSettings secure(FakeTlsServer server) {
    return HttpSettings.forEndpoint(SECURE)
        .withRetry(TestSettings.QUICK)
        .withTrust(Trust.DEFAULT.withCaFile(server.caFile().toString()));
  }

  private static HttpReply post(HttpSettings settings, URI uri) throws Exception {
    try (HttpTransport transport = HttpTransport.open(settings, Authorization.none())) {
      return transport.post(uri, Body.json("[1]"));
    }
  }
}
