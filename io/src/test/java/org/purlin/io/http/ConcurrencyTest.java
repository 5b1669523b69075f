package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.io.secret.LocalEnvironment;
import org.purlin.io.secret.Secret;

/** Many threads at one endpoint, by what the endpoint sees. */
@Timeout(60)
class ConcurrencyTest {

  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private FakeServer server;

  @AfterEach
  void stop() {
    LocalEnvironment.clear();
    server.close();
  }

  @Test
  void neverMoreThanTheMostAreUnderWay() throws Exception {
    server = new FakeServer(slowly(30, FakeServer.reply(200, "good")));

    List<Future<HttpReply>> replies = get(quick().withConcurrency(3), 12, 60);

    for (Future<HttpReply> reply : replies) {
      assertThat(reply.get().bodyText(), is("good"));
    }
    assertThat(mostUnderWay.get(), is(lessThanOrEqualTo(3)));
    assertThat(server.requests(), hasSize(60));
  }

  @Test
  void noMoreThanTheStartAreUnderWayWhileNothingIsAnswered() throws Exception {
    CountDownLatch answers = new CountDownLatch(1);
    server =
        new FakeServer(
            (connection, out) -> {
              boolean released = answers.await(20, TimeUnit.SECONDS);
              FakeServer.reply(released ? 200 : 500, "good").play(connection, out);
            });
    ExecutorService caller = Executors.newSingleThreadExecutor();
    try {
      Future<List<Future<HttpReply>>> replies =
          caller.submit(() -> get(quick().withConcurrency(8, 2), 8, 8));
      for (int i = 0; i < 200 && server.requests().size() < 2; i++) {
        Thread.sleep(20);
      }
      Thread.sleep(200);
      assertThat(server.requests(), hasSize(2));
      answers.countDown();
      for (Future<HttpReply> reply : replies.get()) {
        assertThat(reply.get().bodyText(), is("good"));
      }
    } finally {
      caller.shutdownNow();
    }
    assertThat(server.requests(), hasSize(8));
  }

  @Test
  void aStatusThatIsNamedAnOverloadIsWaitedOutByFewerAtATime() throws Exception {
    AtomicInteger tooMany = new AtomicInteger();
    server =
        new FakeServer(
            (connection, out) -> {
              int here = underWay.incrementAndGet();
              Thread.sleep(20);
              underWay.decrementAndGet();
              boolean refused = here > 2;
              tooMany.addAndGet(refused ? 1 : 0);
              FakeServer.reply(refused ? 403 : 200, "").play(connection, out);
            });
    HttpSettings settings =
        quick()
            .withRefusals(Set.of(401))
            .withOverloadStatuses(Set.of(403))
            .withRetry(TestSettings.QUICK.withAttempts(50).withStatuses(Set.of(403)))
            .withConcurrency(10, 2);

    for (Future<HttpReply> reply : get(settings, 10, 100)) {
      assertThat(reply.get().status(), is(200));
    }
    int withCuts = tooMany.getAndSet(0);
    get(settings.withOverloadStatuses(Set.of()), 10, 100);

    assertThat(withCuts, is(greaterThan(0)));
    assertThat(withCuts * 2, is(lessThan(tooMany.get())));
  }

  @Test
  void moreAreUnderWayAfterRoundsOfGoodAnswers() throws Exception {
    server = new FakeServer(slowly(20, FakeServer.reply(200, "good")));

    get(quick().withConcurrency(16), 16, 400);

    assertThat(mostUnderWay.get(), is(allOf(greaterThan(Window.START), lessThanOrEqualTo(16))));
  }

  @Test
  void withoutItAllThreadsAskAtOnce() throws Exception {
    server = new FakeServer(slowly(200, FakeServer.reply(200, "good")));

    get(quick(), 12, 12);

    assertThat(mostUnderWay.get(), is(greaterThan(Window.START)));
  }

  @Test
  void oneThreadsLimitHoldsBackTheOthers() throws Exception {
    server =
        new FakeServer(FakeServer.reply(429, "", "Retry-After: 1"), FakeServer.reply(200, "good"));

    ExecutorService first = Executors.newSingleThreadExecutor();
    try (HttpTransport transport = open(quick().withConcurrency(8))) {
      Callable<HttpReply> get = () -> transport.get(server.uri("/"));
      Future<HttpReply> limited = first.submit(get);
      for (int i = 0; i < 100 && server.requests().isEmpty(); i++) {
        Thread.sleep(20);
      }
      // The answer is on its way for a moment longer than the request was.
      Thread.sleep(200);
      for (Future<HttpReply> reply : inThreads(8, 8, get)) {
        assertThat(reply.get().status(), is(200));
      }
      assertThat(limited.get().attempts(), is(2));
    } finally {
      first.shutdownNow();
    }
    long limitedAt = server.requests().get(0).nanoTime();
    for (FakeServer.Request request : server.requests().subList(1, 10)) {
      assertThat((request.nanoTime() - limitedAt) / 1_000_000, is(greaterThanOrEqualTo(1000L)));
    }
  }

