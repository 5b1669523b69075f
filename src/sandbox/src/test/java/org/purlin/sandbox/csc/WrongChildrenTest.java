package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrongChildrenTest {

  private final Children children = new Children(3);
  private final Register register = new Register();

  @Test
  void aChildThatIsMissingDiffersOrShouldNotBeThereIsWrong() {
    register.accept(List.of(children.child(1), children.child(2), children.child(4)));
    ObjectNode changed = children.child(2);
    ((ObjectNode) changed.get("child_details")).put("postcode", "ZZ0 0ZZ");

    Map<String, ObjectNode> today =
        Map.of(
            Children.idOf(1), children.child(1),
            Children.idOf(2), changed,
            Children.idOf(3), children.child(3));

    for (Model model : Model.values()) {
      assertThat(
          register.wrong(model, today),
          contains(Children.idOf(2), Children.idOf(3), Children.idOf(4)));
    }
  }

  @Test
  void nullsEmptyListsFlagsAndTheOrderOfItemsMeanNothing() {
    ObjectNode noisy = children.child(1);
    ((ObjectNode) noisy.get("child_details")).putNull("former_unique_pupil_number").remove("purge");
    reverse((ArrayNode) noisy.get("social_care_episodes"));
    ObjectNode episode = (ObjectNode) noisy.at("/social_care_episodes/0");
    reverse((ArrayNode) episode.get("child_in_need_plans"));
    episode.putNull("adoption");
    ObjectNode plain = children.child(1);
    ((ObjectNode) plain.get("child_details")).remove("former_unique_pupil_number");
    ObjectNode same =
        (ObjectNode)
            plain.get("social_care_episodes").get(plain.get("social_care_episodes").size() - 1);
    same.remove("adoption");
    same.putArray("section_47_assessments");
    episode.remove("section_47_assessments");
    register.accept(List.of(plain));

    for (Model model : Model.values()) {
      assertThat(register.wrong(model, Map.of(Children.idOf(1), noisy)), is(empty()));
    }
  }

  @Test
  void theOrderOfOtherListsMatters() {
    ObjectNode turned = children.child(1);
    reverse((ArrayNode) turned.at("/social_care_episodes/0/care_worker_details"));
    register.accept(List.of(children.child(1)));

    assertThat(
        register.wrong(Model.REPLACE, Map.of(Children.idOf(1), turned)),
        contains(Children.idOf(1)));
  }

  @Test
  void aFullRecordLeavesRemovedItemsBehindOnlyWhereItIsMerged() {
    register.accept(List.of(children.child(1)));
    ObjectNode today = children.child(1);
    ((ArrayNode) today.at("/social_care_episodes/0/child_and_family_assessments")).remove(0);
    register.accept(List.of(today));

    Map<String, ObjectNode> all = Map.of(Children.idOf(1), today);
    assertThat(register.wrong(Model.MERGE, all), contains(Children.idOf(1)));
    assertThat(register.wrong(Model.REPLACE, all), is(empty()));
    assertThat(register.accepted(), is(Map.of(Children.idOf(1), 2)));
  }

  private static void reverse(ArrayNode list) {
    ArrayNode turned = JsonNodeFactory.instance.arrayNode();
    list.forEach(item -> turned.insert(0, item));
    list.removeAll().addAll(turned);
  }
}
