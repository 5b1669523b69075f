package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The ways in which a child's payload differs from the night before. */
public enum Change {
  /** Another postcode. */
  SCALAR_SET(22) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      details(child).put("postcode", draw.postcode());
      return true;
    }
  },

  /** A value is gone: an episode is open again, an end date was a mistake. */
  SCALAR_CLEARED(8) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      if (episode.has("closure_date")) {
        episode.remove(List.of("closure_date", "closure_reason"));
        return true;
      }
      for (String name : List.of("former_unique_pupil_number", "uasc_end_date")) {
        if (details(child).remove(name) != null) {
          return true;
        }
      }
      for (JsonNode plan : episode.path("child_in_need_plans")) {
        if (((ObjectNode) plan).remove("end_date") != null) {
          return true;
        }
      }
      return false;
    }
  },

  /** Another date in an item. */
  ITEM_FIELD(22) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      String list = list(draw);
      if (episode.path(list).isEmpty()) {
        return false;
      }
      ObjectNode item = (ObjectNode) draw.one(items(episode, list));
      String field =
          list.equals("child_and_family_assessments") ? "authorisation_date" : "end_date";
      item.put(field, Episodes.TODAY.plusDays(draw.between(1, 9)).toString());
      return true;
    }
  },

  /** One item more. */
  ITEM_ADDED(14) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      String list = list(draw);
      episode.withArray(list).add(make.item(list, Episodes.TODAY.minusDays(draw.between(0, 20))));
      return true;
    }
  },

  /** One item fewer. */
  ITEM_REMOVED(8) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      String list = list(draw);
      if (episode.path(list).isEmpty()) {
        return false;
      }
      ((ArrayNode) episode.get(list)).remove(draw.between(0, episode.get(list).size() - 1));
      return true;
    }
  },

  /** Other factors of an assessment. */
  FACTORS(5) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      List<JsonNode> assessments = items(episode, "child_and_family_assessments");
      if (assessments.isEmpty()) {
        return false;
      }
      ArrayNode factors = JsonNodeFactory.instance.arrayNode();
      draw.some(Codes.FACTOR, draw.between(1, 9)).stream().sorted().forEach(factors::add);
      ((ObjectNode) draw.one(assessments)).set("factors", factors);
      return true;
    }
  },

  /** Other disabilities. */
  DISABILITIES(3) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      ArrayNode disabilities = details(child).putArray("disabilities");
      draw.some(Children.DISABILITIES, draw.between(1, 3)).stream()
          .sorted()
          .forEach(disabilities::add);
      return true;
    }
  },

  /** A new strengths and difficulties score. */
  SDQ(5) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      ObjectNode health = child.withObject("/health_and_wellbeing");
      ObjectNode score = JsonNodeFactory.instance.objectNode();
      score.put("date", Episodes.TODAY.toString()).put("score", draw.between(0, 40));
      health.withArray("sdq_assessments").insert(0, score);
      health.put("purge", false);
      return true;
    }
  },

  /** A new worker; or a second spell of the last one. */
  WORKER(6) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      ArrayNode spells = episode.withArray("care_worker_details");
      String last = spells.path(0).path("worker_id").asText();
      ObjectNode spell = JsonNodeFactory.instance.objectNode();
      spell.put("worker_id", draw.chance(0.3) && !last.isEmpty() ? last : Episodes.worker(draw));
      spells.insert(0, spell.put("start_date", Episodes.TODAY.toString()));
      return true;
    }
  },

  /** A care leaver lives elsewhere. */
  CARE_LEAVER(3) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      if (!(episode.get("care_leavers") instanceof ObjectNode careLeavers)) {
        return false;
      }
      List<String> others = new ArrayList<>(Codes.ACCOMMODATION);
      others.remove(careLeavers.path("accommodation").asText());
      careLeavers.put("accommodation", draw.one(others));
      return true;
    }
  },

  /** One episode fewer, unless it is the only one. */
  EPISODE_REMOVED(2) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      ArrayNode episodes = (ArrayNode) child.get(Payloads.EPISODES);
      if (episodes.size() < 2) {
        return false;
      }
      episodes.remove(draw.between(0, episodes.size() - 1));
      return true;
    }
  },

  /** A block is gone: of health, of care leaving, or of adoption. */
  BLOCK_REMOVED(2) {
    @Override
    boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make) {
      return child.remove("health_and_wellbeing") != null
          || episode.remove("care_leavers") != null
          || episode.remove("adoption") != null;
    }
  };

  private static final int MOST_AT_ONCE = 3;

  /** How often it happens, in hundredths. */
  private final int weight;

  Change(int weight) {
    this.weight = weight;
  }

  /**
   * Changes a child in place.
   *
   * @param episode one of the child's; an empty object when there is none
   * @return whether there was something to change
   */
  abstract boolean apply(ObjectNode child, ObjectNode episode, Draw draw, Episodes make);

  /** Applies this change to a child that it fits. */
  boolean applyTo(ObjectNode child, long seed) {
    Draw draw = new Draw(seed, 0);
    return apply(child, draw, maker(child, draw, seed));
  }

  /** Changes a child in one to three ways, so that it means something else than before. */
  static void some(ObjectNode child, long seed) {
    ObjectNode before = Payloads.comparable(child);
    Draw draw = new Draw(seed, -1);
    Episodes make = maker(child, draw, seed);
    int many = draw.chance(0.7) ? 1 : draw.between(2, MOST_AT_ONCE);
    for (int i = 0; i < many; i++) {
      any(draw).apply(child, draw, make);
    }
    while (Payloads.comparable(child).equals(before)) {
      SCALAR_SET.apply(child, draw, make);
    }
  }

  private boolean apply(ObjectNode child, Draw draw, Episodes make) {
    List<JsonNode> episodes = items(child, Payloads.EPISODES);
    ObjectNode episode =
        episodes.isEmpty()
            ? JsonNodeFactory.instance.objectNode()
            : (ObjectNode) draw.one(episodes);
    return apply(child, episode, draw, make);
  }

  private static Change any(Draw draw) {
    int ticket = draw.between(1, 100);
    int reached = 0;
    for (Change change : values()) {
      reached += change.weight;
      if (ticket <= reached) {
        return change;
      }
    }
    throw new IllegalStateException("the weights must add up to 100, but are " + reached);
  }

  private static Episodes maker(ObjectNode child, Draw draw, long seed) {
    String digits = child.path(Payloads.CHILD_ID).asText().replaceAll("\\D", "");
    return new Episodes(draw, digits + "-" + Long.toUnsignedString(seed));
  }

  private static ObjectNode details(ObjectNode child) {
    return child.withObject("/child_details");
  }

  private static String list(Draw draw) {
    return draw.one(Episodes.LISTS);
  }

  private static List<JsonNode> items(ObjectNode part, String list) {
    List<JsonNode> items = new ArrayList<>();
    part.path(list).forEach(items::add);
    return items;
  }
}