  @Test
  void allCallsAreAnsweredThoughTheServerLimitsThem() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    server =
        new FakeServer(
            (connection, out) ->
                (asked.incrementAndGet() % 3 == 0
                        ? FakeServer.reply(200, "good")
                        : FakeServer.reply(429, "", "Retry-After: 60000"))
                    .play(connection, out));
    HttpSettings settings =
        quick()
            .withRetry(
                TestSettings.QUICK.withAttempts(2).withLongestRetryAfter(Duration.ofMillis(20)))
            .withConcurrency(8);

    for (Future<HttpReply> reply : get(settings, 8, 40)) {
      assertThat(reply.get().bodyText(), is("good"));
    }
  }

  @Test
  void aDeadEndpointIsNotAskedForEachCallAnew() throws Exception {
    server = new FakeServer(FakeServer.reset());
    HttpSettings settings =
        quick()
            .withRetry(
                RetryPolicy.DEFAULT
                    .withBudget(Duration.ofMillis(500))
                    .withBackoff(Duration.ofMillis(50), Duration.ofMillis(50)))
            .withConcurrency(4);

    try (HttpTransport transport = open(settings)) {
      Callable<HttpReply> get = () -> transport.get(server.uri("/"));
      inThreads(4, 8, get);
      int askedUntilDead = server.requests().size();
      List<Future<HttpReply>> late = inThreads(4, 1000, get);

      for (Future<HttpReply> reply : late) {
        ExecutionException end = assertThrows(ExecutionException.class, reply::get);
        assertThat(end.getCause(), is(instanceOf(EndpointDeadException.class)));
      }
      assertThat(server.requests(), hasSize(askedUntilDead));
    }
  }

  @Test
  void callsThatWaitForTheFirstVerdictOnOurCredentialsAreEndedToo() throws Exception {
    LocalEnvironment.add(Map.of("PURLIN_TEST_TOKEN", "eyJ-hanging"));
    server = new FakeServer(FakeServer.silent(20_000));
    HttpSettings settings =
        quick()
            .withTimeouts(Timeouts.DEFAULT.withResponse(Duration.ofMillis(300)))
            .withRetry(RetryPolicy.DEFAULT.withBudget(Duration.ofMillis(500)))
            .withConcurrency(8);

    long start = System.nanoTime();
    try (HttpTransport transport =
        HttpTransport.open(
            settings, Authorization.bearer(Secret.parse("token", "env:PURLIN_TEST_TOKEN")))) {
      for (Future<HttpReply> reply : inThreads(8, 8, () -> transport.get(server.uri("/")))) {
        ExecutionException end = assertThrows(ExecutionException.class, reply::get);
        assertThat(end.getCause(), is(instanceOf(NoAnswerException.class)));
      }
    }
    assertThat(server.requests().size(), is(lessThanOrEqualTo(3)));
    assertThat(
        (System.nanoTime() - start) / 1_000_000,
        is(allOf(greaterThanOrEqualTo(500L), lessThan(5000L))));
  }

  private FakeServer.Behaviour slowly(long millis, FakeServer.Behaviour then) {
    return (connection, out) -> {
      int here = underWay.incrementAndGet();
      mostUnderWay.accumulateAndGet(here, Math::max);
      Thread.sleep(millis);
      underWay.decrementAndGet();
      then.play(connection, out);
    };
  }

  private HttpSettings quick() {
    return TestSettings.quick(server);
  }

  private static HttpTransport open(HttpSettings settings) {
    return HttpTransport.open(settings, Authorization.none());
  }

  private List<Future<HttpReply>> get(HttpSettings settings, int threads, int calls)
      throws Exception {
    try (HttpTransport transport = open(settings)) {
      return inThreads(threads, calls, () -> transport.get(server.uri("/")));
    }
  }

  /** Returns when all calls have ended. */
  private static List<Future<HttpReply>> inThreads(int threads, int calls, Callable<HttpReply> call)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return new ArrayList<>(pool.invokeAll(Collections.nCopies(calls, call)));
    } finally {
      pool.shutdownNow();
    }
  }
}
