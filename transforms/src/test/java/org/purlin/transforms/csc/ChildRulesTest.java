package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChildRulesTest {

  private static final ChildRules RULES = ChildRules.standard();

  private static final String FULL =
      "{la_child_id:'SYN-1',mis_child_id:'MIS_1',purge:false,child_details:{"
          + "unique_pupil_number:'Z000000000001',former_unique_pupil_number:'Z000000000002',"
          + "unique_pupil_number_unknown_reason:'UN10',first_name:'Zoë',surname:\"O'Tester\","
          + "date_of_birth:'2010-03-09',expected_date_of_birth:'2010-03-01',sex:'F',"
          + "ethnicity:'MWBC',disabilities:['AUT','LD'],postcode:'ZZ99 3ZZ',uasc_flag:true,"
          + "uasc_end_date:'2024-02-29',purge:false},health_and_wellbeing:{sdq_assessments:["
          + "{date:'2026-05-04',score:40},{date:'2025-04-28',score:0}],purge:false},"
          + "social_care_episodes:[{social_care_episode_id:'REF-1',referral_date:'2024-09-02',"
          + "referral_source:'3E',closure_date:'2026-07-15',closure_reason:'RC7',"
          + "referral_no_further_action_flag:false,child_and_family_assessments:[{"
          + "child_and_family_assessment_id:'CFA-1',start_date:'2024-09-04',"
          + "authorisation_date:'2024-10-14',factors:['2B','24A'],purge:false}],"
          + "child_in_need_plans:[{child_in_need_plan_id:'P1',start_date:'2024-10-20',"
          + "end_date:'2025-01-31',purge:false}],section_47_assessments:[{"
          + "section_47_assessment_id:'S1',start_date:'2025-01-20',icpc_required_flag:true,"
          + "icpc_date:'2025-02-05',end_date:'2025-02-01'}],child_protection_plans:[{"
          + "child_protection_plan_id:'C1',start_date:'2025-02-05',end_date:'2025-06-30'}],"
          + "child_looked_after_placements:[{child_looked_after_placement_id:'L1',"
          + "start_date:'2025-06-30',start_reason:'S',postcode:'ZZ12AB',placement_type:'U6',"
          + "end_date:'2026-07-01',end_reason:'E4A',change_reason:'CARPL'}],adoption:{"
          + "initial_decision_date:'2025-09-01',matched_date:'2025-12-10',"
          + "placed_date:'2026-02-01',purge:false},care_leavers:{contact_date:'2026-07-10',"
          + "activity:'F4',accommodation:'U'},care_worker_details:[{worker_id:'SW000123',"
          + "start_date:'2025-01-06'},{worker_id:'SW000123',start_date:'2024-09-02',"
          + "end_date:'2024-12-01'}],purge:false}]}";

  private static List<Complaint> check(String text) {
    return RULES.check(Child.json(text));
  }

  private static void refuses(String text, String path, String rule, String reason) {
    assertThat(check(text), is(List.of(new Complaint(path, rule, reason))));
  }

  private static String details(String more) {
    return "{la_child_id:'C1',child_details:{" + more + "}}";
  }

  private static String episode(String more) {
    return "{la_child_id:'C1',child_details:{},social_care_episodes:[{social_care_episode_id:'E0'},"
        + "{social_care_episode_id:'E1',"
        + more
        + "}]}";
  }

  @Test
  void wholeSmallAndDeletedRecordsAreFine() {
    assertThat(check(FULL), is(empty()));
    assertThat(check("{la_child_id:'C1',child_details:{}}"), is(empty()));
    assertThat(check("{la_child_id:'C1',mis_child_id:'M1',purge:true}"), is(empty()));
    assertThat(check("{la_child_id:'C1',purge:true}"), is(empty()));
  }

  @Test
  void nullIsAbsent() {
    assertThat(check("{la_child_id:'C1',mis_child_id:null,child_details:{sex:null}}"), is(empty()));
    refuses("{la_child_id:null,purge:true}", "la_child_id", "missing", "is missing");
  }

  @Test
  void whatIsMissingIsNamed() {
    refuses("{child_details:{}}", "la_child_id", "missing", "is missing");
    refuses(
        "{la_child_id:'C1'}",
        "child_details",
        "missing",
        "is missing; every record but one with purge:true needs it");
    refuses(
        episode("child_in_need_plans:[{child_in_need_plan_id:'1'},{start_date:'2026-01-01'}]"),
        "social_care_episodes[1].child_in_need_plans[1].child_in_need_plan_id",
        "missing",
        "is missing");
    refuses(
        episode("care_worker_details:[{}]"),
        "social_care_episodes[1].care_worker_details[0].worker_id",
        "missing",
        "is missing");
  }

  @Test
  void aDeletionHoldsIdentifiersOnly() {
    refuses(
        "{la_child_id:'C1',purge:true,social_care_episodes:[]}",
        "social_care_episodes",
        "notAllowed",
        "must not stand in a record with purge:true, which holds identifiers only");
  }

  @Test
  void anIdThatIsTooLongIsCounted() {
    assertThat(check("{la_child_id:'" + "a".repeat(20) + "',child_details:{}}"), is(empty()));
    refuses(
        "{la_child_id:'" + "a".repeat(21) + "',child_details:{}}",
        "la_child_id",
        "tooLong",
        "has 21 characters, 20 are allowed");
    refuses(
        "{la_child_id:'a',mis_child_id:'" + "a".repeat(37) + "',child_details:{}}",
        "mis_child_id",
        "tooLong",
        "has 37 characters, 36 are allowed");
    refuses(
        episode("care_worker_details:[{worker_id:'1234567890123'}]"),
        "social_care_episodes[1].care_worker_details[0].worker_id",
        "tooLong",
        "has 13 characters, 12 are allowed");
  }

  @Test
  void idsHaveAnAlphabet() {
    String reason = "may hold letters without accents, digits, _ and - only";
    refuses("{la_child_id:'a b',child_details:{}}", "la_child_id", "pattern", reason);
    refuses("{la_child_id:'ab\\n',child_details:{}}", "la_child_id", "pattern", reason);
    assertThat(
        check("{la_child_id:'',child_details:{}}").get(0),
        is(new Complaint("la_child_id", "tooShort", "must not be empty")));
  }

  @Test
  void anIdThatTheFirewallStopsIsRefused() {
    String reason =
        "holds 0x, which the receiver's firewall is known to refuse; give it another id";
    refuses("{la_child_id:'A0x1',child_details:{}}", "la_child_id", "firewall", reason);
    refuses(
        episode("care_worker_details:[{worker_id:'00X1'}]"),
        "social_care_episodes[1].care_worker_details[0].worker_id",
        "firewall",
        reason);
    assertThat(check(details("surname:'0x'")), is(empty()));
  }

  @Test
  void codesAreThoseOfTheList() {
    refuses(
        details("ethnicity:'B2'"),
        "child_details.ethnicity",
        "unknownCode",
        "is not one of the codes for ethnicity: WBRI, WIRI, WIRT, WROM, WOTH, MWBC, MWBA, MWAS,"
            + " MOTH, AIND, APKN, ABAN, AOTH, BCRB, BAFR, BOTH, CHNE, OOTH, REFU, NOBT");
    refuses(
        episode("closure_reason:'rc1'"),
        "social_care_episodes[1].closure_reason",
        "unknownCode",
        "is not one of the codes for closure_reason: RC1, RC2, RC3, RC4, RC5, RC6, RC7, RC8, RC9");
    refuses(
        details("disabilities:['MOB','QQQ']"),
        "child_details.disabilities[1]",
        "unknownCode",
        "is not one of the codes for disabilities: NONE, MOB, HAND, PC, INC, COMM, LD, HEAR, VIS,"
            + " BEH, CON, AUT, DDA");
  }

  @Test
  void datesAreDaysThatExist() {
    String reason = "must be a date such as 2026-03-31 and is not one";
    for (String date :
        List.of(
            "2026-02-30",
            "2025-02-29",
            "2026-13-01",
            "2026-1-1",
            "01/02/2026",
            "",
            "2026-01-01T00:00:00",
            "12026-01-01",
            "2026-01-01\\n")) {
      refuses(
          details("date_of_birth:'" + date + "'"),
          "child_details.date_of_birth",
          "notADate",
          reason);
    }
    assertThat(check(details("date_of_birth:'2024-02-29'")), is(empty()));
  }

  @Test
  void theSameIdTwiceInAListIsRefused() {
    String reason = "is the id of an earlier item of the same list too";
    refuses(
        "{la_child_id:'C1',child_details:{},social_care_episodes:[{social_care_episode_id:'E'},"
            + "{social_care_episode_id:'F'},{social_care_episode_id:'E'}]}",
        "social_care_episodes[2].social_care_episode_id",
        "duplicateId",
        reason);
    refuses(
        episode(
            "child_protection_plans:[{child_protection_plan_id:'1'},"
                + "{child_protection_plan_id:'1'}]"),
        "social_care_episodes[1].child_protection_plans[1].child_protection_plan_id",
        "duplicateId",
        reason);
  }

  @Test
  void listsHaveBounds() {
    refuses(
        details("disabilities:[]"),
        "child_details.disabilities",
        "tooFew",
        "must not be an empty list; it holds NONE alone when nothing is recorded");
    refuses(
        details("disabilities:['MOB','MOB']"),
        "child_details.disabilities",
        "duplicateItem",
        "holds an item more than once");
    String all =
        "'1A','1B','1C','2A','2B','2C','3A','3B','3C','4A','4B','4C','5A','5B','5C','6A','6B','6C',"
            + "'7A','8B','8C','8D','8E','8F','9A','10A','11A','12A','13A','14A','15A','16A','17A',"
            + "'18B','18C','19B','19C','20','21','22A','23A','24A'";
    refuses(
        episode(
            "child_and_family_assessments:[{child_and_family_assessment_id:'A',factors:["
                + all
                + "]}]"),
        "social_care_episodes[1].child_and_family_assessments[0].factors",
        "tooMany",
        "has 42 items, 41 are allowed");
  }

  @Test
  void valuesHaveTypesAndNothingElseIsSaidOfAWrongOne() {
    refuses(details("sex:3"), "child_details.sex", "type", "must be a text and is a number");
    refuses(
        details("uasc_flag:'true'"),
        "child_details.uasc_flag",
        "type",
        "must be true or false and is a text");
    refuses(
        "{la_child_id:'C1',child_details:[]}",
        "child_details",
        "type",
        "must be an object and is a list");
    refuses(
        "{la_child_id:'C1',child_details:{},social_care_episodes:{}}",
        "social_care_episodes",
        "type",
        "must be a list and is an object");
    refuses(
        details("disabilities:['MOB',null]"),
        "child_details.disabilities[1]",
        "type",
        "must be a text and is null");
  }

  @Test
  void scoresHaveARange() {
    String start = "{la_child_id:'C1',child_details:{},health_and_wellbeing:{sdq_assessments:[";
    String path = "health_and_wellbeing.sdq_assessments[0].score";
    refuses(start + "{score:41}]}}", path, "outOfRange", "must be at most 40");
    refuses(start + "{score:-1}]}}", path, "outOfRange", "must be at least 0");
    refuses(start + "{score:1.5}]}}", path, "type", "must be a whole number and is a number");
  }

  @Test
  void postcodesAndPupilNumbersHaveAForm() {
    refuses(
        details("postcode:'ZZ1  2AB'"),
        "child_details.postcode",
        "pattern",
        "must be a postcode such as ZZ1 2AB, with one space or none");
    refuses(
        details("unique_pupil_number:'123'"),
        "child_details.unique_pupil_number",
        "pattern",
        "must be 13 letters and digits");
    refuses(
        details("surname:'" + "x".repeat(129) + "'"),
        "child_details.surname",
        "tooLong",
        "has 129 characters, 128 are allowed");
  }

  @Test
  void keysThatTheRulesDoNotKnowAreRefusedAndValuesThatStandInTheirPlaceNotShown() {
    String reason = "is not a key that the rules know here";
    refuses(details("shoe_size:1"), "child_details.shoe_size", "notAllowed", reason);
    refuses(details("'Jo Secret':1"), "child_details.(key of 9 characters)", "notAllowed", reason);
  }

  @Test
  void halfACharacterIsRefused() {
    refuses(
        details("surname:'x\\ud83d'"),
        "child_details.surname",
        "brokenText",
        "holds half a character, which cannot be sent; type it again");
    assertThat(check(details("surname:'😀'")), is(empty()));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceAndWithoutAValue() {
    List<Complaint> complaints =
        check(
            "{la_child_id:'SECRET!SECRET!SECRET!SECRET!',child_details:{sex:'SECRET',"
                + "date_of_birth:'SECRET',postcode:'SECRET',unique_pupil_number:'SECRET',"
                + "ethnicity:['SECRET'],uasc_flag:'SECRET'}}");
    assertThat(
        complaints.stream().map(c -> c.path() + " " + c.rule()).sorted().toList(),
        is(
            List.of(
                "child_details.date_of_birth notADate",
                "child_details.ethnicity type",
                "child_details.postcode pattern",
                "child_details.sex unknownCode",
                "child_details.uasc_flag type",
                "child_details.unique_pupil_number pattern",
                "la_child_id pattern",
                "la_child_id tooLong")));
    assertThat(complaints.toString().contains("SECRET"), is(false));
  }

  @Test
  void manyThreadsMayCheckAtOnce() {
    ObjectNode child = Child.json(FULL);
    ObjectNode wrong = Child.json(details("sex:'Q'"));
    ConcurrentLinkedQueue<Integer> counts = new ConcurrentLinkedQueue<>();
    IntStream.range(0, 400)
        .parallel()
        .forEach(i -> counts.add(RULES.check(i % 2 == 0 ? child : wrong).size()));
    assertThat(counts.stream().mapToInt(Integer::intValue).sum(), is(200));
  }

  @Test
  void threeThousandChildrenAreCheckedInTime() {
    ObjectNode child = Child.json(FULL);
    check3000(child);
    long start = System.nanoTime();
    check3000(child);
    long millis = (System.nanoTime() - start) / 1_000_000;
    // Far more than it takes, so that a busy machine does not fail the build.
    assertThat("took " + millis + " ms", millis < 20_000, is(true));
  }

  private static void check3000(ObjectNode child) {
    for (int i = 0; i < 3000; i++) {
      assertThat(RULES.check(child).isEmpty(), is(true));
    }
  }
}
