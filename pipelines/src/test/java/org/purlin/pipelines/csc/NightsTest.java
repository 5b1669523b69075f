package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.purlin.sandbox.csc.CscSettings;
import org.purlin.sandbox.csc.Model;
import org.purlin.sandbox.csc.PayloadHash;
import org.purlin.sandbox.csc.Receiver;

/** Night after night the receiver's copy is today's payloads, however it keeps what it is sent. */
class NightsTest {

  @TempDir Path directory;

  @Test
  void afterEachOfSevenNightsBothKindsOfReceiverHoldWhatTheTableHolds() {
    try (Council council = new Council(directory, 300)) {
      council.populate();
      council.sendWell();
      assertThat(council.wrong(), is(empty()));
      for (int night = 2; night <= 7; night++) {
        council.cohort.nextNight(night, 40, 5, 4);
        if (night % 3 == 0) {
          rewriteQuietly(council);
        } else {
          council.populate();
        }

        council.sendWell();

        assertThat("night " + night, council.wrong(), is(empty()));
        assertThat(council.staged.own("outbox"), is(empty()));
      }
      int before = council.posted();
      council.sendWell();
      assertThat(council.posted(), is(before));
    }
  }

  /** Rebuilds payloads in rows that go on saying sent and unchanged. */
  private static void rewriteQuietly(Council council) {
    Map<String, Map<String, String>> rows = council.staged.rows();
    Map<String, ObjectNode> today = council.cohort.today();
    today.forEach(
        (id, payload) -> {
          if (!rows.containsKey(id)) {
            council.staged.insert(id, payload.toString());
            council.staged.update(id, "[current_hash] = ?", new byte[32]);
          } else if (!rows.get(id).get("json_payload").equals(payload.toString())) {
            council.staged.update(id, "[json_payload] = ?", payload.toString());
          }
        });
    for (String id : rows.keySet()) {
      if (!today.containsKey(id)) {
        council.staged.delete(id);
      }
    }
  }

  @Test
  void underTheSmallerHashWhatTheTableSaysIsWhatTheReceiverHolds() {
    try (Council council = new Council(directory, 80)) {
      council.populate(PayloadHash.SEMANTIC);
      council.sendWell();
      for (int night = 2; night <= 4; night++) {
        council.cohort.nextNight(night, 30, 2, 2);
        council.populate(PayloadHash.SEMANTIC);

        council.sendWell();

        Map<String, ObjectNode> staged = new HashMap<>();
        council
            .staged
            .rows()
            .forEach(
                (id, row) -> {
                  if (!row.get("row_state").equals("Deleted")) {
                    staged.put(id, Council.json(row.get("json_payload")));
                  }
                });
        for (Model model : Model.values()) {
          assertThat(
              council.receiver.wrong(Receiver.live(CscSettings.LA_CODE), model, staged),
              is(empty()));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MERGE, --reading=merge",
    "MERGE, --reading=either",
    "REPLACE, --reading=replace",
    "REPLACE, --reading=replace --cleared=omit",
    "MERGE, --payload=full",
    "REPLACE, --payload=full"
  })
  void theReceiverOfAReadingHoldsEveryNightWhatItShould(Model model, String words) {
    try (Council council = new Council(directory, 40)) {
      for (int night = 1; night <= 3; night++) {
        if (night > 1) {
          council.cohort.nextNight(night, 20, 2, 2);
        }
        council.populate();

        council.sendWell(words.split(" "));

        assertThat("night " + night, council.wrong(model), is(empty()));
      }
    }
  }

  @Test
  void aClearedValueIsNoChangeWhenClearedIsOff() {
    try (Council council = new Council(directory, 0)) {
      ObjectNode child = Council.child("C1", "ZZ1 1ZZ");
      council.cohort.put("C1", child);
      council.populate();
      council.sendWell("--cleared=off");
      ((ObjectNode) child.get("child_details")).remove("postcode");
      council.cohort.put("C1", child);
      council.populate();

      council.sendWell("--cleared=off");

      assertThat(council.posted(), is(1));
      assertThat(council.balance("children"), is("1 selected = 1 held already"));
      assertThat(council.staged.state("C1"), is("sent unchanged"));
    }
  }

  @Test
  void aWholeRecordGoesForEachChangeWithPayloadFull() {
    try (Council council = new Council(directory, 20)) {
      council.populate();
      council.sendWell("--payload=full");
      List<String> changed = council.cohort.nextNight(1, 6, 0, 0).changed();
      council.populate();

      council.sendWell("--payload=full");

      assertThat(council.counter("delivered: full"), is(6L));
      for (String id : changed) {
        ObjectNode today = council.cohort.today().get(id);
        assertThat(
            council.recordsSince(1).get(id).get("social_care_episodes").size(),
            is(greaterThan(today.get("social_care_episodes").size() - 1)));
      }
    }
  }

  @Test
  void anIgnoredPathAloneIsNoReasonToSend() {
    try (Council council = new Council(directory, 0)) {
      ObjectNode child = Council.child("C1", "ZZ1 1ZZ");
      council.cohort.put("C1", child);
      council.populate();
      council.sendWell("--ignoredPaths=mis_child_id, child_details.postcode");
      council.cohort.put("C1", Council.child("C1", "ZZ9 9ZZ"));
      council.populate();

      council.sendWell("--ignoredPaths=mis_child_id, child_details.postcode");
      assertThat(council.posted(), is(1));

      council.sendWell();
      assertThat(council.posted(), is(2));
      assertThat(council.wrong(), is(empty()));
    }
  }

  @Test
  void theSendersRecordsMayBeInADirectory() {
    try (Council council = new Council(directory, 10)) {
      String records = "--records=" + directory.resolve("records");
      for (int night = 1; night <= 3; night++) {
        if (night > 1) {
          council.cohort.nextNight(night, 3, 1, 1);
        }
        council.populate();
        council.sendWell(records);
        assertThat(council.wrong(), is(empty()));
      }
      assertThat(
          council.staged.everything().keySet(),
          is(java.util.Set.of("[dbo].[ssd_api_data_staging]")));
    }
  }
}
