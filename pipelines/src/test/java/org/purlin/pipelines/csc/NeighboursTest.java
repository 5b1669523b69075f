package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.purlin.pipelines.csc.Council.child;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.csc.Model;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/** A record that the receiver cannot take does not keep its neighbours from it. */
class NeighboursTest {

  @TempDir Path directory;

  private Council council(int children) {
    Council council = new Council(directory, 0);
    add(council, children);
    return council;
  }

  private static void add(Council council, int children) {
    for (int i = 1; i <= children; i++) {
      council.cohort.put("C" + i, child("C" + i, "ZZ1 1ZZ"));
    }
    council.populate();
  }

  @Test
  void aRecordThatBreaksTheReceiverHoldsItsNeighboursUpForOneNightAtMost() {
    try (Council council = council(12)) {
      council.receiver.onNextPostWith("C2", Fault.status(500).times(999));
      council.receiver.onNextPostWith("C6", Fault.status(500).times(999));
      assertThat(council.send("--retryFor=PT0.9S", "--batchSize=4"), is(3));
      assertThat(council.balance("children"), is("12 selected = 8 in doubt + 4 not sent"));

      assertThat(council.send("--retryFor=PT0.9S", "--batchSize=4"), is(3));

      assertThat(council.wrong(Model.MERGE), contains("C2", "C6"));
      assertThat(council.staged.own("outbox").size(), is(2));
      council.receiver.clearFaults();
      council.sendWell();
      assertThat(council.wrong(), is(empty()));
    }
  }

  @Test
  void aConflictOfOneRecordIsNarrowedDownLikeAnyRefusal() {
    try (Council council = council(10)) {
      council.receiver.onNextPostWith("C5", Fault.status(409).times(999));

      assertThat(council.send(), is(3));

      assertThat(council.balance("children"), is("10 selected = 9 delivered + 1 refused"));
      assertThat(council.wrong(Model.MERGE), contains("C5"));
      assertThat(council.staged.row("C5").get("api_response"), is("409 fault 409"));
    }
  }

  @Test
  void manyRecordsThatAreTooLargeLeaveTheOthersDelivered() {
    // A body has room for one ordinary record.
    try (Council council = new Council(directory, 0, Council.settings().maxBodyBytes(400))) {
      for (int i : List.of(3, 17, 36)) {
        ObjectNode large = child("C" + i, "ZZ1 1ZZ");
        large.withObject("/child_details").put("surname", "I".repeat(128));
        large.withObject("/child_details").put("first_name", "A".repeat(128));
        council.cohort.put("C" + i, large);
      }
      for (int i = 1; i <= 90; i++) {
        if (!council.cohort.today().containsKey("C" + i)) {
          council.cohort.put("C" + i, child("C" + i, "ZZ1 1ZZ"));
        }
      }
      council.populate();

      assertThat(council.send(), is(3));

      assertThat(council.balance("children"), is("90 selected = 87 delivered + 3 refused"));
      assertThat(council.wrong(Model.MERGE), contains("C17", "C3", "C36"));
    }
  }

  @Test
  void aRefusedDeletionOfAChildWithoutAPersonDoesNotEndTheNight() {
    try (Council council = council(4)) {
      for (int i = 1; i <= 4; i++) {
        council.staged.update(
            "C" + i,
            "[submission_status] = 'Sent', [row_state] = 'Unchanged', [previous_json_payload] ="
                + " [json_payload]");
      }
      council.cohort.put("C2", child("C2", "ZZ2 2ZZ"));
      council.populate();
      council.staged.update("C1", "[person_id] = NULL, [row_state] = 'Deleted'");
      council.receiver.refuse("C1", Refusal.as(RefusalForm.INDEXED));

      assertThat(council.send("--adopt=sent"), is(3));

      assertThat(council.balance("children"), is("2 selected = 1 delivered + 1 refused"));
      assertThat(council.staged.state("C2"), is("sent unchanged"));
      assertThat(council.quarantine(), contains(startsWith("C1,1,the receiver,,refused,400 ")));
    }
  }
}
