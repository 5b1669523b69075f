package org.purlin.transforms.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BlamedRecordsTest {

  private static void blames(String body, Integer... positions) {
    assertThat(body, Set.copyOf(BlamedRecords.in(body, 100)), is(Set.of(positions)));
  }

  @Test
  void onlyTheFirstIndexOfAPathCounts() {
    blames("[0].social_care_episodes[2].closure_reason", 0);
    blames("$[3].a", 3);
    blames("$.records[4].b[1]", 4);
    blames("records[4].b[1]", 4);
    blames("body.children[12].social_care_episodes[2].child_in_need_plans[5].end_date", 12);
    blames("$[3]['social_care_episodes'][2]['closure_reason'] is wrong", 3);
    blames("$[3][\"social_care_episodes\"][2]", 3);
    blames("[1][2][3]", 1);
  }

  @Test
  void everyPathOfAFreeTextCounts() {
    blames(
        "Malformed: [37].x[2].y must be a code, [5].z[0] too; and at (record[99].a).", 5, 37, 99);
  }

  @Test
  void pathsMayBeKeysOrValuesOfJson() {
    blames("{\"errors\":{\"[37].x[2].y\":[\"must be a code\"]}}", 37);
    blames("{\"errors\":[{\"path\":\"$[3].a\",\"n\":[7]},{\"path\":\"[4].b[1]\"}]}", 3, 4);
    blames("[\"[8].a\"]", 8);
    blames("\"[8].a\"", 8);
    blames("{\"errors\":[{\"path\":\"$[3]['a'][2]\"}]}", 3);
  }

  @Test
  void numbersOfJsonBlameNobody() {
    blames("{\"status\":400,\"limits\":[36],\"codes\":[1,2]}");
  }

  @Test
  void aPathThatBeginsInsideARecordBlamesNobody() {
    blames("social_care_episodes[2].closure_reason is wrong");
    blames("$.child_details.disabilities[0]");
    blames("{\"errors\":{\"social_care_episodes[2].adoption\":\"x\"}}");
  }

  @Test
  void positionsOutsideTheBatchAreLeftOut() {
    assertThat(BlamedRecords.in("[2].a [3].a [1].a", 3), contains(1, 2));
    blames("[100].a [99999999999999999999].b [-1].c");
  }

  @Test
  void aBodyThatNamesNobodyBlamesNobody() {
    assertThat(BlamedRecords.in(null, 100), is(empty()));
    assertThat(BlamedRecords.in("", 100), is(empty()));
    assertThat(BlamedRecords.in("malformed [x] [] [ 1 ]", 100), is(empty()));
  }

  @Test
  void aBodyThatWasCutOffIsReadAsText() {
    blames("{\"errors\":{\"[37].x[2].y\":[\"must be a co", 37);
  }

  @Test
  void aHugeBodyIsReadInTime() {
    assertThat(BlamedRecords.in("[".repeat(500_000), 100), is(empty()));
    assertThat(BlamedRecords.in("a.".repeat(250_000), 100), is(empty()));
  }
}
