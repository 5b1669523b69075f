package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/** Invents episodes and what is in them, for one child. Not thread-safe. */
final class Episodes {

  /** The window that payloads report on. */
  static final LocalDate FIRST_DAY = LocalDate.of(2024, 4, 1);

  static final LocalDate TODAY = LocalDate.of(2026, 8, 1);

  /** The lists of items with ids in an episode. */
  static final List<String> LISTS =
      List.of(
          "child_and_family_assessments",
          "child_in_need_plans",
          "section_47_assessments",
          "child_protection_plans",
          "child_looked_after_placements");

  private static final int SPARE_DAYS = 120;

  private final Draw draw;
  private final String suffix;
  private int made;

  /**
   * Makes them by chance.
   *
   * @param suffix end of all their ids, so that no two makers give the same
   */
  Episodes(Draw draw, String suffix) {
    this.draw = draw;
    this.suffix = suffix;
  }

  /** An episode of a child that has so many: the fewer, the more is in each. */
  ObjectNode episode(int ofSoMany) {
    int more = ofSoMany == 1 ? 4 : ofSoMany == 2 ? 1 : 0;
    int least = 1 + more / 2;
    LocalDate referred = draw.day(FIRST_DAY, TODAY.minusDays(SPARE_DAYS));
    ObjectNode episode = JsonNodeFactory.instance.objectNode();
    episode.put("social_care_episode_id", id("REF")).put("referral_date", referred.toString());
    episode.put("referral_source", draw.one(Codes.REFERRAL_SOURCE));
    if (draw.chance(0.35)) {
      episode.put("closure_date", draw.day(referred.plusDays(60), TODAY).toString());
      episode.put("closure_reason", draw.one(Codes.CLOSURE_REASON));
    }
    episode.put("referral_no_further_action_flag", false);
    fill(episode, "child_and_family_assessments", least + 1, 3 + more, referred);
    fill(episode, "child_in_need_plans", least, 2 + more, referred);
    fill(episode, "section_47_assessments", least, 2 + more, referred);
    fill(episode, "child_protection_plans", least, 1 + more, referred);
    fill(episode, "child_looked_after_placements", least, 2 + more, referred);
    if (draw.chance(0.15)) {
      episode.set("adoption", adoption(referred));
    }
    if (draw.chance(0.25)) {
      episode.set("care_leavers", careLeavers(referred));
    }
    workers(episode.putArray("care_worker_details"));
    return episode.put("purge", false);
  }

  /** An item of one of the {@link #LISTS}, beginning on a day. */
  ObjectNode item(String list, LocalDate from) {
    return switch (list) {
      case "child_and_family_assessments" -> assessment(from);
      case "child_in_need_plans" -> plan("child_in_need_plan_id", "CIN", from);
      case "section_47_assessments" -> section47(from);
      case "child_protection_plans" -> plan("child_protection_plan_id", "CPP", from);
      case "child_looked_after_placements" -> placement(from);
      default -> throw new IllegalArgumentException("there is no such list: " + list);
    };
  }

  private void fill(ObjectNode episode, String list, int least, int most, LocalDate from) {
    ArrayNode items = episode.putArray(list);
    int many = draw.between(least, most);
    for (int i = 0; i < many; i++) {
      items.add(item(list, draw.day(from, TODAY)));
    }
  }

  private ObjectNode assessment(LocalDate from) {
    ObjectNode assessment = item("child_and_family_assessment_id", "CFA", from);
    if (draw.chance(0.8)) {
      assessment.put("authorisation_date", soonAfter(from, 5, 60));
    }
    ArrayNode factors = assessment.putArray("factors");
    draw.some(Codes.FACTOR, draw.between(1, 9)).stream().sorted().forEach(factors::add);
    return assessment.put("purge", false);
  }

  private ObjectNode section47(LocalDate from) {
    ObjectNode enquiry = item("section_47_assessment_id", "S47", from);
    boolean conference = draw.chance(0.5);
    enquiry.put("icpc_required_flag", conference);
    if (conference) {
      enquiry.put("icpc_date", soonAfter(from, 15, 15));
    }
    if (draw.chance(0.8)) {
      enquiry.put("end_date", soonAfter(from, 3, 30));
    }
    return enquiry.put("purge", false);
  }

  private ObjectNode plan(String idKey, String prefix, LocalDate from) {
    ObjectNode plan = item(idKey, prefix, from);
    if (draw.chance(0.55)) {
      plan.put("end_date", draw.day(from, TODAY).toString());
    }
    return plan.put("purge", false);
  }

  private ObjectNode placement(LocalDate from) {
    ObjectNode placement = item("child_looked_after_placement_id", "PLC", from);
    placement.put("start_reason", draw.one(Codes.START_REASON)).put("postcode", draw.postcode());
    placement.put("placement_type", draw.one(Codes.PLACEMENT));
    if (draw.chance(0.7)) {
      placement.put("end_date", draw.day(from, TODAY).toString());
      placement.put("end_reason", draw.one(Codes.END_REASON));
      placement.put("change_reason", draw.one(Codes.CHANGE_REASON));
    }
    return placement.put("purge", false);
  }

  private ObjectNode adoption(LocalDate from) {
    LocalDate decided = draw.day(from, TODAY);
    return JsonNodeFactory.instance
        .objectNode()
        .put("initial_decision_date", decided.toString())
        .put("matched_date", soonAfter(decided, 60, 60))
        .put("purge", false);
  }

  private ObjectNode careLeavers(LocalDate from) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("contact_date", draw.day(from, TODAY).toString())
        .put("activity", draw.one(Codes.ACTIVITY))
        .put("accommodation", draw.one(Codes.ACCOMMODATION))
        .put("purge", false);
  }

  /** Newest first; now and then the same worker twice, with a gap between. */
  private void workers(ArrayNode list) {
    LocalDate until = TODAY;
    String worker = worker(draw);
    int many = draw.between(2, 4);
    for (int i = 0; i < many; i++) {
      LocalDate from = until.minusDays(draw.between(30, 250));
      ObjectNode spell = list.addObject().put("worker_id", worker);
      spell.put("start_date", from.toString());
      if (i > 0 || draw.chance(0.5)) {
        spell.put("end_date", until.minusDays(1).toString());
      }
      until = from;
      worker = draw.chance(0.1) ? worker : worker(draw);
    }
  }

  static String worker(Draw draw) {
    return "SW000" + draw.between(100, 999);
  }

  private ObjectNode item(String idKey, String prefix, LocalDate from) {
    ObjectNode item = JsonNodeFactory.instance.objectNode().put(idKey, id(prefix));
    return item.put("start_date", from.toString());
  }

  private String id(String prefix) {
    made++;
    return prefix + "-" + suffix + "-" + made;
  }

  private String soonAfter(LocalDate from, int least, int most) {
    LocalDate day = from.plusDays(draw.between(least, most));
    return (day.isAfter(TODAY) ? TODAY : day).toString();
  }
}
