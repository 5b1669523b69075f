package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** One test for each situation in which a difference has been seen to be made wrong. */
class ChildDeltaTest {

  private static final String NONE = "nothing is sent";

  /** What every record of the test child begins with. */
  private static final String HEAD =
      "{'la_child_id':'C1','purge':false,'child_details':{'sex':'F','purge':false}";

  private static String delta(ObjectNode accepted, ObjectNode current) {
    return ChildDelta.between(accepted, current, DeltaSettings.DEFAULT)
        .map(Child::text)
        .orElse(NONE);
  }

  private static String episode(String more) {
    return HEAD
        + ",'social_care_episodes':[{'social_care_episode_id':'E1'"
        + more
        + ",'purge':false}]}";
  }

  private static String plan(String id, String start) {
    return "{child_in_need_plan_id:'" + id + "',start_date:'" + start + "',purge:false}";
  }

  private static ObjectNode plans(String... plans) {
    return Child.withEpisode(",child_in_need_plans:[" + String.join(",", plans) + "]");
  }

  @Test
  void anItemThatIsGoneIsPurgedOnce() {
    ObjectNode two = plans(plan("P1", "2026-01-01"), plan("P2", "2026-02-01"));
    ObjectNode one = plans(plan("P1", "2026-01-01"));
    assertThat(
        delta(two, one),
        is(
            episode(
                ",'child_in_need_plans':[{'child_in_need_plan_id':'P1',"
                    + "'start_date':'2026-01-01','purge':false},"
                    + "{'child_in_need_plan_id':'P2','purge':true}]")));
    assertThat(delta(one, one), is(NONE));
  }

  @Test
  void anEpisodeThatIsGoneIsPurged() {
    ObjectNode two =
        Child.with(
            ",social_care_episodes:[{social_care_episode_id:'E1',purge:false},"
                + "{social_care_episode_id:'E2',referral_date:'2026-01-01'}]");
    assertThat(
        delta(two, Child.withEpisode("")),
        is(HEAD + ",'social_care_episodes':[{'social_care_episode_id':'E2','purge':true}]}"));
  }

  @Test
  void ofAListThatIsGoneEveryItemIsPurged() {
    ObjectNode two = plans(plan("P1", "2026-01-01"), plan("P2", "2026-02-01"));
    String purges =
        HEAD
            + ",'social_care_episodes':[{'social_care_episode_id':'E1','purge':false,"
            + "'child_in_need_plans':[{'child_in_need_plan_id':'P1','purge':true},"
            + "{'child_in_need_plan_id':'P2','purge':true}]}]}";
    assertThat(delta(two, plans()), is(purges));
    assertThat(delta(two, Child.withEpisode("")), is(purges));
  }

  @Test
  void theLastEpisodesAreGone() {
    String purge = HEAD + ",'social_care_episodes':[{'social_care_episode_id':'E1','purge':true}]}";
    assertThat(delta(Child.withEpisode(""), Child.with("")), is(purge));
    assertThat(delta(Child.withEpisode(""), Child.with(",social_care_episodes:[]")), is(purge));
  }

  @Test
  void blocksThatAreGoneArePurged() {
    ObjectNode before =
        Child.with(
            ",health_and_wellbeing:{sdq_assessments:[{date:'2026-01-01',score:3}],purge:false},"
                + "social_care_episodes:[{social_care_episode_id:'E1',"
                + "adoption:{matched_date:'2026-01-01'},care_leavers:{activity:'F1',purge:false}}]");
    assertThat(
        Child.text(Meaning.of(Child.json(delta(before, Child.withEpisode(""))))),
        is(
            "{'child_details':{'sex':'F'},'health_and_wellbeing':{'purge':true},"
                + "'la_child_id':'C1','social_care_episodes':[{'adoption':{'purge':true},"
                + "'care_leavers':{'purge':true},'social_care_episode_id':'E1'}]}"));
  }

