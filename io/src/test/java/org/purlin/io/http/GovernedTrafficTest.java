package org.purlin.io.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns, holds and the death of an endpoint, by a clock that only moves when told. */
@Timeout(30)
class GovernedTrafficTest {

  private static final RetryPolicy PATIENT_FOR_A_MINUTE =
      RetryPolicy.DEFAULT.withBudget(Duration.ofSeconds(60));

  private final AtomicLong now = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void atMostSoManyHaveATurn() throws Exception {
    Traffic traffic = traffic(2);
    Traffic.Turn first = traffic.enter();
    traffic.enter();
    Future<Traffic.Turn> third = threads.submit(traffic::enter);
    assertStillWaits(third);

    first.close();

    third.get(5, TimeUnit.SECONDS);
  }

  @Test
  void anOverloadLetsFewerPass() throws Exception {
    Traffic traffic = traffic(2);
    try (Traffic.Turn first = traffic.enter();
        Traffic.Turn second = traffic.enter()) {
      first.answered(reply(503));
      second.answered(reply(503));
    }

    try (Traffic.Turn only = traffic.enter()) {
      only.check();
      assertStillWaits(threads.submit(traffic::enter));
    }
  }

  @Test
  void aStatusThatIsNamedAnOverloadLetsFewerPass() throws Exception {
    Traffic traffic = traffic(2, Set.of(403));
    try (Traffic.Turn first = traffic.enter();
        Traffic.Turn second = traffic.enter()) {
      first.answered(reply(403));
      second.answered(reply(403));
    }

    try (Traffic.Turn only = traffic.enter()) {
      only.check();
      assertStillWaits(threads.submit(traffic::enter));
    }
  }

  @Test
  void aStatusThatIsNamedAnOverloadHoldsEverybodyBackWhereItSaysHowLong() throws Exception {
    Traffic traffic =
        new GovernedTraffic(
            "https://a.example:443",
            new Window(4, Window.START),
            Set.of(403),
            PATIENT_FOR_A_MINUTE,
            System::nanoTime);
    long start = System.nanoTime();
    try (Traffic.Turn turn = traffic.enter()) {
      turn.answered(reply(403, "1"));
    }

    traffic.enter().close();

    assertThat((System.nanoTime() - start) / 1_000_000, is(greaterThanOrEqualTo(1000L)));
  }

  @Test
  void goodAnswersAndRefusalsOfOneRecordCutNothing() throws Exception {
    Traffic traffic = traffic(2);
    for (int status : new int[] {200, 201, 400, 403, 404, 409, 500}) {
      try (Traffic.Turn turn = traffic.enter()) {
        turn.answered(reply(status));
      }
    }

    traffic.enter();
    traffic.enter();
  }

  @Test
  void whoeverIsInterruptedStopsWaitingForATurn() throws Exception {
    Traffic traffic = traffic(1);
    traffic.enter();
    Future<Traffic.Turn> second = threads.submit(traffic::enter);
    assertStillWaits(second);

    threads.shutdownNow();

    ExecutionException end =
        assertThrows(ExecutionException.class, () -> second.get(5, TimeUnit.SECONDS));
    assertThat(end.getCause(), is(instanceOf(InterruptedException.class)));
  }

