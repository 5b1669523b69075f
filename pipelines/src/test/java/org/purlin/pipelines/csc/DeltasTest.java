package org.purlin.pipelines.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.purlin.pipelines.csc.Council.child;
import static org.purlin.pipelines.csc.Council.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.csc.Refusal;
import org.purlin.sandbox.csc.RefusalForm;

/** What is sent of a child who is new or changed, and what the row says afterwards. */
class DeltasTest {

  private static final String RECEIPT = "[0-9a-f-]{36}\\.json";

  @TempDir Path directory;
  private Council council;

  @BeforeEach
  void open() {
    council = new Council(directory, 0);
  }

  @AfterEach
  void close() {
    council.close();
  }

  private ObjectNode put(String id, ObjectNode payload) {
    council.cohort.put(id, payload);
    return payload;
  }

  /** A night: the script, the job; returns what was posted, by child. */
  private Map<String, JsonNode> night() {
    council.populate();
    int before = council.posted();
    council.sendWell();
    return council.recordsSince(before);
  }

  private static ObjectNode withEpisodes(String id, String... episodes) {
    ObjectNode child = child(id, "ZZ1 1ZZ");
    child.set(
        "social_care_episodes", json("{\"all\":[" + String.join(",", episodes) + "]}").get("all"));
    return child;
  }

  @Test
  void aNewChildIsPostedInFullAndTheRowSaysSentUnchangedWithReceiptAndTime() {
    ObjectNode payload = put("C1", child("C1", "ZZ1 1AA"));
    council.populate();
    Map<String, String> before = council.staged.row("C1");
    assertThat(before.get("submission_status") + before.get("row_state"), is("PendingNew"));
    assertThat(before.get("previous_json_payload"), is(nullValue()));

    int exitCode = council.send();

    assertThat(council.err, exitCode, is(0));
    assertThat(council.bodiesSince(0), contains(List.of((JsonNode) payload)));
    Map<String, String> after = council.staged.row("C1");
    assertThat(after.get("api_response"), matchesPattern(RECEIPT));
    before.put("submission_status", "sent");
    before.put("row_state", "unchanged");
    before.put("submission_timestamp", Council.RECEIVED_AT);
    before.put("previous_json_payload", before.get("json_payload"));
    before.put("previous_hash", before.get("current_hash"));
    before.put("api_response", after.get("api_response"));
    assertThat(after, is(before));
    assertThat(
        council.staged.own("accepted").get(0).get("receipt"),
        is("2026-03-31_06:15:02.41_" + after.get("api_response")));
    assertThat(council.staged.own("outbox"), is(empty()));
    assertThat(council.balance("rows"), is("1 read = 1 selected"));
    assertThat(council.balance("children"), is("1 selected = 1 delivered"));
    assertThat(council.counter("delivered: full"), is(1L));
    assertThat(council.counter("batches"), is(1L));
    assertThat(council.counter("posts"), is(1L));
    assertThat(council.quarantine(), is(empty()));
  }

