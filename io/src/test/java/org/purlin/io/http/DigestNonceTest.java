package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** How a nonce is shared and counted, what takes its place, and when we are refused. */
@Timeout(30)
class DigestNonceTest {

  private static final int THREADS = 8;

  private final Authorization digest =
      Authorization.digest(
          FakeDigestServer.USER, Secret.parse("password", "env:PURLIN_TEST_DIGEST_PASSWORD"));

  private FakeDigestServer server;

  @BeforeEach
  void listen() throws Exception {
    server = new FakeDigestServer();
    know(FakeDigestServer.PASSWORD);
  }

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    server.close();
  }

  @Test
  void laterRequestsAreOneTripEachWithARisingCount() throws Exception {
    try (HttpTransport transport = open("1")) {
      for (int i = 0; i < 3; i++) {
        assertThat(transport.get(server.uri("/page?number=" + i)).status(), is(200));
      }
    }

    assertThat(server.statuses(), is(List.of(401, 200, 200, 200)));
    assertThat(
        server.seen().stream().map(one -> one.get("nc")).skip(1).toList(),
        is(List.of("00000001", "00000002", "00000003")));
  }

  @Test
  void anotherTransportNeedsNoChallengeOfItsOwn() throws Exception {
    get("1");
    get("1");
    get("2");

    assertThat(server.statuses(), is(List.of(401, 200, 200, 200)));
    assertThat(server.counts("nonce-0"), is(List.of("00000001", "00000002", "00000003")));
  }

  @Test
  void anotherAuthorizationDoesNotUseTheNonce() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_DIGEST_OTHER", FakeDigestServer.PASSWORD));
    Authorization other =
        Authorization.digest(
            FakeDigestServer.USER, Secret.parse("password", "env:PURLIN_TEST_DIGEST_OTHER"));
    get("1");

    try (HttpTransport transport = HttpTransport.open(settings("1"), other)) {
      server.changeNonce();
      assertThat(transport.get(server.uri("/")).status(), is(200));
    }

    assertThat(server.statuses(), is(List.of(401, 200, 401, 200)));
    assertThat(server.seen().get(2).authorization(), is(nullValue()));
  }

  @Test
  void manyThreadsAndTransportsShareOneNonceAndNoTwoACount() throws Exception {
    assertThat(inThreads(80, () -> get("1")), everyItem(is(200)));

    assertThat(server.statuses().stream().filter(status -> status == 401).toList(), hasSize(1));
    assertThat(
        server.counts("nonce-0"),
        is(IntStream.rangeClosed(1, 80).mapToObj(i -> String.format("%08x", i)).toList()));
  }

  @Test
  void aStaleNonceIsReplacedAtOnce() throws Exception {
    get("1");
    server.callStale(1);

    assertThat(get("1"), is(200));
    assertThat(get("1"), is(200));

    assertThat(server.statuses(), is(List.of(401, 200, 401, 200, 200)));
    assertThat(server.counts("nonce-1"), is(List.of("00000001", "00000002")));
  }

  @Test
  void aNonceThatIsStaleTwiceInARowIsReplacedTwice() throws Exception {
    get("1");
    server.callStale(2);

    assertThat(get("1"), is(200));

    assertThat(server.statuses(), is(List.of(401, 200, 401, 401, 200)));
    assertThat(server.counts("nonce-2"), is(List.of("00000001")));
  }

  @Test
  void aServerThatCallsEachNonceStaleIsLeftAloneInTheEnd() throws Exception {
    get("1");
    server.callStale(100);

    assertThat(get("1"), is(401));

    assertThat(server.statuses(), is(List.of(401, 200, 401, 401, 401, 401)));
  }

  @Test
  void anotherNonceIsAnsweredThoughNobodySaysThatTheFirstWasStale() throws Exception {
    server.challengeWith(
        "Digest realm=\"willowbrook\", qop=\"auth\", nonce=\"NONCE\", stale=false");
    get("1");
    server.changeNonce();

    assertThat(get("1"), is(200));

    assertThat(server.statuses(), is(List.of(401, 200, 401, 200)));
    assertThat(server.counts("nonce-1"), is(List.of("00000001")));
  }

  @Test
  void whenTheNonceChangesUnderManyThreadsTheyAllGoOnWithTheNewOne() throws Exception {
    get("1");
    server.changeNonce();

    assertThat(inThreads(80, () -> get("1")), everyItem(is(200)));

    assertThat(server.statuses().size(), is(lessThanOrEqualTo(2 + 80 + THREADS)));
    assertThat(
        server.counts("nonce-1"),
        is(IntStream.rangeClosed(1, 80).mapToObj(i -> String.format("%08x", i)).toList()));
  }

  @Test
  void theSameNonceOnceMoreIsARefusal() throws Exception {
    get("1");
    server.usePassword("another");

    assertThat(get("1"), is(401));

    assertThat(server.statuses(), is(List.of(401, 200, 401)));
  }

  @Test
  void aWrongPasswordIsShownOnceHoweverManyThreadsAsk() throws Exception {
    know("not the password");

    assertThat(inThreads(THREADS, () -> get("1")), everyItem(is(401)));
    assertThat(get("1"), is(401));

    assertThat(server.statuses(), is(List.of(401, 401)));
    assertThat(server.seen().get(0).authorization(), is(nullValue()));
  }

  @Test
  void aWrongPasswordIsShownOnceThoughEach401HasAnotherNonce() throws Exception {
    know("not the password");
    server.changeNonceWithEach401();

    assertThat(inThreads(THREADS, () -> get("1")), everyItem(is(401)));

    assertThat(server.statuses(), is(List.of(401, 401)));
  }

  @Test
  void aPasswordThatWasMendedIsUsedByTheNextRun() throws Exception {
    know("not the password");
    assertThat(get("1"), is(401));
    know(FakeDigestServer.PASSWORD);

    assertThat(get("2"), is(200));
  }

  private static void know(String password) {
    LocalEnvironment.add(Map.of("PURLIN_TEST_DIGEST_PASSWORD", password));
  }

  private List<Integer> inThreads(int calls, Callable<Integer> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Integer> results = new ArrayList<>();
      for (Future<Integer> result : threads.invokeAll(Collections.nCopies(calls, call))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private int get(String run) throws Exception {
    try (HttpTransport transport = open(run)) {
      return transport.get(server.uri("/")).status();
    }
  }

  private HttpTransport open(String run) {
    return HttpTransport.open(settings(run), digest);
  }

  private HttpSettings settings(String run) {
    return HttpSettings.forEndpoint(server.uri("/"))
        .withRetry(TestSettings.QUICK)
        .withRun(run + " of " + server.uri("/"));
  }
}
