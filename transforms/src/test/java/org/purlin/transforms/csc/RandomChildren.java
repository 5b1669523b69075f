package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * Invents versions of one child out of few ids and few values, so that two versions meet in all
 * ways: values set, changed and cleared, items and blocks come and gone, lists in another order,
 * null and empty lists in the place of nothing, and keys that the contract does not know.
 */
final class RandomChildren {

  private static final String[] DATES = {"2025-01-31", "2025-02-28", "2026-03-01"};
  private static final String[] WORDS = {"one", "two", "O'Testhill"};
  private static final String[] CODES = {"1A", "2B", "21"};

  private final Random random;

  /** Chance that a part stays as it was. */
  private final double keep;

  RandomChildren(Random random, double keep) {
    this.random = random;
    this.keep = keep;
  }

  /** The next version of a child; the first when there is none before. */
  ObjectNode next(ObjectNode before) {
    ObjectNode child = JsonNodeFactory.instance.objectNode();
    child.put("la_child_id", "C1");
    child.put("mis_child_id", "M1");
    maybePurgeFalse(child);
    ObjectNode details = child.putObject("child_details");
    fillDetails(details, before == null ? null : (ObjectNode) before.get("child_details"));
    block(child, before, "health_and_wellbeing", this::fillHealth);
    items(child, before, "social_care_episodes", this::fillEpisode);
    scalar(child, before, "new_top_text", WORDS);
    block(child, before, "new_top_block", this::fillUnknownBlock);
    plainList(child, before, "new_top_codes");
    return child;
  }

  private void fillDetails(ObjectNode details, ObjectNode before) {
    scalar(details, before, "surname", WORDS);
    scalar(details, before, "date_of_birth", DATES);
    flag(details, before, "uasc_flag");
    plainList(details, before, "disabilities");
    if (details.path("disabilities").isArray() && details.path("disabilities").isEmpty()) {
      details.remove("disabilities");
    }
    maybePurgeFalse(details);
  }

  private void fillHealth(ObjectNode health, ObjectNode before) {
    objectList(health, before, "sdq_assessments", "date");
    maybePurgeFalse(health);
  }

  private void fillEpisode(ObjectNode episode, ObjectNode before) {
    scalar(episode, before, "closure_date", DATES);
    flag(episode, before, "referral_no_further_action_flag");
    items(episode, before, "child_in_need_plans", this::fillPlan);
    items(episode, before, "child_and_family_assessments", this::fillAssessment);
    items(episode, before, "new_reviews", this::fillPlan);
    block(episode, before, "adoption", this::fillAdoption);
    block(episode, before, "new_block", this::fillUnknownBlock);
    objectList(episode, before, "care_worker_details", "worker_id");
    scalar(episode, before, "new_text", WORDS);
    plainList(episode, before, "new_codes");
    maybePurgeFalse(episode);
  }

  private void fillPlan(ObjectNode plan, ObjectNode before) {
    scalar(plan, before, "start_date", DATES);
    scalar(plan, before, "end_date", DATES);
    maybePurgeFalse(plan);
  }

  private void fillAssessment(ObjectNode assessment, ObjectNode before) {
    scalar(assessment, before, "start_date", DATES);
    plainList(assessment, before, "factors");
    block(assessment, before, "new_inner_block", this::fillUnknownBlock);
    maybePurgeFalse(assessment);
  }

  private void fillAdoption(ObjectNode adoption, ObjectNode before) {
    scalar(adoption, before, "matched_date", DATES);
    scalar(adoption, before, "placed_date", DATES);
    maybePurgeFalse(adoption);
  }

  private void fillUnknownBlock(ObjectNode block, ObjectNode before) {
    scalar(block, before, "text", WORDS);
    flag(block, before, "flag");
  }

  private boolean keeps(ObjectNode before) {
    return before != null && random.nextDouble() < keep;
  }

  private void scalar(ObjectNode to, ObjectNode before, String key, String... choices) {
    if (keeps(before)) {
      copy(to, before, key);
    } else if (random.nextInt(10) < 6) {
      to.put(key, choices[random.nextInt(choices.length)]);
    } else if (random.nextInt(3) == 0) {
      to.putNull(key);
    }
  }

  private void flag(ObjectNode to, ObjectNode before, String key) {
    if (keeps(before)) {
      copy(to, before, key);
    } else if (random.nextBoolean()) {
      to.put(key, random.nextBoolean());
    }
  }

  private void maybePurgeFalse(ObjectNode to) {
    if (random.nextBoolean()) {
      to.put("purge", false);
    }
  }

  private void plainList(ObjectNode to, ObjectNode before, String key) {
    if (keeps(before)) {
      copy(to, before, key);
    } else if (random.nextInt(4) > 0) {
      ArrayNode list = to.putArray(key);
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(CODES[random.nextInt(CODES.length)]);
      }
    }
  }

  private void objectList(ObjectNode to, ObjectNode before, String key, String inner) {
    if (keeps(before)) {
      copy(to, before, key);
    } else if (random.nextInt(4) > 0) {
      ArrayNode list = to.putArray(key);
      for (int i = random.nextInt(4); i > 0; i--) {
        ObjectNode item = list.addObject();
        item.put(inner, WORDS[random.nextInt(WORDS.length)]);
        scalar(item, null, "end_date", DATES);
      }
    }
  }

  private void block(
      ObjectNode to, ObjectNode before, String key, BiConsumer<ObjectNode, ObjectNode> fill) {
    JsonNode known = before == null ? null : before.get(key);
    boolean there = keeps(before) ? known instanceof ObjectNode : random.nextBoolean();
    if (there) {
      fill.accept(to.putObject(key), known instanceof ObjectNode block ? block : null);
    }
  }

  private void items(
      ObjectNode to, ObjectNode before, String key, BiConsumer<ObjectNode, ObjectNode> fill) {
    String idKey = Meaning.ID_KEYS.get(key);
    List<ObjectNode> items = new ArrayList<>();
    for (String id : List.of("A", "B", "C")) {
      ObjectNode known = before == null ? null : find(before.path(key), idKey, id);
      if (keeps(before) ? known != null : random.nextInt(5) < 2) {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put(idKey, id);
        fill.accept(item, known);
        items.add(item);
      }
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(items, random);
    }
    if (!items.isEmpty() || random.nextBoolean()) {
      to.putArray(key).addAll(items);
    }
  }

  private static ObjectNode find(JsonNode list, String idKey, String id) {
    for (JsonNode item : list) {
      if (item.get(idKey).asText().equals(id)) {
        return (ObjectNode) item;
      }
    }
    return null;
  }

  private static void copy(ObjectNode to, ObjectNode before, String key) {
    if (before.has(key)) {
      to.set(key, before.get(key).deepCopy());
    }
  }
}
