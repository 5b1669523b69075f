package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.purlin.pipelines.csc.Council.child;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.plan.Listing;

/** {@code purlin csc --plan}. */
class PlanTest {

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 0);
    for (String id : List.of("C1", "C2", "C3", "C4")) {
      council.cohort.put(id, child(id, "ZZ1 1ZZ"));
    }
    council.populate();
  }

  @AfterEach
  void close() {
    council.close();
  }

  private Map<String, Long> records() throws Exception {
    Map<String, Long> records = new TreeMap<>();
    for (JsonNode each : Council.JSON.readTree(council.out).get("records")) {
      records.put(each.get("kind").asText(), each.get("records").asLong());
    }
    return records;
  }

  @Test
  void recordsAreToldByKindAndNothingIsSentOrChanged() throws Exception {
    council.sendWell();
    council.cohort.put("C2", child("C2", "ZZ9 9ZZ"));
    council.cohort.remove("C3");
    council.cohort.put("C5", child("C5", "ZZ1 1ZZ"));
    council.populate();
    Map<String, List<Map<String, String>>> before = council.staged.everything();
    Map<String, String> files = Listing.of(directory);
    int requests = council.receiver.requests().size();

    council.sendWell("--plan", "--json");

    assertThat(
        records(),
        is(
            Map.of(
                "to send, whole record", 1L,
                "to send, what changed", 1L,
                "to send, deletion", 1L,
                "unchanged since they were accepted", 2L)));
    assertThat(Council.JSON.readTree(council.out).at("/estimates/0/number").asLong(), is(1L));
    assertThat(council.staged.everything(), is(before));
    assertThat(council.receiver.requests(), hasSize(requests));
    assertThat(Listing.of(directory), is(files));
    assertThat(Listing.leftOver(), is(empty()));
  }

  @Test
  void aFirstNightAfterAnotherSenderIsPlannedWithoutMakingTables() throws Exception {
    for (String id : List.of("C1", "C2", "C3")) {
      council.staged.update(
          id,
          "[submission_status] = 'Sent', [row_state] = 'Unchanged', [previous_hash] ="
              + " [current_hash], [previous_json_payload] = [json_payload]");
    }
    council.cohort.put("C2", child("C2", "ZZ9 9ZZ"));
    council.populate();
    Map<String, List<Map<String, String>>> before = council.staged.everything();

    council.sendWell("--plan", "--adopt=sent");

    assertThat(council.out, containsString("3 children are taken as held by the receiver"));
    assertThat(council.out, containsString("to send, whole record"));
    assertThat(council.out, containsString("purlin csc --adopt=sent"));
    assertThat(council.staged.everything(), is(before));
    assertThat(council.posted(), is(0));
    assertThat(Listing.of(directory), is(Map.of()));
    assertThat(Listing.leftOver(), is(empty()));

    assertThat(council.send("--plan"), is(2));
    assertThat(council.err, containsString("--adopt"));
    assertThat(Listing.leftOver(), is(empty()));
  }

  @Test
  void aSecondNightAdoptsNobodyIntoTheRecordsThatAreInUse() {
    council.sendWell("--adopt=none");
    council.cohort.put("C9", child("C9", "ZZ1 1ZZ"));
    council.populate();
    council.staged.update(
        "C9",
        "[submission_status] = 'Sent', [previous_hash] = [current_hash], [previous_json_payload] ="
            + " [json_payload]");
    Map<String, List<Map<String, String>>> before = council.staged.everything();

    council.sendWell("--plan", "--adopt=sent");

    assertThat(council.staged.everything(), is(before));
  }

  @Test
  void recordsInFilesAreCopiedAndAChildIsNotNamed() {
    Path records = directory.resolve("records");
    council.sendWell("--records=" + records);
    council.cohort.put("C2", child("C2", "ZZ9 9ZZ"));
    council.populate();
    Map<String, String> files = Listing.of(directory);

    council.sendWell("--records=" + records, "--only=C2", "--plan");

    assertThat(council.out, matchesPattern("(?s).*children  to send, what changed +1\n.*"));
    assertThat(council.out, not(containsString("C2")));
    assertThat(council.out, containsString("'--only=(one child)'"));
    assertThat(Listing.of(directory), is(files));
  }

  @Test
  void missingTablesThatNobodyIsToMakeEndThePlanAsTheyEndTheRun() {
    Map<String, List<Map<String, String>>> before = council.staged.everything();

    assertThat(council.send("--createTables=false", "--plan"), is(8));
    String planned = council.error();
    assertThat(planned, containsString("The sender's own tables are missing"));
    assertThat(planned, containsString("give --createTables"));
    assertThat(council.out, is(""));
    assertThat(Listing.leftOver(), is(empty()));
    assertThat(council.staged.everything(), is(before));

    assertThat(council.send("--createTables=false"), is(8));
    assertThat(council.error(), containsString("The sender's own tables are missing"));

    council.sendWell("--plan");
    assertThat(council.out, containsString(" --createTables"));
    council.sendWell();
    council.sendWell("--createTables=false", "--plan");
  }
}