  @Test
  void aClearedScalarIsSentAsNull() {
    assertThat(
        delta(
            Child.withEpisode(",closure_date:'2026-01-01',closure_reason:'RC1'"),
            Child.withEpisode("")),
        is(
            HEAD
                + ",'social_care_episodes':[{'social_care_episode_id':'E1','purge':false,"
                + "'closure_date':null,'closure_reason':null}]}"));
    assertThat(
        delta(
            Child.json("{la_child_id:'C1',child_details:{sex:'F',postcode:'ZZ1 1ZZ'}}"),
            Child.with("")),
        is(
            "{'la_child_id':'C1','purge':false,"
                + "'child_details':{'sex':'F','purge':false,'postcode':null}}"));
  }

  @Test
  void episodesThatDoNotDifferAreLeftOut() {
    String same = "{social_care_episode_id:'E2',referral_date:'2026-01-01'}";
    assertThat(
        delta(
            Child.with(
                ",social_care_episodes:[" + same + ",{social_care_episode_id:'E1',purge:false}]"),
            Child.with(
                ",social_care_episodes:["
                    + same
                    + ",{social_care_episode_id:'E1',closure_reason:'RC1',purge:false}]")),
        is(episode(",'closure_reason':'RC1'")));
  }

  @Test
  void anotherOrderOfItemsWithIdsIsNoDifference() {
    assertThat(
        delta(
            plans(plan("P1", "2026-01-01"), plan("P2", "2026-02-01")),
            plans(plan("P2", "2026-02-01"), plan("P1", "2026-01-01"))),
        is(NONE));
  }

  @Test
  void whatIsTheSameIsNotSent() {
    assertThat(delta(plans(plan("P1", "2026-01-01")), plans(plan("P1", "2026-01-01"))), is(NONE));
  }

  @Test
  void aBlockIsSentWhole() {
    assertThat(
        delta(
            Child.withEpisode(
                ",care_leavers:{contact_date:'2026-01-01',activity:'F1',accommodation:'U'}"),
            Child.withEpisode(
                ",care_leavers:{contact_date:'2026-01-01',activity:'F1',accommodation:'B'}")),
        is(
            episode(
                ",'care_leavers':{'contact_date':'2026-01-01','activity':'F1',"
                    + "'accommodation':'B','purge':false}")));
  }

  @Test
  void everyKindOfItemIsSentWholeWithItsPurgeFlag() {
    String[][] lists = {
      {"child_and_family_assessments", "child_and_family_assessment_id"},
      {"child_in_need_plans", "child_in_need_plan_id"},
      {"section_47_assessments", "section_47_assessment_id"},
      {"child_protection_plans", "child_protection_plan_id"},
      {"child_looked_after_placements", "child_looked_after_placement_id"},
    };
    for (String[] list : lists) {
      String item = "'" + list[0] + "':[{'" + list[1] + "':'X','start_date':'2026-01-0";
      assertThat(
          delta(Child.withEpisode("," + item + "1'}]"), Child.withEpisode("," + item + "2'}]")),
          is(episode("," + item + "2','purge':false}]")));
    }
  }

  @Test
  void workersAreSentAsAWholeListWithTheirDates() {
    String first = "{'worker_id':'SW1','start_date':'2025-01-01','end_date':'2025-02-01'}";
    String second = "{'worker_id':'SW1','start_date':'2026-01-01'}";
    assertThat(
        delta(
            Child.withEpisode(",care_worker_details:[" + first + "]"),
            Child.withEpisode(",care_worker_details:[" + second + "," + first + "]")),
        is(episode(",'care_worker_details':[" + second + "," + first + "]")));
  }

