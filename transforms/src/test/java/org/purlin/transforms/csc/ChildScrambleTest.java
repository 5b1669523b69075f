package org.purlin.transforms.csc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChildScrambleTest {

  private static final ChildScramble SCRAMBLE = new ChildScramble("a key".getBytes(UTF_8));

  private static final ObjectNode CHILD =
      Child.json(
          "{la_child_id:'SYN-1',mis_child_id:'MIS-1',purge:false,child_details:{"
              + "unique_pupil_number:'Z000000000001',unique_pupil_number_unknown_reason:'UN3',"
              + "first_name:'Zoë',surname:\"O'Tester\",date_of_birth:'2010-03-09',sex:'F',"
              + "ethnicity:'MWBC',disabilities:['AUT','LD'],postcode:'ZZ99 3ZZ',uasc_flag:true,"
              + "uasc_end_date:null,purge:false},health_and_wellbeing:{sdq_assessments:["
              + "{date:'2026-05-04',score:40},{date:'2025-04-28',score:0}]},"
              + "social_care_episodes:[{social_care_episode_id:'REF-1',"
              + "referral_date:'2024-09-02',referral_source:'3E',child_and_family_assessments:["
              + "{child_and_family_assessment_id:'CFA-1',factors:['2B','24A','1A']}],"
              + "care_worker_details:[{worker_id:'SW1',start_date:'2025-01-06'},"
              + "{worker_id:'SW2'},{worker_id:'SW1',start_date:'2024-01-06'}],purge:true}]}");

  private static ObjectNode scrambled(String person) {
    return SCRAMBLE.of(CHILD, person).child();
  }

  @Test
  void theShapeStaysAndNoTextOrNumberDoes() {
    ObjectNode scrambled = scrambled("p1");
    assertThat(structure(scrambled), is(structure(CHILD)));
    Set<String> kept = values(scrambled);
    kept.retainAll(values(CHILD));
    // A code or score of one place may be that of another.
    kept.removeIf(value -> value.length() <= 4);
    assertThat(kept, is(empty()));
  }

  private static String structure(JsonNode child) {
    return ChildJson.text(child)
        .replaceAll("(?<=[:\\[,])\"(?:[^\"\\\\]|\\\\.)*\"(?!:)", "T")
        .replaceAll("(?<=:)[0-9]+", "N");
  }

  private static Set<String> values(JsonNode node) {
    Set<String> values = new TreeSet<>();
    if (node.isTextual() || node.isNumber()) {
      values.add(node.asText());
    }
    node.forEach(inner -> values.addAll(values(inner)));
    return values;
  }

  @Test
  void theResultIsAGoodRecord() {
    assertThat(ChildRules.standard().check(CHILD), is(empty()));
    for (int i = 0; i < 200; i++) {
      assertThat(ChildRules.standard().check(scrambled("p" + i)), is(empty()));
    }
  }

  @Test
  void theSameKeyAndPersonGiveTheSameEveryNight() {
    assertThat(
        new ChildScramble("a key".getBytes(UTF_8)).of(CHILD, "p1").child(), is(scrambled("p1")));
    assertThat(scrambled("p2"), is(not(scrambled("p1"))));
    assertThat(
        new ChildScramble("other".getBytes(UTF_8)).of(CHILD, "p1").child(),
        is(not(scrambled("p1"))));
  }

  @Test
  void theSameIdIsTheSameHashEverywhere() {
    JsonNode one = scrambled("p1");
    JsonNode two = scrambled("p2");
    String worker = "/social_care_episodes/0/care_worker_details/";
    assertThat(one.at(worker + "0/worker_id"), is(one.at(worker + "2/worker_id")));
    assertThat(one.at(worker + "0/worker_id"), is(two.at(worker + "0/worker_id")));
    assertThat(one.at(worker + "0/worker_id"), is(not(one.at(worker + "1/worker_id"))));
    assertThat(one.at(worker + "0/worker_id").asText(), matchesPattern("[1-9A-Z]{12}"));
    assertThat(one.get("la_child_id").asText(), matchesPattern("[1-9A-Z]{20}"));
  }

  @Property(tries = 200)
  void datesKeepTheirDistanceAndLieEarlier(
      @ForAll @IntRange(min = 0, max = 40_000) int first,
      @ForAll @IntRange(min = 0, max = 40_000) int second,
      @ForAll int person) {
    LocalDate a = LocalDate.ofEpochDay(first);
    LocalDate b = LocalDate.ofEpochDay(second);
    ObjectNode child = Child.json("{a:'" + a + "',b:['" + b + "']}");
    JsonNode moved = SCRAMBLE.of(child, "p" + person).child();
    LocalDate newA = LocalDate.parse(moved.get("a").asText());
    LocalDate newB = LocalDate.parse(moved.at("/b/0").asText());
    assertThat(ChronoUnit.DAYS.between(newA, newB), is(ChronoUnit.DAYS.between(a, b)));
    long days = ChronoUnit.DAYS.between(newA, a);
    assertThat("moved by " + days, days >= 30 && days <= 365, is(true));
  }

  @Test
  void differentCodesStayDifferentAndNoneStaysItself() {
    for (int i = 0; i < 50; i++) {
      JsonNode scrambled = scrambled("p" + i);
      JsonNode factors =
          scrambled.at("/social_care_episodes/0/child_and_family_assessments/0/factors");
      assertThat(values(factors).size(), is(3));
      assertThat(scrambled.at("/child_details/sex").asText(), is(not("F")));
      assertThat(scrambled.at("/child_details/ethnicity").asText(), is(not("MWBC")));
      assertThat(
          scrambled.at("/health_and_wellbeing/sdq_assessments/0/score").asInt(), is(not(40)));
    }
  }

  @Test
  void whatCameOutAsItWasIsListed() {
    assertThat(SCRAMBLE.of(CHILD, "p1").unchangedPaths(), is(List.of("child_details.uasc_flag")));
    assertThat(
        SCRAMBLE
            .of(
                Child.json(
                    "{purge:true,child_details:{disabilities:['NONE'],uasc_flag:false,x:null},"
                        + "social_care_episodes:[{child_and_family_assessments:["
                        + "{factors:['21']}]}],empty:''}"),
                "p1")
            .unchangedPaths(),
        is(
            List.of(
                "child_details.disabilities[0]",
                "child_details.uasc_flag",
                "social_care_episodes[0].child_and_family_assessments[0].factors[0]",
                "empty")));
  }

  @Test
  void unknownTextsAndNumbersAreReplacedToo() {
    ObjectNode child = Child.json("{new_note:'Jo lives here',new_count:987654,sex:'Q'}");
    ObjectNode scrambled = SCRAMBLE.of(child, "p1").child();
    assertThat(scrambled.get("new_note").asText(), matchesPattern("[1-9A-Z]{13}"));
    assertThat(scrambled.get("new_count").asInt() < 1000, is(true));
    assertThat(scrambled.get("sex").asText(), matchesPattern("[MFU]"));
  }

  @Test
  void aChangeOfOneValueChangesOnlyThatValue() {
    ObjectNode tomorrow = CHILD.deepCopy();
    ((ObjectNode) tomorrow.get("child_details")).put("postcode", "ZZ1 1AA");
    ObjectNode expected = scrambled("p1");
    ObjectNode scrambled = SCRAMBLE.of(tomorrow, "p1").child();
    assertThat(
        scrambled.at("/child_details/postcode"), is(not(expected.at("/child_details/postcode"))));
    ((ObjectNode) expected.get("child_details"))
        .set("postcode", scrambled.at("/child_details/postcode"));
    assertThat(scrambled, is(expected));
  }

  @Test
  void anEmptyKeyIsRefused() {
    assertThat(
        assertThrows(IllegalArgumentException.class, () -> new ChildScramble(new byte[0]))
            .getMessage(),
        is("The key to scramble with must not be empty."));
  }
}
