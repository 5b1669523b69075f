package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.purlin.pipelines.csc.Council.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What would be sent is shown, and nothing anywhere is changed; and how a first run takes over. */
class DryRunTest {

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

  private String body(int number) {
    return Council.read(council.output().resolve("dry-run/batch-%05d.json".formatted(number)));
  }

  /** As another sender leaves the table: sent, but for one that was built again since. */
  private void sentByAnother() {
    for (String id : List.of("C1", "C2", "C3")) {
      council.staged.update(
          id,
          "[submission_status] = 'Sent', [row_state] = 'Unchanged', [previous_hash] ="
              + " [current_hash], [previous_json_payload] = [json_payload]");
    }
    council.cohort.put("C2", child("C2", "ZZ9 9ZZ"));
    council.cohort.remove("C3");
    council.populate();
  }

  private static final String FULL_OF_C2 =
      "{\"la_child_id\":\"C2\",\"mis_child_id\":\"MIS-C2\",\"purge\":false,\"child_details\":"
          + "{\"first_name\":\"Ash\",\"surname\":\"Invented\",\"date_of_birth\":\"2012-05-01\","
          + "\"sex\":\"F\",\"ethnicity\":\"WBRI\",\"disabilities\":[\"NONE\"],\"postcode\":"
          + "\"ZZ9 9ZZ\",\"uasc_flag\":false,\"purge\":false}}";

  private static final String PURGE_OF_C3 =
      "{\"la_child_id\":\"C3\",\"mis_child_id\":\"MIS-C3\",\"purge\":true}";

  @Test
  void theBodiesAreWrittenAndNoTableIsChangedOrMade() {
    council.sendWell();
    council.cohort.put("C2", child("C2", "ZZ9 9ZZ"));
    council.cohort.remove("C3");
    council.populate();
    Map<String, List<Map<String, String>>> before = council.staged.everything();

    council.sendWell("--dryRun", "--showValues");

    assertThat(body(1), is("[" + FULL_OF_C2 + ",\n" + PURGE_OF_C3 + "]\n"));
    assertThat(council.staged.everything(), is(before));
    assertThat(council.posted(), is(1));
    assertThat(council.balance("children"), is("2 selected = 2 shown and not sent"));
    assertThat(council.counter("shown and not sent: delta"), is(1L));
    assertThat(council.counter("shown and not sent: purge"), is(1L));

    council.sendWell("--dryRun");

    assertThat(
        body(1),
        is(
            "[{\"la_child_id\":\"‹text 2›\",\"mis_child_id\":\"‹text 6›\",\"purge\":false,"
                + "\"child_details\":{\"first_name\":\"‹text 3›\",\"surname\":\"‹text 8›\","
                + "\"date_of_birth\":\"‹date›\",\"sex\":\"‹text 1›\",\"ethnicity\":\"‹text 4›\","
                + "\"disabilities\":[\"‹text 4›\"],\"postcode\":\"‹text 7›\",\"uasc_flag\":false,"
                + "\"purge\":false}},\n"
                + "{\"la_child_id\":\"‹text 2›\",\"mis_child_id\":\"‹text 6›\",\"purge\":true}]\n"));
    assertThat(council.staged.everything(), is(before));
  }

  @Test
  void aDryFirstRunShowsWhatAdoptingWouldSendAndMakesNoTable() {
    sentByAnother();
    Map<String, List<Map<String, String>>> before = council.staged.everything();

    council.sendWell("--dryRun", "--showValues", "--adopt=sent");

    assertThat(body(1), containsString("{\"la_child_id\":\"C2\""));
    assertThat(body(1), containsString(PURGE_OF_C3));
    assertThat(body(1).contains("C1"), is(false));
    assertThat(council.staged.everything(), is(before));
    assertThat(council.receiver.requests(), is(empty()));

    council.sendWell("--dryRun", "--adopt=none", "--batchSize=1");
    assertThat(council.counter("shown and not sent: full"), is(2L));
    assertThat(council.staged.everything(), is(before));
  }

  @Test
  void theFirstRunAfterAnotherSenderIsRefusedUntilItIsToldWhatToMakeOfIt() {
    sentByAnother();

    assertThat(council.send(), is(2));

    assertThat(
        council.error(),
        containsString(
            "This is the first run on this table for this receiver, and the table says that 2 rows"
                + " were sent before. Say --adopt=sent to take what it says as held by the receiver"
                + " (then only changes go, and deletions arrive), or --adopt=none to send every"
                + " child as a full record (then children deleted earlier stay at the receiver)."));
    assertThat(council.receiver.requests(), is(empty()));
    assertThat(council.staged.own("accepted"), is(empty()));
  }

  @Test
  void adoptingWhatWasSentSendsChangesAndDeletionsOnly() {
    sentByAnother();

    council.sendWell("--adopt=sent");

    assertThat(council.bodiesSince(0).get(0).size(), is(2));
    assertThat(
        council.bodiesSince(0).get(0).stream().map(Object::toString).toList(),
        contains(FULL_OF_C2, PURGE_OF_C3));
    assertThat(council.counter("children adopted"), is(3L));
    assertThat(council.balance("rows"), is("3 read = 1 unchanged + 2 selected"));
    council.sendWell();
    assertThat(council.posted(), is(1));
  }

  @Test
  void adoptingNothingSendsEveryChildInFull() {
    sentByAnother();

    council.sendWell("--adopt=none");

    assertThat(council.counter("delivered: full"), is(2L));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void anAdoptedPayloadWithTwoItemsOfOneIdIsReplacedByTheWholeChild() {
    sentByAnother();
    council.staged.update(
        "C1",
        "[previous_json_payload] = ?",
        "{\"la_child_id\":\"C1\",\"social_care_episodes\":[{\"social_care_episode_id\":\"E1\"},"
            + "{\"social_care_episode_id\":\"E1\"}]}");

    council.sendWell("--adopt=sent");

    assertThat(council.recordsSince(0).get("C1"), is(child("C1", "ZZ1 1ZZ")));
  }
}
