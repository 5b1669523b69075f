package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.purlin.pipelines.csc.Council.child;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What flags of a run leave untouched, leave behind, or rule out. */
class ChoicesTest {

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

  private void change(String id) {
    council.cohort.put(id, child(id, "ZZ9 9ZZ"));
    council.populate();
  }

  private List<Path> bodies() {
    return Council.filesIn(council.output().resolve("dry-run")).stream()
        .filter(file -> file.getFileName().toString().startsWith("batch-"))
        .toList();
  }

  @Test
  void recordsInADirectoryNeedNoTables() {
    String records = "--records=" + directory.resolve("records");

    council.sendWell(records, "--createTables=false");
    change("C2");
    council.sendWell(records, "--createTables=false");

    assertThat(council.recordsSince(1).keySet(), is(Set.of("C2")));
    assertThat(council.staged.everything().keySet(), hasSize(1));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aDryRunMakesNoDirectoryForRecords() {
    Path records = directory.resolve("records");

    council.sendWell("--records=" + records, "--createTables=false", "--dryRun");

    assertThat(council.counter("shown and not sent: full"), is(3L));
    assertThat(Files.exists(records), is(false));
    assertThat(council.posted(), is(0));
  }

  @Test
  void aDryRunLeavesNoBodiesOfAnEarlierOne() {
    council.sendWell("--dryRun", "--showValues", "--batchSize=1");
    assertThat(bodies(), hasSize(3));

    council.sendWell("--dryRun");

    assertThat(bodies(), hasSize(1));
    assertThat(Council.read(bodies().get(0)).contains("Invented"), is(false));
  }

  @Test
  void aDryRunLeavesTheQuarantineOfTheNightAlone() {
    council.staged.update("C1", "[json_payload] = '{broken'");
    assertThat(council.send(), is(3));
    List<String> night = council.quarantine();
    assertThat(night, hasSize(1));
    council.staged.update("C1", "[json_payload] = ?", child("C1", "ZZ9 9ZZ").toString());

    council.sendWell("--dryRun");

    assertThat(council.quarantine(), is(night));
  }

  @Test
  void theFlagForDeltasWinsOverTheVariableOfTheOldSender() {
    council.environment.put("USE_PARTIAL_PAYLOAD", "false");
    council.sendWell();
    change("C1");
    council.sendWell("--payload=delta");
    assertThat(council.counter("delivered: delta"), is(1L));
    change("C2");

    council.sendWell();

    assertThat(council.counter("delivered: full"), is(1L));
  }

  @Test
  void aLeaseThatCouldEndWhileAnAnswerIsAwaitedIsRefused() {
    assertThat(council.send("--lease=PT2M", "--timeout=PT41S"), is(2));

    assertThat(
        council.error(),
        containsString(
            "--lease must be at least 3 times --timeout, so that nobody takes over while an answer"
                + " is waited for, but was: PT2M"));
    assertThat(council.receiver.requests(), is(empty()));
    council.sendWell("--lease=PT2M", "--timeout=PT40S");
  }

  @Test
  void sendingOnlyOneChildLeavesAllOtherRowsUntouched() {
    council.sendWell();
    change("C1");
    change("C2");
    council.staged.update("C3", "[submission_status] = 'Pending'");
    council.staged.insert("C4", "{broken");
    Map<String, Map<String, String>> before = council.staged.rows();

    council.sendWell("--only=C1");

    assertThat(council.recordsSince(1).keySet(), is(Set.of("C1")));
    Map<String, Map<String, String>> after = council.staged.rows();
    assertThat(after.get("C1").get("submission_status"), is("sent"));
    before.put("C1", after.get("C1"));
    assertThat(after, is(before));
    assertThat(council.quarantine(), is(empty()));
    assertThat(council.balance("rows"), is("4 read = 2 rows left out as asked + 2 selected"));
  }

  /** As another sender leaves the table; C3 is deleted since. */
  private void sentByAnother() {
    for (String id : List.of("C1", "C2", "C3")) {
      council.staged.update(
          id,
          "[submission_status] = 'Sent', [row_state] = 'Unchanged', [previous_json_payload] ="
              + " [json_payload]");
    }
    council.cohort.remove("C3");
    council.populate();
  }

  @Test
  void whatIsNotKnownYetIsAdoptedAlsoAfterARunThatAdoptedNothing() {
    sentByAnother();
    council.sendWell("--adopt=none", "--limit=1");
    assertThat(council.recordsSince(0).keySet(), is(Set.of("C1")));

    council.sendWell("--adopt=sent");

    assertThat(council.counter("children adopted"), is(2L));
    assertThat(
        council.recordsSince(1),
        is(
            Map.of(
                "C3",
                Council.json(
                    "{\"la_child_id\":\"C3\",\"mis_child_id\":\"MIS-C3\",\"purge\":true}"))));
  }

  @Test
  void aRowThatMayHaveBeenSentAndCannotBeReadIsCountedAndAProblem() {
    sentByAnother();
    council.staged.update("C3", "[json_payload] = '{', [previous_json_payload] = '{'");

    assertThat(council.send("--adopt=sent"), is(3));

    assertThat(council.counter("children adopted"), is(2L));
    assertThat(
        council.problems(),
        contains("1 rows may have been sent before, and what was sent cannot be read."));
    assertThat(council.posted(), is(0));
  }
}
