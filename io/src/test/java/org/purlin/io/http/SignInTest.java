package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Masker;
import org.purlin.io.secret.Secret;

/** Signing in with OAuth 2 client credentials: how often, how, and what a refusal says. */
@Timeout(30)
class SignInTest {

  private static final int THREADS = 16;
  private static final AtomicInteger CLIENTS = new AtomicInteger(4711);
  private static final String SECRET = "p~ss+w&rd=1";

  /** Another one in each test: ports come again, and live tokens are shared by the whole JVM. */
  private final String id = "client-" + CLIENTS.getAndIncrement();

  private FakeServer tokens;
  private FakeServer api;

  @BeforeEach
  void setSecrets() {
    LocalEnvironment.add(Map.of("PURLIN_TEST_ID", id, "PURLIN_TEST_SECRET", SECRET));
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
  void idSecretAndScopeGoIntoTheFormAndTheTokenToTheEndpoint() throws Exception {
    tokens = new FakeServer(token("eyJ-first"));
    api = new FakeServer(FakeServer.reply(200, "good"));

    assertThat(get(inForm()).bodyText(), is("good"));

    FakeServer.Request asked = tokens.requests().get(0);
    assertThat(asked.method() + " " + asked.target(), is("POST /oauth2/token"));
    assertThat(asked.headers().get("Content-Type"), is("application/x-www-form-urlencoded"));
    assertThat(asked.headers().get("Authorization"), is(nullValue()));
    assertThat(
        asked.body(),
        is(
            "grant_type=client_credentials&client_id="
                + id
                + "&client_secret=p%7Ess%2Bw%26rd%3D1&scope=api%3A%2F%2Fchildren%2F.default"));
    assertThat(bearers(), is(List.of("Bearer eyJ-first")));
  }

  @Test
  void idAndSecretGoAsBasicWhereTheFormHoldsTheGrantTypeOnly() throws Exception {
    tokens = new FakeServer(token("eyJ-first"));
    api = new FakeServer(FakeServer.reply(200, ""));

    get(client(ClientCredentials.Style.BASIC_AND_FORM, null));

    FakeServer.Request asked = tokens.requests().get(0);
    assertThat(asked.body(), is("grant_type=client_credentials"));
    assertThat(
        asked.headers().get("Authorization"),
        is(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString((id + ":" + SECRET).getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void allTransportsAndThreadsShareOneToken() throws Exception {
    tokens =
        new FakeServer(
            (connection, out) -> {
              Thread.sleep(200);
              token("eyJ-shared").play(connection, out);
            });
    api = new FakeServer(FakeServer.reply(200, ""));

    List<Future<HttpReply>> replies = getFromThreads();

    for (Future<HttpReply> reply : replies) {
      assertThat(reply.get().status(), is(200));
    }
    assertThat(tokens.requests(), hasSize(1));
    assertThat(bearers(), is(Collections.nCopies(THREADS, "Bearer eyJ-shared")));
  }

  @Test
  void anotherScopeIsAnotherToken() throws Exception {
    tokens = new FakeServer(token("eyJ-a"), token("eyJ-b"));
    api = new FakeServer(FakeServer.reply(200, ""));

    get(client(ClientCredentials.Style.FORM, "a"));
    get(client(ClientCredentials.Style.FORM, "b"));
    get(client(ClientCredentials.Style.FORM, "a"));

    assertThat(bearers(), is(List.of("Bearer eyJ-a", "Bearer eyJ-b", "Bearer eyJ-a")));
  }

  @Test
  void aTokenIsRenewedBeforeItEnds() throws Exception {
    tokens = new FakeServer(token("eyJ-old", "\"expires_in\":2"), token("eyJ-new"));
    api = new FakeServer(FakeServer.reply(200, ""));

    get(inForm());
    get(inForm());
    Thread.sleep(1900);
    get(inForm());

    assertThat(bearers(), is(List.of("Bearer eyJ-old", "Bearer eyJ-old", "Bearer eyJ-new")));
  }

  @Test
  void whenATokenEndsMayBeSaidAsAMoment() throws Exception {
    tokens =
        new FakeServer(
            token("eyJ-old", "\"expires_in\":" + Instant.now().plusSeconds(2).toEpochMilli()),
            token("eyJ-new"));
    api = new FakeServer(FakeServer.reply(200, ""));

    get(inForm());
    Thread.sleep(1900);
    get(inForm());

    assertThat(bearers(), is(List.of("Bearer eyJ-old", "Bearer eyJ-new")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"x\":1",
        "\"expires_in\":\"1800\"",
        "\"expires_in\":0",
        "\"expires_in\":-5",
        "\"expires_in\":1767225600",
        "\"expires_in\":null",
        "\"expires_in\":\"soon\""
      })
  void aLifeInAnyFormMakesNoStormOfTokenRequests(String expiresIn) throws Exception {
    tokens = new FakeServer(token("eyJ-first", expiresIn));
    api = new FakeServer(FakeServer.reply(200, ""));

    for (int i = 0; i < 3; i++) {
      get(inForm());
    }

    assertThat(tokens.requests(), hasSize(1));
  }

  @Test
  void aTokenOfUnknownLifeIsAssumedToLiveAsLongAsTheClientSays() throws Exception {
    tokens = new FakeServer(token("eyJ-old", "\"x\":1"), token("eyJ-new"));
    api = new FakeServer(FakeServer.reply(200, ""));
    Authorization shortLived =
        Authorization.clientCredentials(client().withAssumedLife(Duration.ofSeconds(2)));

    get(shortLived);
    get(shortLived);
    Thread.sleep(1900);
    get(shortLived);

    assertThat(bearers(), is(List.of("Bearer eyJ-old", "Bearer eyJ-old", "Bearer eyJ-new")));
  }

  @Test
  void theMomentWhenATokenEndsIsReadByTheClockOfWhoeverSaysIt() throws Exception {
    Instant slow = Instant.now().minusSeconds(3000);
    tokens =
        new FakeServer(
            FakeServer.reply(
                200,
                "{\"expires_in\":"
                    + (slow.getEpochSecond() + 1800)
                    + ",\"access_token\":\"eyJ-a\"}",
                "Date: "
                    + DateTimeFormatter.RFC_1123_DATE_TIME.format(slow.atZone(ZoneOffset.UTC))));
    api = new FakeServer(FakeServer.reply(200, ""));

    try (Probe probe = Probe.open(settings())) {
      assertThat(probe.token(client()), is(Duration.ofMinutes(30)));
    }
  }

  @ParameterizedTest
  @CsvSource({"other-client,se:cret,client secret", "cli:ent,secret,client id"})
  void aColonThatBasicCannotCarryIsRefusedBeforeAnythingIsSent(
      String clientId, String secret, String what) throws Exception {
    tokens = new FakeServer(token("eyJ-first"));
    api = new FakeServer(FakeServer.reply(200, ""));
    LocalEnvironment.add(Map.of("PURLIN_TEST_ID", clientId, "PURLIN_TEST_SECRET", secret));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                HttpTransport.open(
                    settings(), client(ClientCredentials.Style.BASIC_AND_FORM, null)));

    assertThat(
        refusal.getMessage(),
        is(
            "A "
                + what
                + " that is sent as HTTP Basic must not hold a colon, but this one does. Check that"
                + " it is the "
                + what
                + " alone; if it is, have it sent in the form instead."));
    get(inForm());
    assertThat(tokens.requests(), hasSize(1));
  }

  @Test
  void aScopeMayBeANumber() throws Exception {
    tokens = new FakeServer(token("eyJ-first"));
    api = new FakeServer(FakeServer.reply(200, ""));

    get(client(ClientCredentials.Style.BASIC_AND_FORM, "255901"));

    assertThat(tokens.requests().get(0).body(), is("grant_type=client_credentials&scope=255901"));
  }

  @Test
  void tooManyTokensAreWaitedOutWithinTheBudgetAndThenSaid() throws Exception {
    tokens = new FakeServer(FakeServer.reply(429, "{\"title\":\"Too Many Tokens\"}"));
    api = new FakeServer(FakeServer.reply(200, ""));
    HttpSettings hasty =
        settings().withRetry(TestSettings.QUICK.withBudget(Duration.ofMillis(300)));

    NoAnswerException failure = assertThrows(NoAnswerException.class, () -> get(hasty, inForm()));

    assertThat(tokens.requests(), hasSize(greaterThan(3)));
    assertThat(failure.mayHaveBeenProcessed(), is(false));
    assertThat(
        failure.getMessage(),
        endsWith(
            " attempts: it limits how many tokens this client may have at a time or ask for. Wait"
                + " until older ones end, and see whether other programs use the same client."));
  }

  @Test
  void anEndpointThatRefusesEveryTokenFromNowOnIsNotGivenOneForEachRequest() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), token("eyJ-2"), token("eyJ-3"));
    api = new FakeServer(FakeServer.reply(200, ""), FakeServer.reply(401, ""));
    HttpSettings run = settings();
    assertThat(get(run, inForm()).status(), is(200));

    for (int i = 0; i < 5; i++) {
      assertThat(get(run, inForm()).status(), is(401));
    }

    assertThat(tokens.requests(), hasSize(2));
    assertThat(api.requests(), hasSize(7));
  }

  @Test
  void a401GetsOneNewTokenAndOneMoreRequest() throws Exception {
    tokens = new FakeServer(token("eyJ-revoked"), token("eyJ-good"));
    api = new FakeServer(FakeServer.reply(401, ""), FakeServer.reply(200, "good"));

    HttpReply reply;
    try (HttpTransport transport = HttpTransport.open(settings(), inForm())) {
      reply = transport.post(api.uri("/children"), Body.json("[1]"));
    }

    assertThat(reply.bodyText(), is("good"));
    assertThat(bearers(), is(List.of("Bearer eyJ-revoked", "Bearer eyJ-good")));
    assertThat(api.requests().get(1).body(), is("[1]"));
    assertThat(tokens.requests(), hasSize(2));
  }

  @Test
  void aSecond401IsTheAnswerOfAllThreads() throws Exception {
    tokens = new FakeServer(token("eyJ-1"), token("eyJ-2"));
    api = new FakeServer(FakeServer.reply(401, "not you"));

    HttpSettings run = settings();
    List<Future<HttpReply>> replies = getFromThreads(run);

    for (Future<HttpReply> reply : replies) {
      assertThat(reply.get().status(), is(401));
      assertThat(reply.get().problem(), is("not you"));
    }
    assertThat(api.requests(), hasSize(2));
    assertThat(tokens.requests(), hasSize(2));
  }

  @Test
  void manyThreadsWhoseTokenIsRevokedGetOneNewTokenTogether() throws Exception {
    tokens = new FakeServer(token("eyJ-old"), token("eyJ-new"));
    api =
        new FakeServer(
            FakeServer.reply(200, ""),
            (connection, out) -> {
              boolean old = bearers().stream().filter("Bearer eyJ-new"::equals).count() == 0;
              Thread.sleep(100);
              FakeServer.reply(old ? 401 : 200, "").play(connection, out);
            });
    HttpSettings run = settings();
    get(run, inForm());

    List<Future<HttpReply>> replies = getFromThreads(run);

    for (Future<HttpReply> reply : replies) {
      assertThat(reply.get().status(), is(200));
    }
    assertThat(tokens.requests(), hasSize(2));
  }

  @Test
  void weatherAtTheTokenEndpointIsWaitedOut() throws Exception {
    tokens =
        new FakeServer(
            FakeServer.reply(503, ""),
            FakeServer.reply(429, "", "Retry-After: 1"),
            token("eyJ-late"));
    api = new FakeServer(FakeServer.reply(200, "good"));

    assertThat(get(inForm()).bodyText(), is("good"));
    assertThat(
        tokens.requests().get(2).nanoTime() - tokens.requests().get(1).nanoTime(),
        is(greaterThan(Duration.ofSeconds(1).toNanos())));
  }

  @Test
  void aTokenEndpointThatStaysDownEndsTheTriesAndNothingWasPosted() throws Exception {
    tokens = new FakeServer(FakeServer.reply(503, "maintenance of " + SECRET));
    api = new FakeServer(FakeServer.reply(200, ""));

    NoAnswerException failure;
    try (HttpTransport transport = HttpTransport.open(settings(), inForm())) {
      failure =
          assertThrows(
              NoAnswerException.class, () -> transport.post(api.uri("/children"), Body.json("[]")));
    }

    assertThat(failure.mayHaveBeenProcessed(), is(false));
    assertThat(
        failure.getMessage(),
        allOf(
            startsWith("POST " + api.uri("/children") + " got no whole answer in 1 attempt "),
            endsWith(
                ": no access token, because POST "
                    + tokens.uri("/oauth2/token")
                    + " answered 503 in 3 attempts.")));
    assertThat(api.requests(), hasSize(0));
    assertThat(tokens.requests(), hasSize(3));
  }

  @Test
  void aTokenEndpointThatHangsEndsInATimeOut() throws Exception {
    tokens = new FakeServer(FakeServer.silent(20_000));
    api = new FakeServer(FakeServer.reply(200, ""));
    HttpSettings hasty =
        settings().withTimeouts(Timeouts.DEFAULT.withResponse(Duration.ofMillis(200)));

    NoAnswerException failure = assertThrows(NoAnswerException.class, () -> get(hasty, inForm()));

    assertThat(failure.getMessage(), endsWith("no answer within 200 ms."));
    assertThat(failure.mayHaveBeenProcessed(), is(false));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403})
  void aRefusalNamesTheTokenEndpointAndTheErrorCodeAndNoSecret(int status) throws Exception {
    tokens =
        new FakeServer(
            FakeServer.reply(
                status,
                "{\"error\":\"invalid_client\",\"error_description\":\""
                    + id
                    + " sent "
                    + SECRET
                    + "\"}"));
    api = new FakeServer(FakeServer.reply(200, ""));

    TokenRefusedException refusal = assertThrows(TokenRefusedException.class, () -> get(inForm()));

    assertThat(refusal, is(instanceOf(CredentialsRefusedException.class)));
    assertThat(
        refusal.getMessage(),
        is(
            "The token endpoint "
                + tokens.uri("/oauth2/token")
                + " answered "
                + status
                + " (invalid_client). Check the client id, the client secret (has it run out?), the"
                + " scope and the address of the token endpoint."));
    assertThat(api.requests(), hasSize(0));
  }

  @Test
  void anErrorCodeThatIsNoneIsLeftOut() throws Exception {
    tokens = new FakeServer(FakeServer.reply(401, "{\"error\":\"" + id + " is unknown\"}"));
    api = new FakeServer(FakeServer.reply(200, ""));

    TokenRefusedException refusal = assertThrows(TokenRefusedException.class, () -> get(inForm()));

    assertThat(refusal.getMessage(), containsString("answered 401. Check"));
  }

  @Test
  void refusedCredentialsAreTriedOnceInARunHoweverManyThreadsAsk() throws Exception {
    tokens =
        new FakeServer(
            (connection, out) -> {
              Thread.sleep(200);
              FakeServer.reply(401, "{\"error\":\"invalid_client\"}").play(connection, out);
            });
    api = new FakeServer(FakeServer.reply(200, ""));

    for (Future<HttpReply> reply : getFromThreads(settings().withRun("sign-in-1"))) {
      Exception failure = assertThrows(Exception.class, reply::get);
      assertThat(failure.getCause(), is(instanceOf(TokenRefusedException.class)));
    }
    assertThat(tokens.requests(), hasSize(1));

    assertThrows(TokenRefusedException.class, () -> get(settings().withRun("sign-in-2"), inForm()));
    assertThat(tokens.requests(), hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>Sign in here</html>", "{\"token_type\":\"Bearer\"}", "[]", "null"})
  void anAnswerWithoutATokenIsSaidInASentence(String body) throws Exception {
    tokens = new FakeServer(FakeServer.reply(200, body));
    api = new FakeServer(FakeServer.reply(200, ""));

    IOException failure = assertThrows(IOException.class, () -> get(inForm()));

    assertThat(
        failure.getMessage(),
        is(
            "The token endpoint "
                + tokens.uri("/oauth2/token")
                + " answered 200, but not with JSON that holds an access_token. Check the address"
                + " of the token endpoint, and whether a proxy answers in its place."));
    assertThat(tokens.requests(), hasSize(1));
  }

  @Test
  void aRedirectOfTheTokenEndpointIsNotFollowed() throws Exception {
    api = new FakeServer(FakeServer.reply(200, ""));
    tokens = new FakeServer(FakeServer.reply(302, "", "Location: " + api.uri("/login")));

    IOException failure = assertThrows(IOException.class, () -> get(inForm()));

    assertThat(failure.getMessage(), containsString("answered 302 instead of 200 with a token."));
    assertThat(api.requests(), hasSize(0));
  }

  @Test
  void aTokenEndpointOnAHostThatIsNotAllowedIsRefusedAtOnce() throws Exception {
    api = new FakeServer(FakeServer.reply(200, ""));
    Authorization elsewhere =
        Authorization.clientCredentials(
            new ClientCredentials(
                URI.create("https://login.example/token"),
                Secret.parse("id", "env:PURLIN_TEST_ID"),
                Secret.parse("secret", "env:PURLIN_TEST_SECRET"),
                null,
                ClientCredentials.Style.FORM));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> HttpTransport.open(settings(), elsewhere));
    assertThat(refusal.getMessage(), containsString("https://login.example/token is not allowed"));

    refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                HttpTransport.open(
                    settings(),
                    elsewhere.withHeader("SupplierKey", Secret.parse("k", "env:PURLIN_TEST_ID"))));
    assertThat(refusal.getMessage(), containsString("https://login.example/token is not allowed"));
  }

