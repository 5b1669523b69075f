package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.http.FakeDigestServer.Seen;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** Which challenges are answered, with what, and where the answer goes. */
@Timeout(30)
class DigestTest {

  private final Authorization digest =
      Authorization.digest(
          Secret.parse("user", "env:PURLIN_TEST_DIGEST_USER"),
          Secret.parse("password", "env:PURLIN_TEST_DIGEST_PASSWORD"));

  private FakeDigestServer home;

  @BeforeEach
  void listen() throws Exception {
    home = new FakeDigestServer();
    LocalEnvironment.add(
        Map.of(
            "PURLIN_TEST_DIGEST_USER",
            FakeDigestServer.USER,
            "PURLIN_TEST_DIGEST_PASSWORD",
            FakeDigestServer.PASSWORD));
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    home.close();
  }

  @Test
  void theFirstRequestSaysNothingAndItsChallengeIsAnswered() throws Exception {
    assertThat(get("/v2/wil/ping").bodyText(), is("good"));

    assertThat(home.statuses(), is(List.of(401, 200)));
    assertThat(home.seen().get(0).authorization(), is(nullValue()));
    Seen answer = home.seen().get(1);
    assertThat(answer.authorization(), startsWith("Digest "));
    assertThat(answer.get("username"), is("key-of-the-app"));
    assertThat(answer.get("realm"), is("willowbrook"));
    assertThat(answer.get("nonce"), is("nonce-0"));
    assertThat(answer.get("uri"), is("/v2/wil/ping"));
    assertThat(answer.get("qop"), is("auth"));
    assertThat(answer.get("nc"), is("00000001"));
    assertThat(answer.get("opaque"), is(FakeDigestServer.OPAQUE));
    assertThat(answer.get("cnonce"), matchesPattern("[0-9a-f]{16,}"));
    assertThat(answer.get("algorithm"), is(nullValue()));
  }

  @Test
  void thePathAndTheQueryAreSignedAsTheyStandOnTheRequestLine() throws Exception {
    String target = "/v2/wil/students?schoolYearId=65f0&status%5B%5D=Active&status%5B%5D=Not%20in";

    assertThat(get(target).status(), is(200));

    assertThat(home.seen().get(1).target(), is(target));
    assertThat(home.seen().get(1).get("uri"), is(target));
  }

  @Test
  void anEndpointWithoutAPathIsSignedAsASlash() throws Exception {
    assertThat(get("").status(), is(200));
    assertThat(home.seen().get(1).get("uri"), is("/"));
  }

  @Test
  void theMethodIsSignedAndTheBodyIsSentWithTheAnswer() throws Exception {
    try (HttpTransport transport = open()) {
      assertThat(transport.post(home.uri("/x"), Body.json("{}")).status(), is(200));
      assertThat(transport.put(home.uri("/x"), Body.json("[]")).status(), is(200));
      assertThat(transport.delete(home.uri("/x"), Map.of()).status(), is(200));
    }

    assertThat(
        home.seen().stream().map(one -> one.method() + one.body()).toList(),
        is(List.of("POST{}", "POST{}", "PUT[]", "DELETE")));
  }

  @Test
  void aPlainUserIsSentAsItIs() throws Exception {
    Authorization plain =
        Authorization.digest(
            FakeDigestServer.USER, Secret.parse("password", "env:PURLIN_TEST_DIGEST_PASSWORD"));

    try (HttpTransport transport = HttpTransport.open(settings(), plain)) {
      assertThat(transport.get(home.uri("/")).status(), is(200));
    }
  }

