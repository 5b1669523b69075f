package org.purlin.io.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.purlin.io.staging.Product;
import org.purlin.io.staging.TestDatabase;

@Timeout(60)
class LeaseTest {

  private static final Scope SCOPE = new Scope("999", "staging", "https://receiver.test/1");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(50);

  private TestDatabase database;

  @AfterEach
  void dropIt() {
    database.close();
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aLeaseIsOneRunsUntilItGivesItBack(Product product) {
    Records first = open(product);
    Instant before = Instant.now().minusSeconds(60);
    first.take(Owner.ofThisProcess("R1"), LONG);
    Records second = open();

    LeaseHeldException held =
        assertThrows(LeaseHeldException.class, () -> second.take(elsewhere("R2"), LONG));

    assertThat(held.runId(), is("R1"));
    assertThat(held.host(), is(Owner.ofThisProcess("R1").host()));
    assertThat(held.since().isAfter(before), is(true));
    assertThat(held.until(), is(held.since().plus(LONG)));
    assertThat(
        held.getMessage(),
        is(
            "Run R1 on "
                + held.host()
                + " is sending for the same authority, table and receiver since "
                + held.since()
                + ". Nothing was sent. Wait until it ends; if it died, its claim ends at "
                + held.until()
                + "."));
    first.close();
    second.take(elsewhere("R2"), LONG);
    first.release();
    assertThrows(LeaseHeldException.class, () -> first.take(elsewhere("R3"), LONG));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aRunThatStillLivesHereKeepsItsLease(Product product) {
    Records first = open(product);
    first.take(Owner.ofThisProcess("R1"), LONG);

    assertThrows(LeaseHeldException.class, () -> open().take(Owner.ofThisProcess("R2"), LONG));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aLaterAttemptOfTheSameRunTakesTheLeaseAtOnceAndTheEarlierOneIsTold(Product product) {
    Records first = open(product);
    first.take(elsewhere("R1"), LONG);
    Records second = open();

    second.take(elsewhere("R1"), LONG);

    assertThrows(LeaseLostException.class, () -> first.renew(LONG));
    first.release();
    second.renew(LONG);
    assertThat(second.holder().map(LeaseHolder::runId), is(Optional.of("R1")));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anEarlierAttemptWritesNothingAboutBatchesAnyMore(Product product) {
    Records first = open(product);
    first.take(elsewhere("R1"), LONG);
    Outgoing child =
        new Outgoing(0, 1, "P1", "C1", null, Outgoing.Kind.PURGE, "{}", null, null, null);
    Batch batch = new Batch("B1", "R1", Instant.EPOCH, List.of(child));
    first.prepare(batch);
    Records second = open();
    second.take(elsewhere("R1"), LONG);
    List<Result> accepted =
        List.of(new Result(0, Result.Fate.ACCEPTED, "receipt", Instant.EPOCH, null));

    Batch next = new Batch("B2", "R1", Instant.EPOCH, List.of(child));
    assertThrows(LeaseLostException.class, () -> first.prepare(next));
    assertThrows(LeaseLostException.class, () -> first.answer("B1", accepted));
    assertThrows(LeaseLostException.class, () -> first.answerAfterDoubt("B1", accepted));
    assertThrows(LeaseLostException.class, () -> first.withdraw("B1", List.of(0)));
    assertThrows(LeaseLostException.class, () -> first.giveUp("B1", List.of(0)));
    assertThat(second.open().size(), is(1));
    assertThat(second.open().get(0).records().get(0).state(), is(OpenRecord.State.PREPARED));
    second.answer("B1", accepted);
    assertThrows(LeaseLostException.class, () -> first.settled("B1", List.of(0)));
    assertThat(second.open().get(0).records().get(0).state(), is(OpenRecord.State.ACCEPTED));
    assertThrows(IllegalStateException.class, () -> open().settled("B1", List.of(0)));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anExpiredLeaseIsTakenOverAndTheLoserIsTold(Product product) throws Exception {
    Records first = open(product);
    first.take(elsewhere("R1"), SHORT);
    TimeUnit.MILLISECONDS.sleep(120);
    open().take(elsewhere("R2"), LONG);

    LeaseLostException lost = assertThrows(LeaseLostException.class, () -> first.renew(LONG));

    assertThat(lost.getMessage(), startsWith("Run R1 was not heard of for longer than"));
    first.release();
    assertThrows(LeaseHeldException.class, () -> open().take(elsewhere("R3"), LONG));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aRenewedLeaseLastsLongerAndOneThatExpiredUnnoticedIsStillRenewed(Product product)
      throws Exception {
    Records first = open(product);
    assertThrows(IllegalStateException.class, () -> first.renew(LONG));
    first.take(elsewhere("R1"), SHORT);
    TimeUnit.MILLISECONDS.sleep(120);
    first.renew(LONG);

    assertThrows(LeaseHeldException.class, () -> open().take(elsewhere("R2"), LONG));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void theLeaseOfAProcessThatEndedHereIsTakenOverAtOnce(Product product) throws Exception {
    Records first = open(product);
    first.take(ended("R1"), LONG);

    assertDoesNotThrow(() -> open().take(Owner.ofThisProcess("R2"), LONG));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aProcessNumberUsedAgainIsAnotherProcess(Product product) {
    Records first = open(product);
    Owner self = Owner.ofThisProcess("R1");
    Owner before =
        new Owner(
            "R1",
            self.host(),
            self.processSpace(),
            self.pid(),
            self.processStart().minusSeconds(3_600));
    first.take(before, LONG);

    assertDoesNotThrow(() -> open().take(Owner.ofThisProcess("R2"), LONG));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void aProcessThatCannotBeSeenFromHereKeepsItsLease(Product product) throws Exception {
    Records first = open(product);
    Owner ended = ended("R1");
    Owner inAnotherContainer =
        new Owner("R1", ended.host(), "user pid:[1]", ended.pid(), ended.processStart());
    first.take(inAnotherContainer, LONG);

    assertThrows(LeaseHeldException.class, () -> open().take(Owner.ofThisProcess("R2"), LONG));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void ofManyAtOnceOneWins(Product product) throws Exception {
    open(product);
    int runs = 8;
    CyclicBarrier start = new CyclicBarrier(runs);
    AtomicInteger held = new AtomicInteger();
    List<Callable<Void>> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      Owner owner = elsewhere("R" + i);
      all.add(
          () -> {
            Records records = open();
            start.await(20, TimeUnit.SECONDS);
            try {
              records.take(owner, LONG);
            } catch (LeaseHeldException e) {
              held.incrementAndGet();
            }
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    try {
      for (Future<Void> one : threads.invokeAll(all, 40, TimeUnit.SECONDS)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(held.get(), is(runs - 1));
  }

  @ParameterizedTest
  @MethodSource("org.purlin.io.staging.TestDatabase#products")
  void anotherScopeIsAnotherLease(Product product) {
    open(product).take(elsewhere("R1"), LONG);
    Scope other = new Scope("998", "staging", "https://receiver.test/1");

    assertDoesNotThrow(
        () -> Records.open(database.sql(), database.schema(), other).take(elsewhere("R2"), LONG));
  }

  private Records open(Product product) {
    database = TestDatabase.open(product);
    Records records = open();
    records.createTables();
    return records;
  }

  private Records open() {
    return Records.open(database.sql(), database.schema(), SCOPE);
  }

  private static Owner elsewhere(String runId) {
    return new Owner(runId, "another.test", "user", 1, Instant.parse("2026-01-01T00:00:00Z"));
  }

  /** A process of this user, here, that began and ended. */
  private static Owner ended(String runId) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Instant start = process.info().startInstant().orElse(Instant.now());
    process.waitFor(30, TimeUnit.SECONDS);
    Owner self = Owner.ofThisProcess(runId);
    return new Owner(runId, self.host(), self.processSpace(), process.pid(), start);
  }
}