  @Test
  void aTokenEndpointOverPlainHttpToAnotherMachineIsRefused() throws Exception {
    api = new FakeServer(FakeServer.reply(200, ""));
    Authorization plain =
        Authorization.clientCredentials(
            new ClientCredentials(
                URI.create("http://login.example/token"),
                Secret.parse("id", "env:PURLIN_TEST_ID"),
                Secret.parse("secret", "env:PURLIN_TEST_SECRET"),
                null,
                ClientCredentials.Style.FORM));

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> HttpTransport.open(settings().alsoAllowing("login.example"), plain));
    assertThat(refusal.getMessage(), containsString("is not encrypted"));
  }

  @Test
  void noTextAndNoLogLineHoldsASecretOrAToken() throws Exception {
    tokens = new FakeServer(FakeServer.reply(503, ""), token("eyJ-hidden"), token("eyJ-second"));
    api =
        new FakeServer(FakeServer.reply(401, "eyJ-hidden?"), FakeServer.reply(400, "eyJ-second!"));

    try (LogCapture log = new LogCapture()) {
      HttpReply reply = get(inForm());

      assertThat(reply.problem(), is("***!"));
      assertThat(log.lines(), hasSize(greaterThan(3)));
      String all = String.join("\n", log.lines()) + inForm() + settings();
      for (String secret : List.of(id, SECRET, "eyJ-")) {
        assertThat(all, not(containsString(secret)));
      }
    }
    assertThat(Masker.mask("Bearer eyJ-hidden"), is("Bearer ***"));
  }

  private Authorization inForm() {
    return client(ClientCredentials.Style.FORM, "api://children/.default");
  }

  private Authorization client(ClientCredentials.Style style, String scope) {
    return Authorization.clientCredentials(plain(style, scope));
  }

  private ClientCredentials client() {
    return plain(ClientCredentials.Style.FORM, null);
  }

  private ClientCredentials plain(ClientCredentials.Style style, String scope) {
    return new ClientCredentials(
        tokens.uri("/oauth2/token"),
        Secret.parse("id", "env:PURLIN_TEST_ID"),
        Secret.parse("secret", "env:PURLIN_TEST_SECRET"),
        scope,
        style);
  }

  private HttpSettings settings() {
    return TestSettings.quick(api);
  }

  private HttpReply get(Authorization authorization) throws Exception {
    return get(settings(), authorization);
  }

  private HttpReply get(HttpSettings settings, Authorization authorization) throws Exception {
    try (HttpTransport transport = HttpTransport.open(settings, authorization)) {
      return transport.get(api.uri("/"));
    }
  }

  private List<Future<HttpReply>> getFromThreads() throws Exception {
    return getFromThreads(settings());
  }

  private List<Future<HttpReply>> getFromThreads(HttpSettings settings) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      Callable<HttpReply> get = () -> get(settings, inForm());
      return threads.invokeAll(Collections.nCopies(THREADS, get));
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> bearers() {
    List<String> sent = new ArrayList<>();
    api.requests().forEach(request -> sent.add(request.headers().get("Authorization")));
    return sent;
  }

  private static FakeServer.Behaviour token(String value) {
    return token(value, "\"expires_in\":3599");
  }

  private static FakeServer.Behaviour token(String value, String life) {
    return FakeServer.reply(
        200, "{\"token_type\":\"Bearer\"," + life + ",\"access_token\":\"" + value + "\"}");
  }
}