  @Test
  void aUserWithAColonIsRefusedWithoutBeingRepeated() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Authorization.digest(
                    "a:b", Secret.parse("password", "env:PURLIN_TEST_DIGEST_PASSWORD")));
    assertThat(
        refusal.getMessage(),
        is("The user of HTTP Digest must not hold a colon or a control character (RFC 7616)."));
  }

  @Test
  void aSecretHeaderGoesAlongFromTheStart() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_SUPPLIER_KEY", "supplier-0815"));
    Authorization both =
        digest.withHeader("SupplierKey", Secret.parse("key", "env:PURLIN_TEST_SUPPLIER_KEY"));

    try (HttpTransport transport = HttpTransport.open(settings(), both)) {
      assertThat(transport.get(home.uri("/")).status(), is(200));
    }

    assertThat(home.statuses(), is(List.of(401, 200)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MD5", "SHA-256", "SHA-512-256"})
  void theAlgorithmThatIsNamedIsUsed(String algorithm) throws Exception {
    home.useAlgorithm(algorithm);

    assertThat(get("/x?y=1").status(), is(200));

    assertThat(home.seen().get(1).get("algorithm"), is(algorithm));
  }

  @Test
  void theFirstAlgorithmThatWeHaveIsChosen() throws Exception {
    home.useAlgorithm("SHA-256");
    home.challengeWith(
        challenge("algorithm=TIGER-192"),
        challenge("algorithm=SHA-256"),
        challenge("algorithm=MD5"));

    assertThat(get("/").status(), is(200));
  }

  @Test
  void digestIsChosenAmongOthers() throws Exception {
    home.challengeWith(
        "Negotiate", "Basic realm=\"willowbrook\", " + challenge("algorithm=MD5"), "Bearer");

    assertThat(get("/").status(), is(200));
  }

  @Test
  void authIsChosenWhereTheBodyMayBeSignedToo() throws Exception {
    home.challengeWith("Digest realm=\"willowbrook\", qop=\"auth-int, auth\", nonce=\"NONCE\"");

    try (HttpTransport transport = open()) {
      assertThat(transport.post(home.uri("/"), Body.json("{}")).status(), is(200));
    }

    assertThat(home.seen().get(1).get("qop"), is("auth"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic realm=\"willowbrook\"",
        "Digest",
        "Digest realm",
        "Digest realm=\"willowbrook\", qop=\"auth\"",
        "Digest qop=\"auth\", nonce=\"NONCE\"",
        "Digest realm=\"willowbrook\", qop=\"auth-int\", nonce=\"NONCE\"",
        "Digest realm=\"willowbrook\", qop=\"auth\", nonce=\"NONCE\", algorithm=TIGER-192",
        ",,=\"",
        ""
      })
  void aChallengeThatCannotBeAnsweredIsARefusalWithoutASecret(String challenge) throws Exception {
    home.challengeWith(challenge);

    assertThat(get("/").status(), is(401));
    assertThat(get("/").status(), is(401));

    assertThat(home.seen(), hasSize(1));
    assertThat(home.seen().get(0).authorization(), is(nullValue()));
  }

  @Test
  void aRedirectOnTheSameServerIsSignedAnew() throws Exception {
    home.redirect("/old?a=1", "/new?b=2");

    assertThat(get("/old?a=1").bodyText(), is("good"));

    assertThat(home.statuses(), is(List.of(401, 302, 200)));
    assertThat(home.seen().get(2).get("uri"), is("/new?b=2"));
    assertThat(home.seen().get(2).get("nc"), is("00000002"));
  }

  @Test
  void anAnswerIsNeverSentToAnotherServer() throws Exception {
    try (FakeServer other =
        new FakeServer(FakeServer.reply(401, "", "WWW-Authenticate: " + challenge("x=1")))) {
      home.redirect("/", other.uri("/elsewhere").toString());

      assertThat(get("/").status(), is(401));

      assertThat(other.requests(), hasSize(1));
      assertThat(other.requests().get(0).headers().get("Authorization"), is(nullValue()));
    }
  }

  @Test
  void noMessageOrLogLineHoldsTheUserThePasswordOrAnAnswer() throws Exception {
    List<String> said = new ArrayList<>();
    try (LogCapture log = new LogCapture()) {
      get("/");
      home.usePassword("another");
      HttpReply refused = get("/");
      said.add(refused.toString());
      said.add(digest.toString());
      said.add(DigestChallenge.in(refused.headers()).map(DigestChallenge::toString).orElse("none"));
      home.usePassword(FakeDigestServer.PASSWORD);
      home.redirect("/", "https://elsewhere.example/");
      Exception astray = assertThrows(RefusedAddressException.class, () -> get("/"));
      said.add(astray.toString());
      said.addAll(log.lines());
    }

    assertThat(said.get(1), is("digest(" + reference("USER") + ", " + reference("PASSWORD") + ")"));
    assertThat(said.get(2), is("a Digest challenge"));
    assertThat(said.size() > 6, is(true));
    for (Seen one : home.seen()) {
      for (String line : said) {
        assertThat(line, not(one.authorization() != null && line.contains(one.get("response"))));
        assertThat(line.contains("nonce-0"), is(false));
        assertThat(line.contains(FakeDigestServer.USER), is(false));
        assertThat(line.contains(FakeDigestServer.PASSWORD), is(false));
      }
    }
  }

  private static String reference(String name) {
    return Secret.parse("x", "env:PURLIN_TEST_DIGEST_" + name).toString();
  }

  private static String challenge(String more) {
    return "Digest realm=\"willowbrook\", qop=\"auth\", nonce=\"NONCE\", " + more;
  }

  private HttpReply get(String target) throws Exception {
    try (HttpTransport transport = open()) {
      return transport.get(home.uri(target));
    }
  }

  private HttpTransport open() {
    return HttpTransport.open(settings(), digest);
  }

  /** All of one test are one run, however many there are. */
  private HttpSettings settings() {
    return HttpSettings.forEndpoint(home.uri("/"))
        .withRetry(TestSettings.QUICK)
        .withRun("one of " + home.uri("/"));
  }
}
