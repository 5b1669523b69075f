package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.csc.DeltaSettings.Cleared;
import org.purlin.transforms.csc.DeltaSettings.Reading;

class ChildDeltaSettingsTest {

  private static final String NONE = "nothing is sent";
  private static final DeltaSettings DEFAULT = DeltaSettings.DEFAULT;

  private static final ObjectNode CLOSED =
      Child.withEpisode(
          ",closure_reason:'RC1',child_in_need_plans:[{child_in_need_plan_id:'P1',"
              + "start_date:'2026-01-01',end_date:'2026-02-01',purge:false},"
              + "{child_in_need_plan_id:'P2',start_date:'2026-03-01',purge:false}],"
              + "adoption:{matched_date:'2026-01-01',purge:false}");

  private static final ObjectNode OPEN_AGAIN =
      Child.withEpisode(
          ",child_in_need_plans:[{child_in_need_plan_id:'P1',"
              + "start_date:'2026-01-01',purge:false},"
              + "{child_in_need_plan_id:'P2',start_date:'2026-03-01',purge:false}],"
              + "adoption:{matched_date:'2026-01-01',purge:false}");

  private static String episodes(ObjectNode from, ObjectNode to, DeltaSettings settings) {
    return ChildDelta.between(from, to, settings)
        .map(record -> Child.text(record.get("social_care_episodes")))
        .orElse(NONE);
  }

  private static final String P1 =
      "{'child_in_need_plan_id':'P1','start_date':'2026-01-01','purge':false";
  private static final String P2 =
      "{'child_in_need_plan_id':'P2','start_date':'2026-03-01','purge':false}";
  private static final String ADOPTION = "'adoption':{'matched_date':'2026-01-01','purge':false}";
  private static final String E1 = "[{'social_care_episode_id':'E1','child_in_need_plans':[";

  @Test
  void byDefaultNothingIsAssumed() {
    assertThat(DEFAULT, is(new DeltaSettings(Cleared.NULL, Reading.EITHER, false, Set.of())));
    assertThat(
        episodes(CLOSED, OPEN_AGAIN, DEFAULT),
        is(
            E1
                + P1
                + ",'end_date':null},"
                + P2
                + "],"
                + ADOPTION
                + ",'purge':false,'closure_reason':null}]"));
  }

  @Test
  void aClearedScalarCanBeLeftOutOfAnEpisodeThatIsSentWhole() {
    assertThat(
        episodes(CLOSED, OPEN_AGAIN, DEFAULT.withCleared(Cleared.OMIT)),
        is(E1 + P1 + "}," + P2 + "]," + ADOPTION + ",'purge':false}]"));
  }

  @Test
  void aClearedScalarCanBeNoDifference() {
    DeltaSettings off = DEFAULT.withCleared(Cleared.OFF);
    assertThat(episodes(CLOSED, OPEN_AGAIN, off), is(NONE));
    assertThat(
        episodes(CLOSED, Child.withEpisode(""), off),
        is(
            "[{'social_care_episode_id':'E1','purge':false,'child_in_need_plans':["
                + "{'child_in_need_plan_id':'P1','purge':true},"
                + "{'child_in_need_plan_id':'P2','purge':true}],'adoption':{'purge':true}}]"));
  }

  @Test
  void forAMergingReceiverOnlyWhatDiffersInAnEpisodeIsSent() {
    assertThat(
        episodes(CLOSED, OPEN_AGAIN, DEFAULT.withReading(Reading.MERGE)),
        is(E1 + P1 + ",'end_date':null}],'purge':false,'closure_reason':null}]"));
  }

  @Test
  void forAReplacingReceiverNothingSentWholeSaysWhatIsGone() {
    ObjectNode one = Child.withEpisode(",child_in_need_plans:[" + P1 + "}]");
    assertThat(
        episodes(CLOSED, one, DEFAULT.withReading(Reading.REPLACE)),
        is(E1 + P1 + "}],'purge':false}]"));
    assertThat(
        episodes(CLOSED, Child.with(""), DEFAULT.withReading(Reading.REPLACE)),
        is("[{'social_care_episode_id':'E1','purge':true}]"));
  }

  @Test
  void anIgnoredPathIsNoReasonToSendAndIsSentWithTheRest() {
    DeltaSettings settings =
        DEFAULT.withIgnoredPaths(
            Set.of(
                "child_details.unique_pupil_number",
                "social_care_episodes.child_in_need_plans.child_in_need_plan_id"));
    ObjectNode before = Child.withEpisode(",child_in_need_plans:[" + P1 + "}," + P2 + "]");
    ObjectNode otherIds =
        Child.json(Child.text(before).replace("'P1'", "'Q9'").replace("'P2'", "'Q1'"));
    ((ObjectNode) otherIds.get("child_details")).put("unique_pupil_number", "Z000000000001");

    assertThat(episodes(before, otherIds, settings), is(NONE));
    assertThat(ChildHash.of(before, settings), is(ChildHash.of(otherIds, settings)));
    assertThat(ChildHash.of(before, DEFAULT), is(not(ChildHash.of(otherIds, DEFAULT))));

    ((ObjectNode) otherIds.at("/social_care_episodes/0")).put("closure_reason", "RC1");
    assertThat(
        ChildDelta.between(before, otherIds, settings)
            .orElseThrow()
            .at("/child_details/unique_pupil_number")
            .asText(),
        is("Z000000000001"));
    Receiver receiver = new MergingReceiver();
    receiver.receive(ChildDelta.full(before, settings));
    receiver.receive(ChildDelta.between(before, otherIds, settings).orElseThrow());
    assertThat(receiver.meaning(), is(Meaning.of(otherIds)));
  }

  @Test
  void settingsCrossMachines() throws Exception {
    DeltaSettings settings =
        DEFAULT
            .withCleared(Cleared.OMIT)
            .withReading(Reading.MERGE)
            .withDeletionDetails(true)
            .withIgnoredPaths(Set.of("a", "b"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject(), is(settings));
    }
    assertThat(
        settings, is(new DeltaSettings(Cleared.OMIT, Reading.MERGE, true, Set.of("b", "a"))));
  }
}
