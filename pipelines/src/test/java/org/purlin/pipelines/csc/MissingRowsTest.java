package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.csc.Council.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.CscSettings;
import org.purlin.sandbox.csc.Model;
import org.purlin.sandbox.csc.Receiver;
import org.purlin.sandbox.csc.Shape;

/** A child whose row only seems to be gone is not purged. */
class MissingRowsTest {

  private static final String KEPT =
      "1 children seem to have no row any more and were not purged: a row that cannot be read,"
          + " that is spelled another way, or that came or went while the run was under way may be"
          + " theirs.";

  private static final List<String> CHILDREN = List.of("C1", "C2", "C3", "C4");

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 0, Shape.live().personIdWidth(48), Council.settings());
  }

  @AfterEach
  void close() {
    council.close();
  }

  /** In the table under a key that is not the child's at the receiver. */
  private void sendFour(String prefix) {
    for (String id : CHILDREN) {
      council.staged.insert(prefix + id, child(id, "ZZ1 1ZZ").toString());
    }
    council.sendWell();
  }

  private Set<String> held() {
    return council.receiver.held(Receiver.live(CscSettings.LA_CODE), Model.MERGE).keySet();
  }

  private void assertThatNobodyWasPurgedAndWhyIsTold() {
    assertThat(council.counter("delivered: purge"), is(0L));
    assertThat(held().containsAll(CHILDREN), is(true));
    assertThat(council.problems(), contains(KEPT));
  }

  @Test
  void aPayloadThatCannotBeReadOnATableWithLongerKeysPurgesNobody() {
    sendFour("WIDE-");
    council.staged.update("WIDE-C1", "[json_payload] = '{broken', [row_state] = 'Updated'");

    assertThat(council.send(), is(3));

    assertThat(council.posted(), is(1));
    assertThatNobodyWasPurgedAndWhyIsTold();
    assertThat(council.quarantine(), contains(startsWith("WIDE-C1,1,")));
  }

  @Test
  void anIdInAnotherCasePurgesNobody() {
    sendFour("");
    council.staged.update("C1", "[json_payload] = ?", child("c1", "ZZ1 1ZZ").toString());

    assertThat(council.send(), is(3));

    assertThatNobodyWasPurgedAndWhyIsTold();
  }

  @Test
  void anIdWithABlankBehindItPurgesNobody() {
    sendFour("");
    council.staged.update("C1", "[json_payload] = ?", child("C1 ", "ZZ1 1ZZ").toString());

    assertThat(council.send(), is(3));

    assertThat(council.posted(), is(1));
    assertThatNobodyWasPurgedAndWhyIsTold();
  }

  @Test
  void aRowThatIsThereAgainBeforeItsPurgeIsLeftToTheNextRun() {
    sendFour("");
    council.staged.delete("C1");
    council.staged.update("C2", "[json_payload] = ?", child("C2", "ZZ2 2ZZ").toString());
    council.receiver.onNextPost(
        Fault.of(
            ordinary -> {
              council.staged.insert("C1", child("C1", "ZZ1 1ZZ").toString());
              return ordinary.answer();
            }));

    council.sendWell("--batchSize=1");

    assertThat(council.recordsSince(1).keySet(), is(Set.of("C2")));
    assertThat(
        council.balance("children"), is("2 selected = 1 delivered + 1 left to the next run"));
    assertThat(
        council.out,
        containsString("1 rows changed while the run was under way; the next run takes them."));
    assertThat(held(), is(Set.copyOf(CHILDREN)));
    council.sendWell();
    assertThat(council.posted(), is(2));
    assertThat(council.staged.states(), is(Map.of("sent unchanged", 4)));
  }

  @Test
  void aPayloadThatAsksForAPurgeItselfIsQuarantined() {
    sendFour("");
    for (String id : CHILDREN) {
      council.staged.update(
          id,
          "[json_payload] = ?, [row_state] = 'Updated', [submission_status] = 'Pending'",
          "{\"la_child_id\":\"" + id + "\",\"purge\":true}");
    }

    assertThat(council.send(), is(3));

    assertThat(council.posted(), is(1));
    assertThat(held(), is(Set.copyOf(CHILDREN)));
    assertThat(
        council.quarantine(),
        contains(
            List.of(
                startsWith("C1,1,\"Purlin, before sending\",,unreadable,"),
                startsWith("C2,2,\"Purlin, before sending\",,unreadable,"),
                startsWith("C3,3,\"Purlin, before sending\",,unreadable,"),
                startsWith("C4,4,\"Purlin, before sending\",,unreadable,"))));
    assertThat(
        council.staged.row("C1").get("api_response"),
        is(
            "Not sent: json_payload says purge: true; only the row_state Deleted deletes a"
                + " child"));
  }

  @Test
  void aChildThatWasNeverAcceptedAndReturnsWithTheSameDataIsSent() {
    for (String id : CHILDREN) {
      council.cohort.put(id, child(id, "ZZ1 1ZZ"));
    }
    council.populate();
    council.receiver.onNextPost(Fault.status(429).times(50));
    assertThat(council.send("--retryFor=PT0.9S"), is(3));
    council.receiver.clearFaults();
    council.cohort.remove("C1");
    council.populate();
    council.sendWell();
    assertThat(council.staged.state("C1"), is("Pending Deleted"));
    council.cohort.bringBack("C1");
    council.populate();

    council.sendWell();

    assertThat(council.recordsSince(1), is(Map.of("C1", child("C1", "ZZ1 1ZZ"))));
    assertThat(council.wrong(), is(empty()));
  }
}
