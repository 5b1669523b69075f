package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.Change;
import org.purlin.sandbox.csc.CscFaults;
import org.purlin.sandbox.csc.PayloadHash;

/** Runs that break off around a post, and tables that change while one is under way. */
class CrashesTest {

  private static final Map<String, Integer> ONCE =
      Map.of(Council.id(1), 1, Council.id(2), 1, Council.id(3), 1);
  private static final Map<String, Integer> TWICE =
      Map.of(Council.id(1), 2, Council.id(2), 2, Council.id(3), 2);

  private static final String OUTBOX = "[dbo].[purlin_csc_outbox]";
  private static final String STAGING = "[dbo].[ssd_api_data_staging]";

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 3);
    council.populate();
  }

  @AfterEach
  void close() {
    council.close();
  }

  private void assertAllIsSettled() {
    assertThat(council.staged.states(), is(Map.of("sent unchanged", 3)));
    assertThat(council.staged.own("outbox"), is(empty()));
    assertThat(council.wrong(), is(empty()));
  }

  /** Makes a write impossible, as if the process had died before it. */
  private void forbid(String table, String condition) {
    council.staged.execute(
        "ALTER TABLE " + table + " ADD CONSTRAINT [died] CHECK (" + condition + ") NOCHECK");
  }

  private void allow(String table) {
    council.staged.execute("ALTER TABLE " + table + " DROP CONSTRAINT [died]");
  }

  /** Makes the sender's tables, and sends nothing. */
  private void makeTables() {
    council.sendWell("--only=nobody");
  }

  @Test
  void aLostAnswerThatIsHeldIsNeverSentAgainByItself() {
    council.receiver.onNextPost(CscFaults.lostAnswer());

    assertThat(council.send("--inDoubt=hold"), is(3));
    assertThat(council.balance("children"), is("3 selected = 3 in doubt"));
    assertThat(council.staged.states(), is(Map.of("Pending New", 3)));

    for (int night = 2; night <= 3; night++) {
      assertThat(council.send("--inDoubt=hold"), is(3));
      assertThat(council.balance("children"), is("3 selected = 3 in doubt"));
      assertThat(
          council.outcome().get("problems").get(0).get("todo").asText(),
          is("purlin csc reconcile lists them, and settles them."));
    }
    assertThat(council.accepted(), is(ONCE));
    assertThat(council.staged.own("outbox"), hasSize(3));

    council.sendWell("--inDoubt=resend");
    assertThat(council.accepted(), is(TWICE));
    assertAllIsSettled();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hold", "resend"})
  void anAnswerThatCameIsWrittenBackByTheNextRunWithoutAnotherPost(String inDoubt) {
    forbid(STAGING, "[submission_status] <> 'sent'");
    assertThat(council.send("--inDoubt=" + inDoubt), is(4));
    assertThat(council.staged.states(), is(Map.of("Pending New", 3)));
    assertThat(council.accepted(), is(ONCE));
    allow(STAGING);

    council.sendWell("--inDoubt=" + inDoubt);

    assertThat(council.posted(), is(1));
    assertThat(council.counter("records of earlier runs settled as accepted"), is(3L));
    assertThat(council.balance("rows"), is("3 read = 3 unchanged"));
    assertAllIsSettled();
  }

  @Test
  void anAnswerThatCouldNotBeKeptIsInDoubtAndResentAsItWas() {
    makeTables();
    forbid(OUTBOX, "[state] = 'prepared'");
    assertThat(council.send(), is(4));
    assertThat(council.accepted(), is(ONCE));
    assertThat(council.staged.own("outbox"), hasSize(3));
    allow(OUTBOX);

    assertThat(council.send("--inDoubt=hold"), is(3));
    assertThat(council.accepted(), is(ONCE));

    council.sendWell();
    assertThat(council.receiver.posts().get(1).body(), is(council.receiver.posts().get(0).body()));
    assertThat(council.accepted(), is(TWICE));
    assertAllIsSettled();
  }

  @Test
  void whatCannotBePutIntoTheOutboxIsNotPosted() {
    makeTables();
    forbid(OUTBOX, "[position] < 0");

    assertThat(council.send(), is(4));

    assertThat(council.posted(), is(0));
    allow(OUTBOX);
    council.sendWell();
    assertThat(council.accepted(), is(ONCE));
    assertAllIsSettled();
  }

  @Test
  void aRowRebuiltWhileInDoubtIsSettledAsItWasSentAndThenSentAsItIs() {
    council.receiver.onNextPost(CscFaults.noContent());
    assertThat(council.send(), is(3));
    change(1, "ZZ9 9ZZ");
    council.populate();

    council.sendWell();

    assertThat(council.counter("delivered: delta"), is(1L));
    assertThat(council.counter("records of earlier runs settled as accepted"), is(3L));
    assertAllIsSettled();
  }

  private void change(int child, String postcode) {
    ObjectNode payload = council.cohort.today().get(Council.id(child));
    ((ObjectNode) payload.get("child_details")).put("postcode", postcode);
    council.cohort.put(Council.id(child), payload);
  }

  /** The post is processed; before it is answered, something happens. */
  private static Fault meanwhile(Runnable what) {
    return Fault.of(
        ordinary -> {
          var answer = ordinary.answer();
          what.run();
          return answer;
        });
  }

  @Test
  void aRowRebuiltInFlightStaysPendingAndItsNewVersionGoesNextRun() {
    Map<String, String> sentAs = council.staged.row(Council.id(1));
    council.receiver.onNextPost(
        meanwhile(
            () -> {
              change(1, "ZZ9 9ZZ");
              council.populate();
            }));

    council.sendWell();

    Map<String, String> row = council.staged.row(Council.id(1));
    assertThat(row.get("submission_status") + " " + row.get("row_state"), is("Pending Updated"));
    assertThat(row.get("api_response"), is(sentAs.get("api_response")));
    assertThat(row.get("submission_timestamp"), is(sentAs.get("submission_timestamp")));
    assertThat(row.get("json_payload"), containsString("ZZ9 9ZZ"));
    assertThat(council.counter("rows rebuilt while under way"), is(1L));
    assertThat(council.staged.state(Council.id(2)), is("sent unchanged"));

    council.sendWell();

    assertThat(
        council.recordsSince(1).get(Council.id(1)).get("child_details").get("postcode").asText(),
        is("ZZ9 9ZZ"));
    assertThat(council.counter("delivered: delta"), is(1L));
    assertAllIsSettled();
  }

  @Test
  void aChildThatLeavesInFlightIsPurgedTheNextRun() {
    council.receiver.onNextPost(
        meanwhile(
            () -> {
              council.cohort.remove(Council.id(1));
              council.populate();
            }));
    council.sendWell();
    assertThat(council.staged.state(Council.id(1)), is("sent Deleted"));

    council.sendWell();

    assertThat(council.counter("delivered: purge"), is(1L));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aChildThatReturnsWhileItsPurgeIsUnderWayIsSentInFullTheNextRun() {
    council.sendWell();
    council.cohort.remove(Council.id(1));
    council.populate();
    council.receiver.onNextPost(
        meanwhile(
            () -> {
              council.cohort.bringBack(Council.id(1));
              change(1, "ZZ9 9ZZ");
              council.populate();
            }));
    council.sendWell();
    assertThat(council.counter("delivered: purge"), is(1L));

    council.sendWell();

    assertThat(council.counter("delivered: full"), is(1L));
    assertAllIsSettled();
  }

  @Test
  void aRowDeletedInFlightEndsTheRunWell() {
    council.receiver.onNextPost(meanwhile(() -> council.staged.delete(Council.id(1))));

    council.sendWell();

    assertThat(council.balance("children"), is("3 selected = 3 delivered"));
    assertThat(council.staged.own("outbox"), is(empty()));
    assertThat(council.staged.states(), is(Map.of("sent unchanged", 2)));
  }

  @Test
  void aPopulateThatRunsAtRandomDuringTheSendLosesNothing() {
    council.sendWell();
    for (int night = 1; night <= 3; night++) {
      int seed = night;
      council.cohort.nextNight(seed, 2, 4, 0);
      council.populate();
      council.receiver.onNextPost(
          meanwhile(
                  () -> {
                    council.cohort.nextNight(seed * 31L, 2, 1, 1);
                    council.populate(PayloadHash.WHOLE);
                  })
              .times(2));
      int exitCode = council.send("--batchSize=2");
      assertThat(council.err, exitCode, is(0));
      council.receiver.clearFaults();
      council.sendWell();
      assertThat("night " + night, council.wrong(), is(empty()));
    }
    council.cohort.change(Council.id(5), Change.SCALAR_SET, 5);
    council.populate();
    council.sendWell();
    assertThat(council.wrong(), is(empty()));
  }
}
