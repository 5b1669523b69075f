package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CohortTest {

  private final Children children = new Children(5);
  private final Cohort cohort = Cohort.of(children, 300);

  @Test
  void theFirstNightHoldsTheGeneratedChildren() {
    Map<String, ObjectNode> today = cohort.today();

    assertThat(today.size(), is(300));
    assertThat(today.get("SYN00000300"), is(children.child(300)));
    assertThat(today.get("SYN00000301"), is(nullValue()));
    assertThat(new ArrayList<>(today.values()).get(1), is(children.child(2)));
  }

  @Test
  void aNightChangesAddsAndRemovesExactlyAsMany() {
    Map<String, ObjectNode> before = cohort.today();

    Cohort.Night night = cohort.nextNight(77, 100, 20, 10);

    Map<String, ObjectNode> after = cohort.today();
    List<String> changed = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    before.forEach(
        (id, payload) -> {
          if (!after.containsKey(id)) {
            removed.add(id);
          } else if (!same(payload, after.get(id))) {
            changed.add(id);
          }
        });
    List<String> added = new ArrayList<>(after.keySet());
    added.removeAll(before.keySet());
    assertThat(changed, is(night.changed().stream().sorted().toList()));
    assertThat(removed, is(night.removed().stream().sorted().toList()));
    assertThat(added, is(night.added()));
    assertThat(changed.size(), is(100));
    assertThat(removed.size(), is(10));
    assertThat(added.size(), is(20));
    assertThat(added.get(0), is("SYN00000301"));
    assertThat(before.get(removed.get(0)), is(not(nullValue())));
  }

  @Test
  void nightsWithTheSameSeedsAreTheSame() {
    Cohort other = Cohort.of(children, 300);
    for (long seed = 1; seed <= 3; seed++) {
      cohort.nextNight(seed, 50, 5, 5);
      other.nextNight(seed, 50, 5, 5);
    }
    assertThat(other.today(), is(cohort.today()));
    other.nextNight(4, 1, 0, 0);
    assertThat(other.today(), is(not(cohort.today())));
  }

  @Test
  void everyNightIsTakenByTheReceiver() {
    RecordCheck check = new RecordCheck(CscSettings.builder().build());
    for (long seed = 1; seed <= 5; seed++) {
      cohort.nextNight(seed, 200, 0, 0);
    }
    cohort.today().forEach((id, child) -> assertThat(check.problems(child, id), is(empty())));
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void everyKindOfChangeCanBeMadeAloneAndLeavesOthersAlone(Change change) {
    Map<String, ObjectNode> before = cohort.today();
    int made = 0;
    for (String id : List.copyOf(before.keySet())) {
      boolean changed = cohort.change(id, change, 9);
      made += changed ? 1 : 0;
      if (!changed) {
        assertThat(same(cohort.today().get(id), before.get(id)), is(true));
      } else if (change != Change.FACTORS && change != Change.DISABILITIES) {
        assertThat(id, same(cohort.today().get(id), before.get(id)), is(false));
      }
    }
    assertThat(made > 20, is(true));
  }

  @Test
  void aChildCanLeaveAndComeBackAsItWas() {
    ObjectNode was = cohort.today().get("SYN00000002");
    cohort.remove("SYN00000002");
    assertThat(cohort.today().containsKey("SYN00000002"), is(false));

    cohort.bringBack("SYN00000002");

    assertThat(cohort.today().get("SYN00000002"), is(was));
    assertThrows(NoSuchElementException.class, () -> cohort.bringBack("SYN00000002"));
    assertThrows(NoSuchElementException.class, () -> cohort.remove("SYN99999999"));
  }

  @Test
  void aPayloadOfOnesOwnStaysUntilANightChangesIt() {
    Cohort few = Cohort.of(children, 0);
    ObjectNode own = Payloads.parse("{\"la_child_id\":\"OWN1\",\"child_details\":{\"sex\":\"U\"}}");
    few.put("OWN1", own);

    assertThat(few.today(), is(Map.of("OWN1", own)));
    assertThat(few.nextNight(1, 1, 0, 0).changed(), contains("OWN1"));
    assertThat(same(few.today().get("OWN1"), own), is(false));
  }

  @Test
  void moreThanThereAreCannotChange() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> cohort.nextNight(1, 299, 0, 2));

    assertThat(refusal.getMessage(), is("cannot change 299 and remove 2 of 300"));
  }

  private static boolean same(ObjectNode one, ObjectNode other) {
    return Payloads.comparable(one).equals(Payloads.comparable(other));
  }
}
