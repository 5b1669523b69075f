package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckTest {

  private static final RecordCheck CHECK = new RecordCheck(CscSettings.builder().build());

  /** A record with every field there is. */
  private static final String MAXIMAL =
      """
      {"la_child_id": "SYN1", "mis_child_id": "MIS-1", "purge": false,
       "child_details": {
         "unique_pupil_number": "Z999000000011", "former_unique_pupil_number": "Z999000000012",
         "unique_pupil_number_unknown_reason": "UN10", "first_name": "Zoë", "surname": "Tester",
         "date_of_birth": "2010-03-09", "expected_date_of_birth": "2099-12-31", "sex": "F",
         "ethnicity": "MWBC", "disabilities": ["AUT", "LD"], "postcode": "ZZ99 3ZZ",
         "uasc_flag": true, "uasc_end_date": "2025-11-30", "purge": false},
       "health_and_wellbeing": {
         "sdq_assessments": [{"date": "2026-05-04", "score": 17}], "purge": false},
       "social_care_episodes": [{
         "social_care_episode_id": "REF-1", "referral_date": "2024-09-02", "referral_source": "3E",
         "closure_date": "2026-07-15", "closure_reason": "RC7",
         "referral_no_further_action_flag": false,
         "child_and_family_assessments": [{"child_and_family_assessment_id": "CFA-1",
           "start_date": "2024-09-04", "authorisation_date": "2024-10-14",
           "factors": ["2B", "24A"], "purge": false}],
         "child_in_need_plans": [{"child_in_need_plan_id": "CIN-1", "start_date": "2024-10-20",
           "end_date": "2025-01-31", "purge": false}],
         "section_47_assessments": [{"section_47_assessment_id": "S47-1",
           "start_date": "2025-01-20", "icpc_required_flag": true, "icpc_date": "2025-02-05",
           "end_date": "2025-02-01", "purge": false}],
         "child_protection_plans": [{"child_protection_plan_id": "CPP-1",
           "start_date": "2025-02-05", "end_date": "2025-06-30", "purge": false}],
         "child_looked_after_placements": [{"child_looked_after_placement_id": "PLC-1",
           "start_date": "2025-06-30", "start_reason": "S", "postcode": "ZZ1 2AB",
           "placement_type": "U6", "end_date": "2026-07-01", "end_reason": "E4A",
           "change_reason": "CARPL", "purge": true}],
         "adoption": {"initial_decision_date": "2025-09-01", "matched_date": "2025-12-10",
           "placed_date": "2026-02-01", "purge": false},
         "care_leavers": {"contact_date": "2026-07-10", "activity": "F4", "accommodation": "Z",
           "purge": true},
         "care_worker_details": [{"worker_id": "SW000123", "start_date": "2025-01-06",
           "end_date": "2025-02-01"}, {"worker_id": "SW000123"}],
         "purge": false}]}
      """;

  @Test
  void aRecordWithEveryFieldIsTaken() {
    assertThat(problems(MAXIMAL), is(empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /child_details/unique_pupil_number | "Z99900000001"
          /child_details/unique_pupil_number_unknown_reason | "UN11"
          /child_details/surname | 1
          /child_details/date_of_birth | "2010-13-09"
          /child_details/date_of_birth | "2010-03-32"
          /child_details/date_of_birth | "2010-03-09T00:00:00"
          /child_details/sex | "f"
          /child_details/ethnicity | "B2"
          /child_details/disabilities | []
          /child_details/disabilities | "NONE"
          /child_details/disabilities/1 | "X"
          /child_details/disabilities/1 | "AUT"
          /child_details/disabilities/1 | null
          /child_details/postcode | "ZZ99  3ZZ"
          /child_details/uasc_flag | 1
          /child_details/purge | "false"
          /child_details | null
          /health_and_wellbeing | []
          /health_and_wellbeing/sdq_assessments/0/score | 41
          /health_and_wellbeing/sdq_assessments/0/score | -1
          /health_and_wellbeing/sdq_assessments/0/score | 17.0
          /health_and_wellbeing/sdq_assessments/0/score | "17"
          /social_care_episodes | null
          /social_care_episodes/0 | 1
          /social_care_episodes/0/social_care_episode_id | ""
          /social_care_episodes/0/social_care_episode_id | null
          /social_care_episodes/0/social_care_episode_id | "REF 1"
          /social_care_episodes/0/referral_source | "11"
          /social_care_episodes/0/closure_reason | "RC10"
          /social_care_episodes/0/referral_no_further_action_flag | "N"
          /social_care_episodes/0/child_and_family_assessments/0/factors/0 | "21A"
          /social_care_episodes/0/child_in_need_plans/0/purge | 1
          /social_care_episodes/0/section_47_assessments/0/icpc_date | ""
          /social_care_episodes/0/child_looked_after_placements/0/start_reason | "X"
          /social_care_episodes/0/child_looked_after_placements/0/placement_type | "A1"
          /social_care_episodes/0/child_looked_after_placements/0/end_reason | "E1"
          /social_care_episodes/0/child_looked_after_placements/0/change_reason | "NONE"
          /social_care_episodes/0/adoption/placed_date | 20260201
          /social_care_episodes/0/care_leavers/activity | "E2"
          /social_care_episodes/0/care_leavers/accommodation | "A"
          /social_care_episodes/0/care_worker_details/0/worker_id | "SW00012345678"
          /la_child_id | "123456789012345678901"
          /mis_child_id | "1234567890123456789012345678901234567"
          """)
  void aWrongValueIsNamedByItsPath(String pointer, String json) throws Exception {
    ObjectNode record = Payloads.parse(MAXIMAL);
    set(record, pointer, Payloads.JSON.readTree(json));

    List<Problem> problems = CHECK.problems(record, "");

    String path = pointer.replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    assertThat(problems.stream().map(Problem::path).toList(), contains(path));
  }

  @Test
  void moreThanFortyOneFactorsAreRefused() {
    ObjectNode record = Payloads.parse(MAXIMAL);
    ObjectNode assessment =
        (ObjectNode) record.at("/social_care_episodes/0/child_and_family_assessments/0");
    Codes.FACTOR.forEach(assessment.putArray("factors")::add);

    assertThat(
        problems(record.toString()),
        contains(
            "[0].social_care_episodes[0].child_and_family_assessments[0].factors:"
                + " expected 0 to 41 items, not 42"));
  }

  @Test
  void aKeyThatIsNotKnownIsRefused() {
    assertThat(
        problems("{'la_child_id': 'A', 'child_details': {'name': 'x'}, 'la_code': '999'}"),
        contains("[0].child_details.name: is not known", "[0].la_code: is not known"));
  }

  @Test
  void whatIsRequiredIsMissed() {
    assertThat(
        problems("{'social_care_episodes': [{'care_worker_details': [{}]}]}"),
        contains(
            "[0].la_child_id: is required",
            "[0].child_details: is required",
            "[0].social_care_episodes[0].social_care_episode_id: is required",
            "[0].social_care_episodes[0].care_worker_details[0].worker_id: is required"));
  }

  @Test
  void aDeletionHoldsIdentifiersAndTheFlagOnly() {
    assertThat(problems("{'la_child_id': 'A', 'purge': true}"), is(empty()));
    assertThat(problems("{'la_child_id': 'A', 'mis_child_id': 'B', 'purge': true}"), is(empty()));
    assertThat(
        problems("{'la_child_id': 'A', 'purge': true, 'child_details': {}}"),
        contains("[0].child_details: is not known"));
  }

  @Test
  void nullIsTakenForSingleValuesUnlessItIsRefused() {
    String record =
        "{'la_child_id': 'A', 'mis_child_id': null, 'child_details': {'postcode': null}}";
    assertThat(problems(record), is(empty()));

    RecordCheck strict = new RecordCheck(CscSettings.builder().nullsRefused(true).build());
    assertThat(
        strict.problems(Payloads.parse(record.replace('\'', '"')), "[3]"),
        contains(
            new Problem("[3].mis_child_id", "expected an id of 1 to 36 letters, digits, _ or -"),
            new Problem("[3].child_details.postcode", "expected a postcode")));
  }

  @Test
  void childIdsMayBeLongerWhereThatIsSet() {
    String record = "{'la_child_id': '123456789012345678901', 'child_details': {}}";
    RecordCheck wide = new RecordCheck(CscSettings.builder().maxChildIdLength(36).build());

    assertThat(
        problems(record),
        contains("[0].la_child_id: expected an id of 1 to 20 letters, digits, _ or -"));
    assertThat(wide.problems(Payloads.parse(record.replace('\'', '"')), ""), is(empty()));
  }

  private static List<String> problems(String record) {
    return CHECK.problems(Payloads.parse(record.replace('\'', '"')), "[0]").stream()
        .map(problem -> problem.path() + ": " + problem.message())
        .toList();
  }

  private static void set(ObjectNode record, String pointer, JsonNode value) {
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = record.at(pointer.substring(0, slash));
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(pointer.substring(slash + 1)), value);
    } else {
      ((ObjectNode) parent).set(pointer.substring(slash + 1), value);
    }
  }
}
