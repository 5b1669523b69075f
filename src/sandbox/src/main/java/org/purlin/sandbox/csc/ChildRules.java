package org.purlin.sandbox.csc;

import static org.purlin.sandbox.csc.Rule.code;
import static org.purlin.sandbox.csc.Rule.flag;
import static org.purlin.sandbox.csc.Rule.id;
import static org.purlin.sandbox.csc.Rule.list;
import static org.purlin.sandbox.csc.Rule.part;
import static org.purlin.sandbox.csc.Rule.text;
import static org.purlin.sandbox.csc.Rule.whole;

import java.util.List;

/** The rules of one child's record. */
final class ChildRules {

  /** 42 factors drew a 400 from the real receiver. */
  private static final int MAX_FACTORS = 41;

  private static final int MAX_DISABILITIES = 12;

  /** Days are not counted: the real receiver takes dates far in the future as well. */
  private static final Rule DATE =
      text("a date YYYY-MM-DD", "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");

  private static final Rule UPN = text("13 letters and digits", "[A-Za-z0-9]{13}");
  private static final Rule POSTCODE =
      text("a postcode", "[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}");
  private static final Rule ID = id(36);

  private static final Rule.Part DETAILS =
      part(
          List.of(),
          "unique_pupil_number",
          UPN,
          "former_unique_pupil_number",
          UPN,
          "unique_pupil_number_unknown_reason",
          code(Codes.UPN_UNKNOWN),
          "first_name",
          text(128),
          "surname",
          text(128),
          "date_of_birth",
          DATE,
          "expected_date_of_birth",
          DATE,
          "sex",
          code(Codes.SEX),
          "ethnicity",
          code(Codes.ETHNICITY),
          "disabilities",
          new Rule.ListOf(code(Codes.DISABILITY), 1, MAX_DISABILITIES, true),
          "postcode",
          POSTCODE,
          "uasc_flag",
          flag(),
          "uasc_end_date",
          DATE,
          "purge",
          flag());

  private static final Rule.Part HEALTH =
      part(
          List.of(),
          "sdq_assessments",
          list(part(List.of(), "date", DATE, "score", whole(0, 40))),
          "purge",
          flag());

  private static final Rule.Part ASSESSMENT =
      part(
          List.of("child_and_family_assessment_id"),
          "child_and_family_assessment_id",
          ID,
          "start_date",
          DATE,
          "authorisation_date",
          DATE,
          "factors",
          new Rule.ListOf(code(Codes.FACTOR), 0, MAX_FACTORS, true),
          "purge",
          flag());

  private static final Rule.Part SECTION_47 =
      part(
          List.of("section_47_assessment_id"),
          "section_47_assessment_id",
          ID,
          "start_date",
          DATE,
          "icpc_required_flag",
          flag(),
          "icpc_date",
          DATE,
          "end_date",
          DATE,
          "purge",
          flag());

  private static final Rule.Part PLACEMENT =
      part(
          List.of("child_looked_after_placement_id"),
          "child_looked_after_placement_id",
          ID,
          "start_date",
          DATE,
          "start_reason",
          code(Codes.START_REASON),
          "postcode",
          POSTCODE,
          "placement_type",
          code(Codes.PLACEMENT),
          "end_date",
          DATE,
          "end_reason",
          code(Codes.END_REASON),
          "change_reason",
          code(Codes.CHANGE_REASON),
          "purge",
          flag());

  private static final Rule.Part ADOPTION =
      part(
          List.of(),
          "initial_decision_date",
          DATE,
          "matched_date",
          DATE,
          "placed_date",
          DATE,
          "purge",
          flag());

  private static final Rule.Part CARE_LEAVERS =
      part(
          List.of(),
          "contact_date",
          DATE,
          "activity",
          code(Codes.ACTIVITY),
          "accommodation",
          code(Codes.ACCOMMODATION),
          "purge",
          flag());

  private static final Rule.Part CARE_WORKER =
      part(List.of("worker_id"), "worker_id", id(12), "start_date", DATE, "end_date", DATE);

  private static final Rule.Part EPISODE =
      part(
          List.of("social_care_episode_id"),
          "social_care_episode_id",
          ID,
          "referral_date",
          DATE,
          "referral_source",
          code(Codes.REFERRAL_SOURCE),
          "closure_date",
          DATE,
          "closure_reason",
          code(Codes.CLOSURE_REASON),
          "referral_no_further_action_flag",
          flag(),
          "child_and_family_assessments",
          list(ASSESSMENT),
          "child_in_need_plans",
          list(plan("child_in_need_plan_id")),
          "section_47_assessments",
          list(SECTION_47),
          "child_protection_plans",
          list(plan("child_protection_plan_id")),
          "child_looked_after_placements",
          list(PLACEMENT),
          "adoption",
          ADOPTION,
          "care_leavers",
          CARE_LEAVERS,
          "care_worker_details",
          list(CARE_WORKER),
          "purge",
          flag());

  private ChildRules() {}

  /** A record that tells of a child. */
  static Rule.Part child(int maxChildIdLength) {
    return part(
        List.of("la_child_id", "child_details"),
        "la_child_id",
        id(maxChildIdLength),
        "mis_child_id",
        ID,
        "purge",
        flag(),
        "child_details",
        DETAILS,
        "health_and_wellbeing",
        HEALTH,
        "social_care_episodes",
        list(EPISODE));
  }

  /** A record that deletes a child: identifiers and the flag, nothing else. */
  static Rule.Part deletion(int maxChildIdLength) {
    return part(
        List.of("la_child_id"),
        "la_child_id",
        id(maxChildIdLength),
        "mis_child_id",
        ID,
        "purge",
        flag());
  }

  private static Rule.Part plan(String idKey) {
    return part(List.of(idKey), idKey, ID, "start_date", DATE, "end_date", DATE, "purge", flag());
  }
}
