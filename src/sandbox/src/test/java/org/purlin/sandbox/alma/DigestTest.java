package org.purlin.sandbox.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.purlin.sandbox.alma.DigestUse.Outcome;

class DigestTest {

  private static final String YEARS = "/v2/oakelem/grade-levels?schoolYearId=";

  private AlmaSandbox alma;
  private AlmaClient client;
  private String target;

  @BeforeEach
  void start() throws Exception {
    alma = AlmaSandbox.start();
    client = AlmaClient.challenged(alma);
    target = YEARS + alma.currentYear(AlmaSettings.ELEMENTARY);
  }

  @AfterEach
  void stop() {
    alma.close();
  }

  private Outcome outcome(Map<String, String> wrong) throws Exception {
    return outcome(client.signature(target, 0, wrong));
  }

  private Outcome outcome(String authorization) throws Exception {
    HttpResponse<String> answer = client.send(target, authorization);
    List<DigestUse> uses = alma.digests();
    Outcome outcome = uses.get(uses.size() - 1).outcome();
    assertThat(answer.statusCode(), is(outcome == Outcome.ACCEPTED ? 200 : 401));
    return outcome;
  }

  @Test
  void theResponseIsThatOfTheExamplesOfTheStandards() {
    var session =
        new DigestAlgorithm.Session(
            "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
            "00000001",
            "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            "auth");
    String realm = "http-auth@example.org";
    String secret = "Circle of Life";
    assertThat(
        DigestAlgorithm.MD5.response("Mufasa", realm, secret, "GET", "/dir/index.html", session),
        is("8ca523f5e9506fed4657c9700eebdbec"));
    assertThat(
        DigestAlgorithm.SHA_256.response(
            "Mufasa", realm, secret, "GET", "/dir/index.html", session),
        is("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"));
    var older =
        new DigestAlgorithm.Session(
            "dcd98b7102dd2f0e8b11d0f600bfb0c093", "00000001", "0a4f113b", "auth");
    assertThat(
        DigestAlgorithm.MD5.response(
            "Mufasa", "testrealm@host.com", "Circle Of Life", "GET", "/dir/index.html", older),
        is("6629fae49393a05397450978507c4ef1"));
  }

  @Test
  void anUnsignedRequestIsChallengedWithoutAnAlgorithm() throws Exception {
    HttpResponse<String> answer = client.send(target, "");
    assertThat(answer.statusCode(), is(401));
    assertThat(
        answer.headers().firstValue("Content-Type").orElse(""), is("application/problem+json"));
    assertThat(AlmaClient.JSON.readTree(answer.body()).path("title").asText(), is("Unauthorized"));
    assertThat(
        answer
            .headers()
            .firstValue("WWW-Authenticate")
            .orElse("")
            .matches(
                "Digest realm=\"oakdistrict\", qop=\"auth\", nonce=\"[0-9a-f]{32}\","
                    + " opaque=\"[0-9a-f]{32}\""),
        is(true));
  }

  @Test
  void oneNonceServesManyCallsAndCostsOneTripEach() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(client.get("oakelem/school-years").statusCode(), is(200));
    }
    assertThat(alma.challenges(), is(1));
    assertThat(alma.requests().size(), is(4));
    assertThat(
        alma.digests().stream().map(DigestUse::count).toList(),
        is(List.of("", "00000001", "00000002", "00000003")));
    assertThat(alma.digests().stream().skip(1).map(DigestUse::nonce).distinct().count(), is(1L));
  }

  @Test
  void countsMayComeInAnyOrderButEachOnlyOnce() throws Exception {
    assertThat(outcome(client.signature(target, 3, Map.of())), is(Outcome.ACCEPTED));
    assertThat(outcome(client.signature(target, 1, Map.of())), is(Outcome.ACCEPTED));
    String nonce = client.challenge().get("nonce");
    assertThat(outcome(client.signature(target, 3, Map.of())), is(Outcome.REPLAYED_COUNT));
    assertThat(client.challenge().get("nonce"), is(not(nonce)));
    assertThat(client.challenge(), not(hasKey("stale")));
    assertThat(outcome(client.signature(target, 3, Map.of())), is(Outcome.ACCEPTED));
  }

  @Test
  void theSignedUriMustBePathAndQueryExactlyAsSent() throws Exception {
    String path = target.substring(0, target.indexOf('?'));
    assertThat(outcome(client.signature(path, 0, Map.of())), is(Outcome.WRONG_URI));
    target = "/v2/oakelem/students?status%5B%5D=Active";
    assertThat(
        outcome(client.signature("/v2/oakelem/students?status[]=Active", 0, Map.of())),
        is(Outcome.WRONG_URI));
    assertThat(outcome(client.signature(target, 0, Map.of())), is(Outcome.ACCEPTED));
    assertThat(alma.digests().get(3).target(), is(target));
    assertThat(outcome(Map.of("uri", target + "x")), is(Outcome.WRONG_URI));
  }

  @Test
  void everyWrongPartIsTold() throws Exception {
    assertThat(outcome(Map.of("username", "other")), is(Outcome.WRONG_KEY));
    assertThat(outcome(Map.of("realm", "other")), is(Outcome.WRONG_REALM));
    assertThat(outcome(Map.of("opaque", "other")), is(Outcome.WRONG_OPAQUE));
    assertThat(outcome(Map.of("nonce", "other")), is(Outcome.UNKNOWN_NONCE));
    assertThat(outcome(Map.of("response", "other")), is(Outcome.WRONG_RESPONSE));
    assertThat(outcome(Map.of("algorithm", "SHA-256")), is(Outcome.WRONG_ALGORITHM));
    assertThat(outcome(Map.of("algorithm", "MD5")), is(Outcome.ACCEPTED));
    assertThat(outcome(Map.of("opaque", "")), is(Outcome.MALFORMED));
    assertThat(outcome(Map.of("qop", "auth-int")), is(Outcome.MALFORMED));
    assertThat(outcome(Map.of("qop", "")), is(Outcome.MALFORMED));
    assertThat(outcome(Map.of("qop", "\"auth\"")), is(Outcome.MALFORMED));
    assertThat(outcome(Map.of("nc", "1")), is(Outcome.MALFORMED));
    assertThat(outcome("Digest username=\"a\""), is(Outcome.MALFORMED));
    assertThat(outcome("Basic YTpi"), is(Outcome.MALFORMED));
    assertThat(outcome(""), is(Outcome.UNSIGNED));
  }

  @Test
  void aWrongSecretNeverGetsIn() throws Exception {
    AlmaClient wrong = new AlmaClient(alma, "not-the-secret");
    for (int i = 0; i < 3; i++) {
      assertThat(wrong.get("oakelem/school-years").statusCode(), is(401));
      assertThat(wrong.challenge(), not(hasKey("stale")));
    }
    assertThat(alma.counts(), is(aMapWithSize(0)));
  }

  @Test
  void expiredNoncesAreToldToBeStaleOnlyToWhoKnowsTheSecret() throws Exception {
    assertThat(outcome(Map.of()), is(Outcome.ACCEPTED));
    alma.expireNonces();
    assertThat(outcome(Map.of("response", "other")), is(Outcome.WRONG_RESPONSE));
    client = AlmaClient.challenged(alma);
    alma.expireNonces();
    assertThat(outcome(Map.of()), is(Outcome.STALE_NONCE));
    assertThat(client.challenge(), hasEntry("stale", "true"));
    assertThat(outcome(Map.of()), is(Outcome.ACCEPTED));
  }

  @Test
  void changedNoncesAreChallengedWithoutAWord() throws Exception {
    alma.changeNonces();
    assertThat(outcome(Map.of()), is(Outcome.UNKNOWN_NONCE));
    assertThat(client.challenge(), not(hasKey("stale")));
    assertThat(outcome(Map.of()), is(Outcome.ACCEPTED));
  }

  @Test
  void sha256IsNamedInTheChallengeAndMustBeNamedInTheAnswer() throws Exception {
    stop();
    alma = AlmaSandbox.start(AlmaSettings.defaults().withAlgorithm(DigestAlgorithm.SHA_256));
    client = AlmaClient.challenged(alma);
    assertThat(client.challenge(), hasEntry("algorithm", "SHA-256"));
    assertThat(outcome(Map.of()), is(Outcome.ACCEPTED));
    assertThat(outcome(Map.of("algorithm", "")), is(Outcome.WRONG_ALGORITHM));
  }

  @Test
  void realmKeyAndSecretCanBeOthers() throws Exception {
    stop();
    alma = AlmaSandbox.start(AlmaSettings.defaults().withRealm("elmdistrict").withClient("k", "s"));
    client = AlmaClient.challenged(alma);
    assertThat(client.challenge(), hasEntry("realm", "elmdistrict"));
    assertThat(outcome(Map.of()), is(Outcome.WRONG_KEY));
    assertThat(
        AlmaClient.statusWithJavasOwn(alma, "GET", "/v2/elmdistrict/school-years", "k", "s"),
        is(200));
  }

  @Test
  void javasOwnDigestGetsIn() throws Exception {
    assertThat(
        AlmaClient.statusWithJavasOwn(alma, "GET", target, AlmaSettings.KEY, AlmaSettings.SECRET),
        is(200));
    List<DigestUse> uses = alma.digests();
    assertThat(uses.get(uses.size() - 1).target(), is(target));
  }
}