  @Test
  void strengthsAndDifficultiesAreSentAsAWholeBlock() {
    String old = "{'date':'2025-01-01','score':0}";
    String recent = "{'date':'2026-01-01','score':40}";
    assertThat(
        delta(
            Child.with(",health_and_wellbeing:{sdq_assessments:[" + old + "]}"),
            Child.with(",health_and_wellbeing:{sdq_assessments:[" + recent + "," + old + "]}")),
        is(
            HEAD
                + ",'health_and_wellbeing':{'sdq_assessments':["
                + recent
                + ","
                + old
                + "],'purge':false}}"));
  }

  @Test
  void aHealthBlockOfWhichTheContentIsGoneIsSentEmpty() {
    assertThat(
        delta(
            Child.with(",health_and_wellbeing:{sdq_assessments:[{score:1}],purge:false}"),
            Child.with(",health_and_wellbeing:{purge:false}")),
        is(HEAD + ",'health_and_wellbeing':{'purge':false,'sdq_assessments':[]}}"));
  }

  @Test
  void listsOfCodesAreSentWhole() {
    String before = ",child_and_family_assessments:[{child_and_family_assessment_id:'A',factors:";
    assertThat(
        delta(Child.withEpisode(before + "['1A','2B']}]"), Child.withEpisode(before + "['2B']}]")),
        is(
            episode(
                ",'child_and_family_assessments':[{'child_and_family_assessment_id':'A',"
                    + "'factors':['2B'],'purge':false}]")));
    assertThat(
        delta(Child.withEpisode(before + "['1A']}]"), Child.withEpisode(before + "[]}]")),
        is(
            episode(
                ",'child_and_family_assessments':[{'child_and_family_assessment_id':'A',"
                    + "'factors':[],'purge':false}]")));
  }

  @Test
  void disabilitiesThatAreGoneAreNullBecauseAnEmptyListIsRefused() {
    assertThat(
        delta(
            Child.json("{la_child_id:'C1',child_details:{sex:'F',disabilities:['MOB']}}"),
            Child.with("")),
        is(
            "{'la_child_id':'C1','purge':false,"
                + "'child_details':{'sex':'F','purge':false,'disabilities':null}}"));
  }

  @Test
  void numbersAndNullsInAListAreValues() {
    assertThat(
        delta(Child.with(",odd:[1,null,'a']"), Child.with(",odd:[1,null,2.25]")),
        is(HEAD + ",'odd':[1,null,2.25]}"));
  }

  @Test
  void nullIsTheSameAsAbsentBothWays() {
    ObjectNode absent = Child.withEpisode("");
    ObjectNode nulls =
        Child.withEpisode(",closure_date:null,child_in_need_plans:null,adoption:null");
    assertThat(delta(absent, nulls), is(NONE));
    assertThat(delta(nulls, absent), is(NONE));
    assertThat(Child.text(ChildDelta.full(nulls, DeltaSettings.DEFAULT)), is(episode("")));
  }

  @Test
  void anItemWithAnotherIdIsNewAndTheOldOnePurged() {
    assertThat(
        delta(plans(plan("P1", "2026-01-01")), plans(plan("P9", "2026-01-01"))),
        is(
            episode(
                ",'child_in_need_plans':[{'child_in_need_plan_id':'P9',"
                    + "'start_date':'2026-01-01','purge':false},"
                    + "{'child_in_need_plan_id':'P1','purge':true}]")));
  }

  @Test
  void textIsSentLetterByLetter() {
    ObjectNode current =
        Child.json("{la_child_id:'C1',child_details:{surname:\"O'Tester Łukowska \\\"\\\\\"}}");
    assertThat(
        ChildDelta.between(Child.with(""), current, DeltaSettings.DEFAULT)
            .orElseThrow()
            .at("/child_details/surname")
            .textValue(),
        is("O'Tester Łukowska \"\\"));
  }

