package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.purlin.pipelines.csc.Council.child;
import static org.purlin.pipelines.csc.Council.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a child who is gone is purged, once, unless too many would be. */
class DeletionsTest {

  private static final String NO_HASH = "00".repeat(32);

  private static final JsonNode PURGE_OF_C2 =
      json("{\"la_child_id\":\"C2\",\"mis_child_id\":\"MIS-C2\",\"purge\":true}");

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void sendFour() {
    council = new Council(directory, 0);
    for (String id : List.of("C1", "C2", "C3", "C4")) {
      council.cohort.put(id, child(id, "ZZ1 1ZZ"));
    }
    council.populate();
    council.sendWell();
  }

  @AfterEach
  void close() {
    council.close();
  }

  @Test
  void aChildMarkedDeletedIsPurgedOnceAndTheRowSaysSoWithAHashNoDataHas() {
    council.cohort.remove("C2");
    council.populate();
    Map<String, String> before = council.staged.row("C2");
    assertThat(council.staged.state("C2"), is("sent Deleted"));

    council.sendWell();

    assertThat(council.bodiesSince(1), contains(List.of(PURGE_OF_C2)));
    assertThat(council.counter("delivered: purge"), is(1L));
    assertThat(council.balance("rows"), is("4 read = 3 unchanged + 1 selected"));
    Map<String, String> after = council.staged.row("C2");
    assertThat(after.get("api_response"), matchesPattern("[0-9a-f-]{36}\\.json"));
    before.put("api_response", after.get("api_response"));
    before.put("current_hash", "00".repeat(32));
    assertThat(after, is(before));
    assertThat(council.wrong(), is(empty()));
    council.populate();
    council.sendWell();
    assertThat(council.posted(), is(2));
    assertThat(council.balance("rows"), is("4 read = 3 unchanged + 1 deleted before"));
  }

  @Test
  void aPurgedChildWhoReturnsWithTheVerySameDataIsSentInFull() {
    council.cohort.remove("C2");
    council.populate();
    council.sendWell();
    council.cohort.bringBack("C2");
    council.populate();
    assertThat(council.staged.state("C2"), is("Pending Updated"));

    council.sendWell();

    assertThat(council.recordsSince(2), is(Map.of("C2", child("C2", "ZZ1 1ZZ"))));
    assertThat(council.counter("delivered: full"), is(1L));
    assertThat(council.staged.state("C2"), is("sent unchanged"));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aChildWhoReturnsBeforeThePurgeIsSentAsAChangeOrNotAtAll() {
    council.cohort.remove("C2");
    council.populate();
    council.cohort.put("C2", child("C2", "ZZ8 8ZZ"));
    council.populate();

    council.sendWell();

    assertThat(council.recordsSince(1), is(Map.of("C2", child("C2", "ZZ8 8ZZ"))));
    assertThat(council.counter("delivered: delta"), is(1L));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aDeletedChildThatWasNeverSentIsNotPurged() {
    council.cohort.put("C5", child("C5", "ZZ1 1ZZ"));
    council.populate();
    council.cohort.remove("C5");
    council.populate();
    Map<String, String> before = council.staged.row("C5");

    council.sendWell();

    assertThat(council.posted(), is(1));
    // So that the populate script notices a child who returns with the same data.
    before.put("current_hash", NO_HASH);
    assertThat(council.staged.row("C5"), is(before));
    assertThat(council.balance("rows"), is("5 read = 4 unchanged + 1 deleted before"));
  }

  @Test
  void theDetailsLastAcceptedGoWithADeletionWhenAsked() {
    council.cohort.remove("C2");
    council.populate();

    council.sendWell("--deletionDetails=true", "--dryRun", "--showValues");

    ObjectNode expected = (ObjectNode) PURGE_OF_C2.deepCopy();
    expected.set("child_details", child("C2", "ZZ1 1ZZ").get("child_details"));
    ((ObjectNode) expected.get("child_details")).put("purge", true);
    assertThat(
        json(Council.read(council.output().resolve("dry-run/batch-00001.json")), ArrayNode.class),
        contains(expected));
  }

  @Test
  void aChildWithoutARowIsPurgedUnlessAbsentChildrenAreKept() {
    council.staged.delete("C2");
    council.sendWell("--absent=keep");
    assertThat(council.posted(), is(1));
    assertThat(council.balance("children"), is("1 selected = 1 absent and kept"));
    assertThat(
        council.outcome().get("notices").get(0).asText(),
        is("1 children have no row any more and were not purged (--absent=keep)."));

    council.sendWell();

    assertThat(council.bodiesSince(1), contains(List.of(PURGE_OF_C2)));
    council.sendWell();
    assertThat(council.posted(), is(2));
  }

  @Test
  void theBrakeHoldsAllDeletionsAndSaysBothNumbersWhileTheRestGoes() {
    council.cohort.remove("C2");
    council.cohort.remove("C3");
    council.cohort.put("C1", child("C1", "ZZ9 9ZZ"));
    council.populate();
    Map<String, Map<String, String>> before = council.staged.rows();

    int exitCode = council.send("--maxPurgePercent=5");

    assertThat(exitCode, is(3));
    assertThat(council.recordsSince(1).keySet(), is(Set.of("C1")));
    String sentence =
        "Nothing was purged: 2 of 4 children the receiver holds would be (50 %), and"
            + " --maxPurgePercent allows 5 %. If they are to be deleted, run again with a higher"
            + " limit.";
    assertThat(council.problems(), contains(sentence));
    assertThat(council.out.contains(sentence), is(true));
    assertThat(council.balance("children"), is("3 selected = 1 delivered + 2 held by the brake"));
    before.get("C2").put("current_hash", NO_HASH);
    before.get("C3").put("current_hash", NO_HASH);
    assertThat(council.staged.row("C2"), is(before.get("C2")));
    assertThat(council.staged.row("C3"), is(before.get("C3")));

    council.sendWell("--maxPurgePercent=50");
    assertThat(council.recordsSince(2).keySet(), is(Set.of("C2", "C3")));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void theBrakeGoesByFivePercentWhenNothingIsSaidAndByACountWhenOneIs() {
    council.cohort.remove("C2");
    council.populate();
    assertThat(council.send("--maxPurgePercent=100", "--maxPurgeCount=0"), is(3));
    assertThat(
        council.problems(),
        contains(
            "Nothing was purged: 1 of 4 children the receiver holds would be (25 %), and"
                + " --maxPurgeCount allows 0. If they are to be deleted, run again with a higher"
                + " limit."));
    assertThat(council.posted(), is(1));

    council.sendWell("--maxPurgePercent=100", "--maxPurgeCount=1");

    assertThat(council.posted(), is(2));
  }

  @Test
  void anEmptyTablePurgesNobody() {
    for (String id : List.of("C1", "C2", "C3", "C4")) {
      council.staged.delete(id);
    }

    assertThat(council.send(), is(3));

    assertThat(council.posted(), is(1));
    assertThat(council.balance("children"), is("4 selected = 4 held by the brake"));
  }

  @Test
  void aHeldChildIsNotTakenForGoneWhenARowOfUnknownOwnerMayBeTheirs() {
    // The key in the table is longer than the child's own, and the payload cannot be read.
    council.staged.update("C2", "[person_id] = 'C2-long', [json_payload] = '{broken'");

    assertThat(council.send(), is(3));

    assertThat(council.posted(), is(1));
    assertThat(council.balance("rows"), is("4 read = 3 unchanged + 1 not usable"));
    assertThat(council.balance("children"), is("1 selected = 1 absent and kept"));
  }
}
