package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.purlin.transforms.csc.Child.json;
import static org.purlin.transforms.csc.Child.text;
import static org.purlin.transforms.csc.Child.withEpisode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What a receiver may hold that took one of two versions, or both. */
class ChildUnionTest {

  private static ObjectNode union(String earlier, String later) {
    return ChildUnion.of(json(earlier), json(later));
  }

  @Test
  void aKeyOfEitherIsKeptAndTheLaterValueCounts() {
    assertThat(
        union("{a:'1',b:'1',d:{x:'1',y:'1'}}", "{b:'2',c:'2',d:{y:'2',z:'2'}}"),
        is(json("{a:'1',b:'2',c:'2',d:{x:'1',y:'2',z:'2'}}")));
  }

  @Test
  void whatTheLaterClearedMayStillBeHeld() {
    assertThat(union("{a:'1',b:['1']}", "{a:null,b:[]}"), is(json("{a:'1',b:['1']}")));
    assertThat(union("{a:null}", "{a:'2'}"), is(json("{a:'2'}")));
  }

  @Test
  void itemsOfEitherAreKeptOnceByTheirIdInEveryDepth() {
    ObjectNode earlier =
        withEpisode(
            ",closure_reason:'RC1',child_in_need_plans:["
                + "{child_in_need_plan_id:'P1'},{child_in_need_plan_id:'P2',start_date:'1'}]");
    ObjectNode later =
        withEpisode(
            ",child_in_need_plans:["
                + "{child_in_need_plan_id:'P2',start_date:'2'},{child_in_need_plan_id:'P3'}]");

    assertThat(
        ChildUnion.of(earlier, later),
        is(
            withEpisode(
                ",closure_reason:'RC1',child_in_need_plans:[{child_in_need_plan_id:'P1'},"
                    + "{child_in_need_plan_id:'P2',start_date:'2'},"
                    + "{child_in_need_plan_id:'P3'}]")));
  }

  @Test
  void aListWithoutIdsIsTheLaterOneWhole() {
    assertThat(union("{b:['1','2']}", "{b:['3']}"), is(json("{b:['3']}")));
  }

  @Test
  void neitherVersionIsChanged() {
    ObjectNode earlier = withEpisode(",closure_reason:'RC1'");
    ObjectNode later = withEpisode("");

    ObjectNode union = ChildUnion.of(earlier, later);
    union.withArray("social_care_episodes").removeAll();

    assertThat(text(earlier), is(text(withEpisode(",closure_reason:'RC1'"))));
    assertThat(text(later), is(text(withEpisode(""))));
  }

  @Test
  void itemsThatShareAnIdAreRefused() {
    String twice =
        "{social_care_episodes:[{social_care_episode_id:'E1'},{social_care_episode_id:'E1'}]}";

    assertThrows(
        IllegalArgumentException.class,
        () -> union(twice, "{social_care_episodes:[{social_care_episode_id:'E2'}]}"));
  }
}
