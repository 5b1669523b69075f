package org.purlin.transforms.csc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of a user's own. */
class RuleFileTest {

  private static String standard() throws IOException {
    try (InputStream file = RuleFile.class.getResourceAsStream("child-rules.json")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  private static List<Complaint> check(String rules, String child) {
    return ChildRules.of(rules.getBytes(UTF_8)).check(Child.json(child));
  }

  private static String refusal(String rules) {
    return assertThrows(IllegalArgumentException.class, () -> ChildRules.of(rules.getBytes(UTF_8)))
        .getMessage();
  }

  @Test
  void aLimitCanBeChanged() throws IOException {
    String longer = standard().replace("\"maxLength\": 20", "\"maxLength\": 36");
    assertThat(check(longer, "{la_child_id:'" + "a".repeat(36) + "',purge:true}"), is(empty()));
  }

  @Test
  void aCodeListCanBeChanged() throws IOException {
    String narrower = standard().replace("\"V\", \"W\", \"X\", \"Y\", \"Z\"", "\"V\"");
    String child =
        "{la_child_id:'C1',child_details:{},social_care_episodes:[{social_care_episode_id:'E',"
            + "care_leavers:{accommodation:'Z'}}]}";
    assertThat(check(standard(), child), is(empty()));
    assertThat(
        check(narrower, child),
        is(
            List.of(
                new Complaint(
                    "social_care_episodes[0].care_leavers.accommodation",
                    "unknownCode",
                    "is not one of the codes for accommodation: B, C, D, E, G, H, K, R, S, T, U,"
                        + " V"))));
  }

  @Test
  void switchesCanBeChanged() throws IOException {
    String changed =
        standard()
            .replace("\"refuse0xInIds\": true", "\"refuse0xInIds\": false")
            .replace("\"noFactorsStandsAlone\": false", "\"noFactorsStandsAlone\": true");
    assertThat(check(changed, "{la_child_id:'0x1',purge:true}"), is(empty()));
    String child =
        "{la_child_id:'C1',child_details:{},social_care_episodes:[{social_care_episode_id:'E',"
            + "child_and_family_assessments:[{child_and_family_assessment_id:'A',factors:['1A',"
            + "'21']},{child_and_family_assessment_id:'B',factors:['21']}]}]}";
    assertThat(check(standard(), child), is(empty()));
    assertThat(
        check(changed, child),
        is(
            List.of(
                new Complaint(
                    "social_care_episodes[0].child_and_family_assessments[0].factors",
                    "notAlone",
                    "holds 21 (none found) beside other factors"))));
  }

  @Test
  void aRuleOfTheUsersOwnIsNamed() {
    assertThat(
        check("{\"properties\":{\"n\":{\"multipleOf\":2}}}", "{n:3}"),
        is(
            List.of(
                new Complaint(
                    "n", "schema", "does not keep the rule multipleOf of the rules file"))));
    assertThat(
        check(
            "{\"properties\":{\"n\":{\"multipleOf\":2,\"x-reasons\":{\"multipleOf\":\"is odd\"}}}}",
            "{n:3}"),
        is(List.of(new Complaint("n", "schema", "is odd"))));
  }

  @Test
  void aFileThatCannotBeUsedIsRefusedInASentence() throws IOException {
    assertThat(refusal("{\n\"a\":"), is("The rules file is not valid JSON, see line 2."));
    assertThat(refusal("[]"), is("The rules file must be one JSON object."));
    assertThat(
        refusal("{\"$schema\":\"http://json-schema.org/draft-07/schema#\"}"),
        is(
            "The rules file must have the $schema https://json-schema.org/draft/2020-12/schema or"
                + " none."));
    assertThat(
        refusal("{\"properties\":{\"a\":{\"$ref\":\"http://localhost:1/x\"}}}"),
        is("The rules file may refer to itself only, so each $ref begins with #."));
    assertThat(
        refusal("{\"properties\":{\"a\":{\"type\":\"strng\"}}}"),
        startsWith("The rules file is not a JSON Schema: /properties/a/type "));
    assertThat(
        refusal("{\"properties\":{\"a\":{\"$ref\":\"#/$defs/gone\"}}}"),
        startsWith("The rules file is not a usable JSON Schema: "));
    assertThat(refusal("{\"pattern\":\"[\"}"), startsWith("The rules file is not a"));
    assertThat(
        refusal(standard().replace("\"refuse0xInIds\": true", "\"refuse0x\": true")),
        is(
            "The rules file may set refuse0xInIds and noFactorsStandsAlone to true or false in"
                + " x-settings, and nothing else."));
  }
}
