package org.purlin.pipelines.csc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.csc.CscFaults;

/** A receiver that is busy, away or tired of a token. */
@Timeout(value = 60, unit = SECONDS)
class WeatherTest {

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 2);
    council.populate();
  }

  @AfterEach
  void close() {
    council.close();
  }

  private static Fault busy(int status, String seconds) {
    return Fault.status(status, Map.of("Retry-After", seconds), "busy\n");
  }

  private List<Instant> postTimes() {
    return council.receiver.requests().stream()
        .filter(request -> request.path().endsWith("/children"))
        .map(SeenRequest::at)
        .toList();
  }

  private void assertAllWasSent() {
    assertThat(council.staged.states(), is(Map.of("sent unchanged", 2)));
    assertThat(council.wrong(), is(empty()));
    assertThat(council.staged.own("outbox"), is(empty()));
  }

  @Test
  void afterA401ANewTokenIsFetchedAndTheBatchGoesOnceMore() {
    council.receiver.onNextPost(Fault.status(401));

    council.sendWell();

    assertThat(council.receiver.tokensIssued(), is(2));
    assertThat(postTimes().size(), is(2));
    assertAllWasSent();
  }

  @Test
  void aTokenThatEndsInTheMiddleOfARunIsReplaced() {
    council.receiver.onNextPostWith(Council.id(2), Fault.status(401));

    council.sendWell("--batchSize=1");

    assertThat(council.receiver.tokensIssued(), is(2));
    assertThat(postTimes().size(), is(3));
    assertAllWasSent();
  }

  @Test
  void whatTheReceiverAsksForIsWaited() {
    council.receiver.onNextPost(busy(429, "7"));

    council.sendWell("--retryFor=PT30S");

    List<Instant> times = postTimes();
    assertThat(times.size(), is(2));
    long waited = Duration.between(times.get(0), times.get(1)).toMillis();
    assertThat(waited, is(greaterThanOrEqualTo(7_000L)));
    assertAllWasSent();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 504})
  void aBusyReceiverIsAskedAgain(int status) {
    council.receiver.onNextPost(busy(status, "1"));

    council.sendWell();

    assertThat(postTimes().size(), is(2));
    assertThat(council.accepted(), is(Map.of(Council.id(1), 1, Council.id(2), 1)));
    assertAllWasSent();
  }

  @Test
  void two503AreWaitedOut() {
    council.receiver.onNextPost(busy(503, "1").times(2));

    council.sendWell();

    assertThat(postTimes().size(), is(3));
    assertAllWasSent();
  }

  @Test
  void aReceiverThatStaysBusyEndsTheSendingInTimeAndTheNextRunSendsAll() {
    council.receiver.onNextPost(Fault.status(429).times(99));
    long start = System.nanoTime();

    assertThat(council.send("--retryFor=PT2S", "--batchSize=1", "--inDoubt=hold"), is(3));

    assertThat(Duration.ofNanos(System.nanoTime() - start).toSeconds(), is(lessThan(20L)));
    assertThat(council.balance("children"), is("2 selected = 2 not sent"));
    assertThat(council.problems(), contains("The receiver still answers 429: it is busy."));
    assertThat(council.staged.states(), is(Map.of("Pending New", 2)));
    assertThat(council.staged.own("outbox"), is(empty()));
    council.receiver.clearFaults();
    council.sendWell("--inDoubt=hold");
    assertAllWasSent();
  }

  @Test
  void aServerThatHangsIsLeftAfterTheTimeout() {
    council.receiver.onNextPost(CscFaults.hang());
    long start = System.nanoTime();

    assertThat(council.send("--timeout=PT5S", "--retryFor=PT1S"), is(3));

    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    assertThat(seconds, is(greaterThanOrEqualTo(5L)));
    assertThat(seconds, is(lessThan(20L)));
    assertThat(council.balance("children"), is("2 selected = 2 in doubt"));
    council.sendWell();
    assertAllWasSent();
  }

  @Test
  void aLostAnswerIsAskedForAgainByTheSameRun() {
    council.receiver.onNextPost(CscFaults.lostAnswer());

    council.sendWell("--retryFor=PT10S");

    assertThat(council.accepted(), is(Map.of(Council.id(1), 2, Council.id(2), 2)));
    assertAllWasSent();
  }

  @Test
  void aTokenAddressThatIsBusyIsAskedAgain() {
    council.receiver.onNextToken(busy(503, "1"));

    council.sendWell();

    assertAllWasSent();
  }

  @Test
  void aRefusedTokenEndsTheRunAndLeavesNothingInDoubt() {
    council.environment.put("CLIENT_SECRET", "another-secret");

    assertThat(council.send("--inDoubt=hold"), is(5));

    assertThat(council.error(), containsString("401"));
    assertThat(council.posted(), is(0));
    assertThat(council.staged.states(), is(Map.of("Pending New", 2)));
    assertThat(council.staged.own("outbox"), is(empty()));
    council.environment.put("CLIENT_SECRET", council.receiver.settings().clientSecret());
    council.sendWell("--inDoubt=hold");
    assertAllWasSent();
  }

  @Test
  void aSupplierKeyThatIsRefusedEndsTheRunAndLeavesNothingInDoubt() {
    council.environment.put("SUPPLIER_KEY", "another-key");

    assertThat(council.send("--inDoubt=hold"), is(5));

    assertThat(council.staged.own("outbox"), is(empty()));
    council.environment.put("SUPPLIER_KEY", council.receiver.settings().supplierKey());
    council.sendWell("--inDoubt=hold");
    assertAllWasSent();
  }

  @Test
  void anAuthorityTheReceiverDoesNotKnowJudgesNoRecord() {
    assertThat(council.send("--laCode=998", "--inDoubt=hold"), is(1));

    assertThat(
        council.error(), containsString("so no record was judged. Check --endpoint and --laCode."));
    assertThat(council.staged.states(), is(Map.of("Pending New", 2)));
    assertThat(council.staged.own("outbox"), is(empty()));
  }

  @Test
  void a403ToEverythingIsTakenForARefusalOfTheSender() {
    try (Council many = new Council(directory.resolve("many"), 16)) {
      many.populate();
      many.receiver.onNextPost(Fault.status(403).times(99));

      assertThat(many.send("--batchSize=1", "--inDoubt=hold"), is(5));

      assertThat(many.error(), containsString("The receiver answered 403 to every post"));
    }
  }
}
