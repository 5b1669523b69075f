package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ModelTest {

  private static final String HELD =
      """
      {"la_child_id": "A", "mis_child_id": "M",
       "child_details": {"surname": "Test", "postcode": "ZZ1 1ZZ", "disabilities": ["LD", "PC"]},
       "health_and_wellbeing": {"sdq_assessments": [{"date": "2026-01-01", "score": 1}]},
       "social_care_episodes": [
         {"social_care_episode_id": "E1", "referral_source": "1A", "closure_reason": "RC1",
          "child_in_need_plans": [
            {"child_in_need_plan_id": "P1", "start_date": "2026-01-01", "end_date": "2026-02-01"},
            {"child_in_need_plan_id": "P2", "start_date": "2026-01-02"}],
          "care_leavers": {"activity": "F1", "accommodation": "B"}},
         {"social_care_episode_id": "E2", "referral_source": "2A"}]}
      """;

  @Test
  void bothHoldAFirstRecordWithoutFlagsAndNulls() {
    String sent =
        """
        {"la_child_id": "A", "purge": false, "child_details": {"sex": null, "purge": false},
         "social_care_episodes": [{"social_care_episode_id": "E1", "purge": false,
           "child_in_need_plans": [{"child_in_need_plan_id": "P1", "purge": true}]}]}
        """;
    ObjectNode expected =
        json(
            """
            {"la_child_id": "A", "child_details": {}, "social_care_episodes": [
              {"social_care_episode_id": "E1", "child_in_need_plans": []}]}
            """);
    for (Model model : Model.values()) {
      assertThat(model.accept(null, json(sent)), is(expected));
    }
  }

  @Test
  void mergingSetsWhatIsMentionedAndKeepsTheRest() {
    ObjectNode now =
        merged(
            """
            {"la_child_id": "A", "child_details": {"postcode": "ZZ2 2ZZ", "disabilities": ["LD"]},
             "social_care_episodes": [{"social_care_episode_id": "E1", "closure_reason": null,
               "child_in_need_plans": [
                 {"child_in_need_plan_id": "P2", "end_date": "2026-03-01"},
                 {"child_in_need_plan_id": "P3"}],
               "care_leavers": {"accommodation": "C"}}]}
            """);

    assertThat(
        now,
        is(
            json(
                """
                {"la_child_id": "A", "mis_child_id": "M",
                 "child_details": {
                   "surname": "Test", "postcode": "ZZ2 2ZZ", "disabilities": ["LD"]},
                 "health_and_wellbeing": {"sdq_assessments": [{"date": "2026-01-01", "score": 1}]},
                 "social_care_episodes": [
                   {"social_care_episode_id": "E1", "referral_source": "1A",
                    "child_in_need_plans": [
                      {"child_in_need_plan_id": "P1", "start_date": "2026-01-01",
                       "end_date": "2026-02-01"},
                      {"child_in_need_plan_id": "P2", "start_date": "2026-01-02",
                       "end_date": "2026-03-01"},
                      {"child_in_need_plan_id": "P3"}],
                    "care_leavers": {"activity": "F1", "accommodation": "C"}},
                   {"social_care_episode_id": "E2", "referral_source": "2A"}]}
                """)));
  }

  @Test
  void mergingRemovesWhatIsPurged() {
    ObjectNode now =
        merged(
            """
            {"la_child_id": "A", "health_and_wellbeing": {"purge": true},
             "social_care_episodes": [
               {"social_care_episode_id": "E2", "purge": true},
               {"social_care_episode_id": "E9", "purge": true},
               {"social_care_episode_id": "E1", "care_leavers": {"purge": true},
                "child_in_need_plans": [{"child_in_need_plan_id": "P1", "purge": true}]}]}
            """);

    assertThat(
        now,
        is(
            json(
                """
                {"la_child_id": "A", "mis_child_id": "M",
                 "child_details": {
                   "surname": "Test", "postcode": "ZZ1 1ZZ", "disabilities": ["LD", "PC"]},
                 "social_care_episodes": [
                   {"social_care_episode_id": "E1", "referral_source": "1A",
                    "closure_reason": "RC1", "child_in_need_plans": [
                      {"child_in_need_plan_id": "P2", "start_date": "2026-01-02"}]}]}
                """)));
  }

  @Test
  void replacingKeepsOnlyBlocksAndEpisodesThatAreNotMentioned() {
    ObjectNode now =
        replaced(
            """
            {"la_child_id": "A", "child_details": {"postcode": "ZZ2 2ZZ"},
             "social_care_episodes": [{"social_care_episode_id": "E1", "closure_reason": null,
               "child_in_need_plans": [
                 {"child_in_need_plan_id": "P1", "purge": true},
                 {"child_in_need_plan_id": "P2", "end_date": "2026-03-01"}]}]}
            """);

    assertThat(
        now,
        is(
            json(
                """
                {"la_child_id": "A", "mis_child_id": "M",
                 "child_details": {"postcode": "ZZ2 2ZZ"},
                 "health_and_wellbeing": {"sdq_assessments": [{"date": "2026-01-01", "score": 1}]},
                 "social_care_episodes": [
                   {"social_care_episode_id": "E1", "child_in_need_plans": [
                     {"child_in_need_plan_id": "P2", "end_date": "2026-03-01"}]},
                   {"social_care_episode_id": "E2", "referral_source": "2A"}]}
                """)));
  }

  @Test
  void replacingRemovesWhatIsPurged() {
    ObjectNode now =
        replaced(
            """
            {"la_child_id": "A", "mis_child_id": null, "health_and_wellbeing": {"purge": true},
             "child_details": {"purge": true},
             "social_care_episodes": [{"social_care_episode_id": "E1", "purge": true}]}
            """);

    assertThat(
        now,
        is(
            json(
                """
                {"la_child_id": "A", "social_care_episodes": [
                  {"social_care_episode_id": "E2", "referral_source": "2A"}]}
                """)));
  }

  @Test
  void aPurgedChildIsHeldByNeither() {
    for (Model model : Model.values()) {
      ObjectNode purge = json("{\"la_child_id\": \"A\", \"purge\": true}");
      assertThat(model.accept(json(HELD), purge), is(nullValue()));
      assertThat(model.accept(null, purge), is(nullValue()));
    }
  }

  private static ObjectNode merged(String sent) {
    return Model.MERGE.accept(json(HELD), json(sent));
  }

  private static ObjectNode replaced(String sent) {
    return Model.REPLACE.accept(json(HELD), json(sent));
  }

  private static ObjectNode json(String text) {
    return Payloads.parse(text);
  }
}