  @Test
  void aNewChildIsSentInFullWithEveryPurgeFlag() {
    ObjectNode child =
        Child.json(
            "{la_child_id:'C1',mis_child_id:'M1',child_details:{sex:'F',postcode:null},"
                + "health_and_wellbeing:{sdq_assessments:[{date:'2026-01-01'}]},"
                + "social_care_episodes:[{social_care_episode_id:'E1',adoption:{},"
                + "child_in_need_plans:[{child_in_need_plan_id:'P1'}],"
                + "care_worker_details:[{worker_id:'W1',end_date:null}]}]}");
    assertThat(
        Child.text(ChildDelta.full(child, DeltaSettings.DEFAULT)),
        is(
            "{'la_child_id':'C1','mis_child_id':'M1','purge':false,"
                + "'child_details':{'sex':'F','purge':false},"
                + "'health_and_wellbeing':{'sdq_assessments':[{'date':'2026-01-01'}],"
                + "'purge':false},"
                + "'social_care_episodes':[{'social_care_episode_id':'E1',"
                + "'adoption':{'purge':false},"
                + "'child_in_need_plans':[{'child_in_need_plan_id':'P1','purge':false}],"
                + "'care_worker_details':[{'worker_id':'W1'}],'purge':false}]}"));
  }

  @Test
  void aDeletionHoldsIdentifiersAndPurgeAndNoNull() {
    DeltaSettings settings = DeltaSettings.DEFAULT;
    assertThat(
        Child.text(ChildDelta.deletion("C1", "M1", Child.with(""), settings)),
        is("{'la_child_id':'C1','mis_child_id':'M1','purge':true}"));
    assertThat(
        Child.text(ChildDelta.deletion("C1", null, null, settings)),
        is("{'la_child_id':'C1','purge':true}"));
  }

  @Test
  void aDeletionCarriesDetailsWhenAsked() {
    DeltaSettings settings = DeltaSettings.DEFAULT.withDeletionDetails(true);
    assertThat(
        Child.text(ChildDelta.deletion("C1", null, Child.withEpisode(""), settings)),
        is("{'la_child_id':'C1','purge':true,'child_details':{'sex':'F','purge':true}}"));
    assertThat(
        Child.text(ChildDelta.deletion("C1", null, null, settings)),
        is("{'la_child_id':'C1','purge':true}"));
  }

  @Test
  void aRecordThatSaysPurgeItselfIsADeletion() {
    ObjectNode purged = Child.json("{la_child_id:'C1',mis_child_id:'M1',purge:true}");
    String deletion = "{'la_child_id':'C1','mis_child_id':'M1','purge':true}";
    assertThat(delta(Child.withEpisode(""), purged), is(deletion));
    assertThat(Child.text(ChildDelta.full(purged, DeltaSettings.DEFAULT)), is(deletion));
    assertThat(
        Child.text(ChildDelta.fullAfter(Child.with(""), purged, DeltaSettings.DEFAULT)),
        is(deletion));
    assertThat(delta(purged, purged), is(NONE));
  }

  @Test
  void aChildThatComesBackIsSentInFull() {
    ObjectNode purged = Child.json("{la_child_id:'C1',purge:true}");
    assertThat(delta(purged, Child.withEpisode("")), is(episode("")));
  }

  @Test
  void purgeIsAlwaysIncluded() {
    ObjectNode before = Child.json("{la_child_id:'C1',child_details:{sex:'M'}}");
    ObjectNode after = Child.json("{la_child_id:'C1',child_details:{sex:'F'}}");
    assertThat(delta(before, after), is(HEAD + "}"));
  }

  @Test
  void aChangeThatWasRefusedIsStillADifferenceTheNextDay() {
    ObjectNode accepted = Child.withEpisode("");
    ObjectNode refused = plans(plan("P1", "2026-01-01"));
    ObjectNode today = refused.deepCopy();
    ((ObjectNode) today.get("child_details")).put("postcode", "ZZ1 1ZZ");
    assertThat(
        delta(accepted, today),
        is(
            "{'la_child_id':'C1','purge':false,"
                + "'child_details':{'sex':'F','purge':false,'postcode':'ZZ1 1ZZ'},"
                + "'social_care_episodes':[{'social_care_episode_id':'E1',"
                + "'child_in_need_plans':[{'child_in_need_plan_id':'P1',"
                + "'start_date':'2026-01-01','purge':false}],'purge':false}]}"));
  }