  @Test
  void aTurnThatDoesNotComeWithinTheBudgetEndsTheCallAsOneThatWasNotSent() throws Exception {
    Traffic traffic =
        new GovernedTraffic(
            "https://a.example:443",
            new Window(1, Window.START),
            Set.of(),
            RetryPolicy.DEFAULT.withBudget(Duration.ofMillis(100)),
            System::nanoTime);
    traffic.enter();

    NoAnswerException failure =
        assertThrows(
            NoAnswerException.class,
            () -> tries(PATIENT_FOR_A_MINUTE, traffic).run(turn -> reply(200)));

    assertThat(failure.attempts(), is(0));
    assertThat(failure.mayHaveBeenProcessed(), is(false));
    assertThat(failure.getMessage(), endsWith("no turn to send it within 100 ms."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "60000"})
  void nobodyPassesAfterA429BeforeTheMomentItNamesWithinItsCap(String retryAfter) throws Exception {
    Traffic traffic =
        new GovernedTraffic(
            "https://a.example:443",
            new Window(4, Window.START),
            Set.of(),
            PATIENT_FOR_A_MINUTE.withLongestRetryAfter(Duration.ofMillis(1200)),
            System::nanoTime);
    long start = System.nanoTime();
    try (Traffic.Turn turn = traffic.enter()) {
      turn.answered(reply(429, retryAfter));
    }

    traffic.enter().close();

    assertThat(
        (System.nanoTime() - start) / 1_000_000,
        is(allOf(greaterThanOrEqualTo(1000L), lessThan(5000L))));
  }

  @Test
  void a503HoldsBackOnlyWhoGotIt() throws Exception {
    Traffic traffic = traffic(4);
    try (Traffic.Turn turn = traffic.enter()) {
      turn.answered(reply(503, "50"));
    }

    traffic.enter().close();
  }

  @Test
  void whenTheEndpointDiesAllWhoWaitAreToldAtOnce() throws Exception {
    Traffic traffic = traffic(1);
    Traffic.Turn turn = traffic.enter();
    Future<?> queued = threads.submit(traffic::enter);
    Future<?> pausing =
        threads.submit(
            () -> {
              traffic.pause(Duration.ofMinutes(10));
              return null;
            });
    assertStillWaits(queued);
    assertStillWaits(pausing);

    pass(60);
    turn.failed(WeatherException.noAnswer("Connection refused", null));

    for (Future<?> waiting : List.of(queued, pausing)) {
      ExecutionException end =
          assertThrows(ExecutionException.class, () -> waiting.get(5, TimeUnit.SECONDS));
      assertThat(end.getCause(), is(instanceOf(Obituary.class)));
      assertThat(end.getCause().getMessage(), endsWith("; last reason: Connection refused"));
    }
    assertThrows(Obituary.class, traffic::enter);
  }

  @Test
  void aTurnThatHasNotSentYetIsToldToo() throws Exception {
    Traffic traffic = traffic(2);
    Traffic.Turn slow = traffic.enter();
    die(traffic);

    assertThrows(Obituary.class, slow::check);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 304, 400, 401, 404, 408, 429})
  void anyStatusBelow500IsAnAnswer(int status) throws Exception {
    Traffic traffic = traffic(2);
    try (Traffic.Turn first = traffic.enter();
        Traffic.Turn second = traffic.enter()) {
      first.failed(WeatherException.noAnswer("connection reset", null));
      pass(60);
      first.answered(reply(status));
      second.failed(WeatherException.noAnswer("connection reset", null));
    }

    traffic.enter().close();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aServersFailureIsNone(int status) throws Exception {
    Traffic traffic = traffic(2);
    try (Traffic.Turn turn = traffic.enter()) {
      pass(60);
      turn.answered(reply(status));
    }

    Obituary death = assertThrows(Obituary.class, traffic::enter);
    assertThat(death.getMessage(), endsWith("; last reason: status " + status));
  }

  @Test
  void aBodyThatBreaksOffHasBegunSoItIsAnAnswer() throws Exception {
    Traffic traffic = traffic(2);
    try (Traffic.Turn turn = traffic.enter()) {
      pass(60);
      turn.failed(WeatherException.brokenOff("body ended after 1 of 2 bytes", null));
    }

    traffic.enter().close();
  }

  @Test
  void oneLooksNowAndThenIfADeadEndpointIsBack() throws Exception {
    Traffic traffic = traffic(2);
    die(traffic);

    pass(30);
    try (Traffic.Turn probe = traffic.enter()) {
      probe.check();
      assertThrows(Obituary.class, traffic::enter);
      probe.answered(reply(503));
    }
    assertThrows(Obituary.class, traffic::enter);

    pass(30);
    try (Traffic.Turn probe = traffic.enter()) {
      probe.answered(reply(200));
    }
    traffic.enter().close();
  }

  @Test
  void aCallOfADeadEndpointIsNotMade() throws Exception {
    Traffic traffic = traffic(2);
    die(traffic);

    EndpointDeadException end =
        assertThrows(
            EndpointDeadException.class,
            () -> tries(PATIENT_FOR_A_MINUTE, traffic).run(turn -> reply(200)));

    assertThat(end.attempts(), is(0));
    assertThat(end.mayHaveBeenProcessed(), is(false));
    assertThat(
        end.getMessage(),
        matchesPattern(
            "POST https://a\\.example/ was not sent: https://a\\.example:443 counts as dead,"
                + " because it has answered nothing since [0-9TZ:-]+; last reason: Connection"
                + " refused\\."));
  }

  @Test
  void aCallThatMayHaveBeenProcessedSaysSoWhenTheEndpointDies() throws Exception {
    EndpointDeadException afterALostAnswer =
        diesAfter(
            turn -> {
              pass(2);
              throw WeatherException.noAnswer("connection reset", null);
            });
    EndpointDeadException afterAServersFailure =
        diesAfter(
            turn -> {
              pass(2);
              return reply(503);
            });

    for (EndpointDeadException end : List.of(afterALostAnswer, afterAServersFailure)) {
      assertThat(end.attempts(), is(1));
      assertThat(end.mayHaveBeenProcessed(), is(true));
      assertThat(end.getMessage(), containsString(" was given up after 1 attempt over 2 s: "));
    }
  }

  @Test
  void aCallThatChangesNothingIsNotInDoubtWhenTheEndpointDies() throws Exception {
    EndpointDeadException end =
        diesAfter(
            null,
            turn -> {
              pass(2);
              throw WeatherException.noAnswer("connection reset", null);
            });

    assertThat(end.attempts(), is(1));
    assertThat(end.mayHaveBeenProcessed(), is(false));
  }

  @Test
  void aCallThatCertainlyDidNotArriveSaysSoWhenTheEndpointDies() throws Exception {
    EndpointDeadException end =
        diesAfter(
            turn -> {
              pass(2);
              throw WeatherException.noAnswer("Connection refused", null).neverSent();
            });

    assertThat(end.attempts(), is(1));
    assertThat(end.mayHaveBeenProcessed(), is(false));
  }

  /** A call whose first attempt is the one after which the endpoint counts as dead. */
  private EndpointDeadException diesAfter(Tries.Attempt<HttpReply> attempt) throws Exception {
    return diesAfter(Repeat.ALWAYS, attempt);
  }

  private EndpointDeadException diesAfter(Repeat repeat, Tries.Attempt<HttpReply> attempt)
      throws Exception {
    Traffic traffic = traffic(2);
    try (Traffic.Turn others = traffic.enter()) {
      pass(59);
      others.failed(WeatherException.noAnswer("Connection refused", null));
    }
    return assertThrows(
        EndpointDeadException.class,
        () -> tries(PATIENT_FOR_A_MINUTE, repeat, traffic).run(attempt));
  }

  private void die(Traffic traffic) throws Exception {
    try (Traffic.Turn turn = traffic.enter()) {
      pass(60);
      turn.failed(WeatherException.noAnswer("Connection refused", null));
    }
  }

  private Traffic traffic(int most) {
    return traffic(most, Set.of());
  }

  private Traffic traffic(int most, Set<Integer> overloads) {
    return new GovernedTraffic(
        "https://a.example:443",
        new Window(most, Window.START),
        overloads,
        PATIENT_FOR_A_MINUTE,
        now::get);
  }

  private Tries<HttpReply> tries(RetryPolicy policy, Traffic traffic) {
    return tries(policy, Repeat.ALWAYS, traffic);
  }

  private Tries<HttpReply> tries(RetryPolicy policy, Repeat repeat, Traffic traffic) {
    return new Tries<>("POST https://a.example/", policy, repeat, traffic, now::get);
  }

  private void pass(long seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private static void assertStillWaits(Future<?> waiting) {
    assertThrows(TimeoutException.class, () -> waiting.get(150, TimeUnit.MILLISECONDS));
  }

  private static HttpReply reply(int status, String... retryAfter) {
    return new HttpReply(
        status,
        HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (name, value) -> true),
        new byte[0],
        1);
  }
}
