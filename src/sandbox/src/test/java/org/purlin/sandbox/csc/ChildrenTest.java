package org.purlin.sandbox.csc;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChildrenTest {

  private static final int MANY = 1000;

  private final Children children = new Children(20260812);

  @Test
  void everyoneIsTakenByTheReceiver() {
    RecordCheck check = new RecordCheck(CscSettings.builder().build());
    for (int number = 1; number <= MANY; number++) {
      assertThat(check.problems(children.child(number), Children.idOf(number)), is(empty()));
    }
  }

  @Test
  void theSameSeedAndNumberAreTheSameChildAndOthersAreOthers() {
    assertThat(new Children(20260812).child(7).toString(), is(children.child(7).toString()));
    assertThat(children.child(8), is(not(children.child(7))));
    assertThat(new Children(1).child(7), is(not(children.child(7))));
  }

  @Test
  void payloadsHaveAMeanOfAboutFourAndAHalfKilobytes() {
    long bytes = 0;
    for (int number = 1; number <= MANY; number++) {
      bytes += children.child(number).toString().getBytes(StandardCharsets.UTF_8).length;
    }

    assertThat(bytes / MANY, is(both(greaterThan(4_300L)).and(lessThan(4_700L))));
  }

  @Test
  void keysHaveTheOrderOfThePayloadAndIdsAreReadable() {
    ObjectNode child = children.child(12);

    assertThat(
        child
            .toString()
            .startsWith(
                "{\"la_child_id\":\"SYN00000012\",\"mis_child_id\":\"MIS-00000012\",\"purge\":false,"
                    + "\"child_details\":{\"unique_pupil_number\":"),
        is(true));
    assertThat(child.at("/social_care_episodes/0/social_care_episode_id").asText(), is("REF-12-1"));
  }

  @Test
  void noTwoItemsShareAnIdAndNoPostcodeExists() {
    Set<String> ids = new HashSet<>();
    for (int number = 1; number <= 200; number++) {
      walk(children.child(number), ids);
    }
    assertThat(ids.size(), greaterThan(3000));
  }

  @Test
  void namesHaveApostrophesAndLettersBeyondAscii() {
    Set<String> names = new HashSet<>();
    for (int number = 1; number <= MANY; number++) {
      JsonNode details = children.child(number).get("child_details");
      names.add(details.path("first_name").asText());
      names.add(details.path("surname").asText());
    }
    assertThat(names, hasItems("Zoë", "O'Tester", "Łąka-Test"));
  }

  @Test
  void someChildrenHaveOneWorkerTwice() {
    int twice = 0;
    for (int number = 1; number <= MANY; number++) {
      for (JsonNode episode : children.child(number).path("social_care_episodes")) {
        Set<String> workers = new HashSet<>();
        for (JsonNode spell : episode.path("care_worker_details")) {
          twice += workers.add(spell.path("worker_id").asText()) ? 0 : 1;
        }
      }
    }
    assertThat(twice, greaterThan(100));
  }

  private static void walk(JsonNode part, Set<String> ids) {
    if (part.isObject()) {
      for (Map.Entry<String, JsonNode> field : part.properties()) {
        if (field.getKey().endsWith("_id") && !field.getKey().equals("worker_id")) {
          assertThat(field.getValue().asText(), ids.add(field.getValue().asText()), is(true));
        }
        if (field.getKey().equals("postcode")) {
          assertThat(field.getValue().asText().startsWith("ZZ"), is(true));
        }
      }
    }
    part.forEach(child -> walk(child, ids));
  }
}