  @Test
  void anItemThatPurgesItselfIsPassedOnAndNotPurgedAgain() {
    String purged = "{child_in_need_plan_id:'P1',purge:true}";
    assertThat(
        delta(plans(plan("P1", "2026-01-01")), plans(purged)),
        is(episode(",'child_in_need_plans':[{'child_in_need_plan_id':'P1','purge':true}]")));
    assertThat(delta(plans(purged), Child.withEpisode("")), is(NONE));
    assertThat(delta(Child.withEpisode(""), plans(purged)), is(NONE));
    assertThat(
        delta(plans(purged), Child.withEpisode(",closure_reason:'RC1'")),
        is(
            HEAD
                + ",'social_care_episodes':[{'social_care_episode_id':'E1',"
                + "'closure_reason':'RC1','purge':false}]}"));
  }

  @Test
  void aMisChildIdThatVanishedIsNoDifferenceAndANewOneIs() {
    ObjectNode known = Child.with(",mis_child_id:'M1'");
    assertThat(delta(known, Child.with("")), is(NONE));
    assertThat(
        delta(known, Child.json("{la_child_id:'C1',child_details:{sex:'M'}}")).contains("mis_"),
        is(false));
    assertThat(
        delta(known, Child.with(",mis_child_id:'M2'")),
        is(HEAD.replace("'C1',", "'C1','mis_child_id':'M2',") + "}"));
  }

  @Test
  void unknownKeysAreComparedAndSent() {
    assertThat(
        delta(
            Child.with(",text:'a',list:['x'],items:[{item_id:'1',a:1},{item_id:'2'}],block:{a:1}"),
            Child.with(",more:'b',list:['y'],items:[{item_id:'1',a:2}],block:{b:1}")),
        is(
            HEAD
                + ",'more':'b','list':['y'],"
                + "'items':[{'item_id':'1','a':2},{'item_id':'2','purge':true}],"
                + "'block':{'b':1,'a':null},'text':null}"));
  }

  @Test
  void unknownListsWhoseItemsShareAnIdAreOneValue() {
    assertThat(
        delta(
            Child.with(",items:[{item_id:'1',a:1},{item_id:'1',a:2}]"),
            Child.with(",items:[{item_id:'1',a:2}]")),
        is(HEAD + ",'items':[{'item_id':'1','a':2}]}"));
  }

  @Test
  void anIdThatStandsTwiceIsRefusedWithoutQuotingIt() {
    ObjectNode twice = plans(plan("SECRET", "2026-01-01"), plan("SECRET", "2026-02-01"));
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class, () -> ChildDelta.full(twice, DeltaSettings.DEFAULT));
    assertThat(
        refusal.getMessage(),
        is("Each child_in_need_plan_id may stand once in its list, and one stands there twice."));
  }

  @Test
  void anItemWithoutIdIsRefused() {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ChildDelta.full(
                    Child.with(",social_care_episodes:[{closure_reason:'RC1'}]"),
                    DeltaSettings.DEFAULT));
    assertThat(
        refusal.getMessage(),
        is(
            "Every item of social_care_episodes must be an object with a social_care_episode_id,"
                + " and one is not."));
  }

  @Test
  void recordsOfTwoChildrenAreNotCompared() {
    Exception refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> delta(Child.json("{la_child_id:'OTHER'}"), Child.with("")));
    assertThat(
        refusal.getMessage(),
        is(
            "The current record must have the la_child_id that was accepted, and has another or"
                + " none. Delete the child under its old id, then send the new record in full."));
  }
}