  @Test
  void aChangedPostcodeGoesWithIdsAndTheWholeDetailsAndNoEpisode() {
    String episode = "{\"social_care_episode_id\":\"E1\",\"referral_date\":\"2026-01-05\"}";
    ObjectNode child = put("C1", withEpisodes("C1", episode));
    night();
    ((ObjectNode) child.get("child_details")).put("postcode", "ZZ9 9ZZ");
    put("C1", child);

    Map<String, JsonNode> sent = night();

    assertThat(sent, is(Map.of("C1", child("C1", "ZZ9 9ZZ"))));
    assertThat(council.counter("delivered: delta"), is(1L));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void apostrophesAndOtherLettersArriveLetterByLetter() {
    ObjectNode tester = child("C1", "ZZ1 1ZZ");
    ((ObjectNode) tester.get("child_details")).put("surname", "O'Tester");
    ObjectNode other = child("C2", "ZZ1 1ZZ");
    ((ObjectNode) other.get("child_details")).put("surname", "Łukowska 🌱 \"Q\" \\ 'n");
    put("C1", tester);
    put("C2", other);
    assertThat(night(), is(Map.of("C1", tester, "C2", other)));
    ((ObjectNode) tester.get("child_details")).put("postcode", "ZZ9 9ZZ");
    put("C1", tester);

    assertThat(night(), is(Map.of("C1", tester)));

    assertThat(council.receiver.posts().get(1).body(), is("[" + tester + "]"));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aRemovedPlanIsPurgedOnceAndNotAgainTheNextNight() {
    String before =
        "{\"social_care_episode_id\":\"E1\",\"child_in_need_plans\":["
            + "{\"child_in_need_plan_id\":\"P1\",\"start_date\":\"2026-01-06\",\"purge\":false},"
            + "{\"child_in_need_plan_id\":\"P2\",\"start_date\":\"2026-02-06\",\"purge\":false}],"
            + "\"purge\":false}";
    put("C1", withEpisodes("C1", before));
    night();
    put(
        "C1",
        withEpisodes(
            "C1",
            "{\"social_care_episode_id\":\"E1\",\"child_in_need_plans\":[{\"child_in_need_plan_id\":"
                + "\"P1\",\"start_date\":\"2026-01-06\",\"purge\":false}],\"purge\":false}"));

    Map<String, JsonNode> sent = night();

    assertThat(
        sent.get("C1").get("social_care_episodes").toString(),
        is(
            "[{\"social_care_episode_id\":\"E1\",\"child_in_need_plans\":["
                + "{\"child_in_need_plan_id\":\"P1\",\"start_date\":\"2026-01-06\",\"purge\":false},"
                + "{\"child_in_need_plan_id\":\"P2\",\"purge\":true}],\"purge\":false}]"));
    assertThat(council.wrong(), is(empty()));
    assertThat(night(), is(Map.of()));
    assertThat(council.balance("rows"), is("1 read = 1 unchanged"));
  }

  @Test
  void aRemovedEpisodeAndARemovedBlockArePurged() {
    String first =
        "{\"social_care_episode_id\":\"E1\",\"care_leavers\":{\"contact_date\":\"2026-01-09\","
            + "\"activity\":\"F2\",\"accommodation\":\"B\",\"purge\":false},\"purge\":false}";
    put("C1", withEpisodes("C1", first, "{\"social_care_episode_id\":\"E2\",\"purge\":false}"));
    night();
    put("C1", withEpisodes("C1", "{\"social_care_episode_id\":\"E1\",\"purge\":false}"));

    Map<String, JsonNode> sent = night();

    assertThat(
        sent.get("C1").get("social_care_episodes").toString(),
        is(
            "[{\"social_care_episode_id\":\"E1\",\"purge\":false,\"care_leavers\":{\"purge\":true}},"
                + "{\"social_care_episode_id\":\"E2\",\"purge\":true}]"));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aClearedValueIsSentAsNullOrWithOmitLeftOutOfItsWholeEpisode() {
    String closed =
        "{\"social_care_episode_id\":\"E1\",\"referral_date\":\"2026-01-05\",\"closure_date\":"
            + "\"2026-02-01\",\"closure_reason\":\"RC1\",\"purge\":false}";
    String open =
        "{\"social_care_episode_id\":\"E1\",\"referral_date\":\"2026-01-05\",\"purge\":false}";
    put("C1", withEpisodes("C1", closed));
    put("C2", withEpisodes("C2", closed));
    night();
    put("C1", withEpisodes("C1", open));
    Map<String, JsonNode> sent = night();
    assertThat(
        sent.get("C1").get("social_care_episodes").get(0),
        is(
            (JsonNode)
                json(
                    open.replace(
                        "\"purge\"", "\"closure_date\":null,\"closure_reason\":null,\"purge\""))));
    assertThat(council.wrong(), is(empty()));

    put("C2", withEpisodes("C2", open));
    council.populate();
    council.sendWell("--cleared=omit", "--reading=replace");

    assertThat(
        council.recordsSince(2).get("C2").get("social_care_episodes").toString(),
        is("[" + open + "]"));
  }

  @Test
  void orderAndNullsAreNoDifferenceAndTheRowIsMarkedUnchanged() {
    String one = "{\"social_care_episode_id\":\"E1\",\"closure_date\":null,\"purge\":false}";
    String two = "{\"social_care_episode_id\":\"E2\",\"purge\":false}";
    put("C1", withEpisodes("C1", two, "{\"social_care_episode_id\":\"E1\"}"));
    night();
    put("C1", withEpisodes("C1", one, two));
    council.populate();
    assertThat(council.staged.state("C1"), is("Pending Updated"));

    council.sendWell();

    assertThat(council.posted(), is(1));
    assertThat(council.staged.state("C1"), is("sent unchanged"));
    Map<String, String> row = council.staged.row("C1");
    assertThat(row.get("previous_json_payload"), is(row.get("json_payload")));
    assertThat(row.get("previous_hash"), is(row.get("current_hash")));
    assertThat(row.get("api_response"), matchesPattern(RECEIPT));
    assertThat(council.balance("rows"), is("1 read = 1 marked unchanged"));
    assertThat(night(), is(Map.of()));
    assertThat(council.balance("rows"), is("1 read = 1 unchanged"));
  }

  @Test
  void listsWithoutIdsAreSentWholeEveryWorkerWithItsDates() {
    String before =
        "{\"social_care_episode_id\":\"E1\",\"child_and_family_assessments\":[{"
            + "\"child_and_family_assessment_id\":\"A1\",\"factors\":[\"1A\",\"2B\"]}],"
            + "\"care_worker_details\":[{\"worker_id\":\"SW1\",\"start_date\":\"2026-01-01\"}]}";
    String after =
        "{\"social_care_episode_id\":\"E1\",\"child_and_family_assessments\":[{"
            + "\"child_and_family_assessment_id\":\"A1\",\"factors\":[\"1A\",\"2C\"],"
            + "\"purge\":false}],\"care_worker_details\":[{\"worker_id\":\"SW1\",\"start_date\":"
            + "\"2026-03-01\"},{\"worker_id\":\"SW1\",\"start_date\":\"2026-01-01\",\"end_date\":"
            + "\"2026-02-01\"}],\"purge\":false}";
    ObjectNode child = withEpisodes("C1", before);
    child.set(
        "health_and_wellbeing",
        json("{\"sdq_assessments\":[{\"date\":\"2026-01-01\",\"score\":9}],\"purge\":false}"));
    put("C1", child);
    night();
    ObjectNode changed = withEpisodes("C1", after);
    ((ObjectNode) changed.get("child_details")).putArray("disabilities").add("HAND").add("VIS");
    changed.set(
        "health_and_wellbeing",
        json(
            "{\"sdq_assessments\":[{\"date\":\"2026-03-01\",\"score\":7},"
                + "{\"date\":\"2026-01-01\",\"score\":9}],\"purge\":false}"));
    put("C1", changed);

    assertThat(night(), is(Map.of("C1", changed)));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aChangeThatWasRefusedIsInTheNextDifferenceToo() {
    String plan = "{\"social_care_episode_id\":\"E1\",\"purge\":false}";
    put("C1", child("C1", "ZZ1 1ZZ"));
    put("C2", child("C2", "ZZ1 1ZZ"));
    night();
    put("C1", withEpisodes("C1", plan));
    put("C2", child("C2", "ZZ2 2ZZ"));
    council.receiver.refuse("C1", Refusal.as(RefusalForm.INDEXED));
    council.populate();
    Map<String, String> before = council.staged.row("C1");

    assertThat(council.send(), is(3));

    Map<String, String> refused = council.staged.row("C1");
    before.put("submission_status", "error");
    before.put(
        "api_response",
        "400 [0].social_care_episodes[2].closure_reason: expected a code of its list");
    assertThat(refused, is(before));
    council.receiver.clearRefusals();
    ObjectNode third = withEpisodes("C1", plan);
    ((ObjectNode) third.get("child_details")).put("postcode", "ZZ7 7ZZ");
    put("C1", third);
    assertThat(night(), is(Map.of("C1", third)));
    assertThat(council.staged.state("C1"), is("sent unchanged"));
    assertThat(council.wrong(), is(empty()));
  }

  @Test
  void aNewChildWhoseFirstSendingFailedIsSentInFull() {
    put("C1", child("C1", "ZZ1 1ZZ"));
    put("C2", child("C2", "ZZ1 1ZZ"));
    council.receiver.refuse("C1", Refusal.as(RefusalForm.INDEXED));
    council.populate();
    assertThat(council.send(), is(3));
    council.receiver.clearRefusals();
    put("C1", child("C1", "ZZ3 3ZZ"));
    council.populate();
    assertThat(council.staged.row("C1").get("previous_json_payload"), is(not(nullValue())));

    council.sendWell();

    assertThat(council.counter("delivered: full"), is(1L));
    assertThat(council.wrong(), is(empty()));
  }
}
