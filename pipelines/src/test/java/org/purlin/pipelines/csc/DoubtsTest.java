package org.purlin.pipelines.csc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.purlin.pipelines.csc.Council.child;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.CscFaults;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/** A record that may have been accepted is in doubt until the receiver says more of it. */
@Timeout(value = 60, unit = SECONDS)
class DoubtsTest {

  /** Shorter than any wait, so that a post is not repeated unless its answer asks for less. */
  private static final String NO_REPEATS = "--retryFor=PT0.9S";

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 0);
    for (String id : List.of("C1", "C2", "C3")) {
      council.cohort.put(id, child(id, "ZZ1 1ZZ"));
    }
    council.populate();
  }

  @AfterEach
  void close() {
    council.close();
  }

  /** A gateway that fails after it passed the post on, and asks to be asked again soon. */
  private static Fault processedThen(int status) {
    return Fault.of(
        ordinary -> {
          ordinary.answer();
          return Answer.text(status, "gateway\n").with("Retry-After-Ms", "20");
        });
  }

  private void deleteC1AndAssertThatAllIsSettled() {
    council.receiver.clearFaults();
    council.cohort.remove("C1");
    council.populate();

    council.sendWell();

    assertThat(council.wrong(), is(empty()));
    assertThat(council.staged.own("outbox"), is(empty()));
    assertThat(council.counter("delivered: purge"), is(1L));
  }

  @ParameterizedTest
  @CsvSource({
    "503, The receiver still answers 503.",
    "429, The receiver answered 429 to a repeat; an earlier attempt may have arrived."
  })
  void whatAGatewayMayHavePassedOnStaysInDoubtWhenTheReceiverIsBusyAfterwards(
      int busy, String why) {
    council.receiver.onNextPost(processedThen(504));
    council.receiver.onNextPost(Fault.status(busy).times(50));

    assertThat(council.send(NO_REPEATS), is(3));

    assertThat(council.balance("children"), is("3 selected = 3 in doubt"));
    assertThat(council.problems().get(0), is(why));
    assertThat(council.staged.states(), is(Map.of("Pending New", 3)));
    assertThat(council.staged.own("outbox").size(), is(3));
    deleteC1AndAssertThatAllIsSettled();
    assertThat(council.counter("records of earlier runs settled as accepted"), is(3L));
  }

  @Test
  void aRepeatThatIsRefusedLeavesTheDoubtAndADeletionArrivesLater() {
    council.receiver.onNextPost(processedThen(504));
    council.receiver.onNextPost(Fault.status(400));

    assertThat(council.send(), is(3));

    assertThat(council.balance("children"), is("3 selected = 3 in doubt"));
    assertThat(
        council.problems(),
        contains("The receiver answered 400 to a repeat; an earlier attempt may have arrived."));
    assertThat(council.quarantine(), is(empty()));
    deleteC1AndAssertThatAllIsSettled();
  }

  @Test
  void aFirewallInTheWayLeavesTheDoubtUntilItIsGone() {
    council.receiver.onNextPost(CscFaults.lostAnswer());
    assertThat(council.send(NO_REPEATS), is(3));
    assertThat(council.accepted(), is(Map.of("C1", 1, "C2", 1, "C3", 1)));
    council.receiver.onNextPost(Fault.status(403).times(50));

    assertThat(council.send(NO_REPEATS), is(3));

    assertThat(council.staged.own("outbox").size(), is(3));
    assertThat(council.staged.states(), is(Map.of("Pending New", 3)));
    assertThat(council.quarantine(), is(empty()));
    deleteC1AndAssertThatAllIsSettled();
  }

  @Test
  void aTokenThatIsRefusedAfterAGatewaysErrorLeavesTheDoubt() {
    council.receiver.onNextPost(processedThen(504));
    council.receiver.onNextPost(
        Fault.of(
            ordinary -> {
              council.receiver.onNextToken(Fault.status(401).times(9));
              return Answer.text(401, "the token has ended\n");
            }));

    assertThat(council.send(), is(5));

    assertThat(council.accepted(), is(Map.of("C1", 1, "C2", 1, "C3", 1)));
    assertThat(council.staged.own("outbox").size(), is(3));
    deleteC1AndAssertThatAllIsSettled();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterARefusalOfWhatWasInDoubtTheNextRecordIsRightWhicheverVersionIsHeld(boolean arrived) {
    council.cohort.put("C1", withPlan("P1"));
    council.populate();
    council.sendWell();
    leaveInDoubtAndRefuse(withPlan("P2"), arrived);
    council.cohort.put("C1", withPlan("P3"));
    council.populate();

    council.sendWell();

    assertThat(council.wrong(), is(empty()));
    assertThat(council.staged.own("outbox"), is(empty()));
    assertThat(council.staged.state("C1"), is("sent unchanged"));
  }

  @Test
  void afterARefusalOfWhatWasInDoubtADeletionIsStillSent() {
    ObjectNode fourth = child("C4", "ZZ4 4ZZ");
    council.sendWell();
    council.cohort.put("C4", fourth);
    council.populate();
    council.receiver.onNextPost(CscFaults.lostAnswer());
    assertThat(council.send(NO_REPEATS), is(3));
    council.receiver.refuse("C4", Refusal.as(RefusalForm.INDEXED));
    assertThat(council.send(NO_REPEATS), is(6));
    council.receiver.clearRefusals();
    council.cohort.remove("C4");
    council.populate();

    council.sendWell();

    assertThat(council.wrong(), is(empty()));
    assertThat(council.counter("delivered: purge"), is(1L));
  }

  private void leaveInDoubtAndRefuse(ObjectNode version, boolean arrived) {
    council.cohort.put("C1", version);
    council.populate();
    council.receiver.onNextPost(arrived ? CscFaults.lostAnswer() : Fault.reset());
    assertThat(council.send(NO_REPEATS), is(3));
    council.receiver.refuse("C1", Refusal.as(RefusalForm.INDEXED));
    assertThat(council.send(NO_REPEATS), is(6));
    council.receiver.clearRefusals();
  }

  private static ObjectNode withPlan(String plan) {
    ObjectNode child = child("C1", "ZZ1 1ZZ");
    child
        .withArray("social_care_episodes")
        .addObject()
        .put("social_care_episode_id", "E1")
        .withArray("child_in_need_plans")
        .addObject()
        .put("child_in_need_plan_id", plan)
        .put("start_date", "2026-01-01");
    return child;
  }

  @Test
  void underHoldEachChildIsAcceptedAtMostOnceWhateverAGatewayAnswers() {
    council.receiver.onNextPost(processedThen(504));
    council.receiver.onNextPost(processedThen(502));

    assertThat(council.send("--inDoubt=hold"), is(3));
    assertThat(council.send("--inDoubt=hold"), is(3));

    assertThat(council.accepted(), is(Map.of("C1", 1, "C2", 1, "C3", 1)));
    assertThat(council.balance("children"), is("3 selected = 3 in doubt"));
  }

  @Test
  void anOpenDoubtIsAProblemAlsoWhenItsChildIsNotSelected() {
    council.receiver.onNextPost(CscFaults.lostAnswer());
    assertThat(council.send("--inDoubt=hold"), is(3));
    for (String id : List.of("C1", "C2", "C3")) {
      council.cohort.remove(id);
    }
    council.populate();

    assertThat(council.send("--inDoubt=hold"), is(3));

    assertThat(council.balance("children"), is("0 selected = 0"));
    assertThat(council.problems(), contains("3 records have no clear answer yet."));
    council.sendWell("--maxPurgePercent=100");
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void errorTextsInPlaceOfReceiptsLeaveTheDoubt() {
    council.receiver.onNextPost(
        Fault.of(
            ordinary -> Answer.json(200, "[\"Error: no\",\"Error: no\",\"Error: not stored\"]")));

    assertThat(council.send(), is(3));

    assertThat(council.balance("children"), is("3 selected = 3 in doubt"));
    assertThat(
        council.problems(),
        contains("The receiver gave something that is no receipt for one of the records."));
    assertThat(council.staged.states(), is(Map.of("Pending New", 3)));
    council.sendWell();
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aByteOrderMarkBeforeTheReceiptsDoesNoHarm() {
    council.receiver.onNextPost(
        Fault.of(
            ordinary -> {
              try (var body = ordinary.answer().body().open()) {
                return Answer.json(200, "\uFEFF" + new String(body.readAllBytes(), UTF_8));
              }
            }));

    council.sendWell();

    assertThat(council.staged.states(), is(Map.of("sent unchanged", 3)));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aRunThatLostItsLockWhileItWaitedPostsNothingMore() {
    council.receiver.onNextPost(
        Fault.of(
            ordinary -> {
              council.staged.execute("UPDATE [dbo].[purlin_csc_lock] SET [run_id] = 'another'");
              return Answer.text(503, "busy\n").with("Retry-After-Ms", "20");
            }));

    assertThat(council.send(), is(1));

    assertThat(council.error(), containsString("another run"));
    assertThat(
        council.receiver.requests().stream()
            .filter(request -> request.path().endsWith("/children"))
            .count(),
        is(1L));
    assertThat(council.staged.own("outbox").size(), is(3));
  }
}
