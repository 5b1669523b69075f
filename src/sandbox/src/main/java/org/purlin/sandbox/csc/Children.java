package org.purlin.sandbox.csc;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;

/**
 * Invented children. Everything about one follows from the seed and the child's number, so that a
 * payload can be made again instead of kept. Payloads have a mean of about 4.4 KB.
 *
 * @param seed another seed, other children
 */
public record Children(long seed) {

  static final List<String> DISABILITIES =
      Codes.DISABILITY.stream().filter(code -> !code.equals("NONE")).toList();

  private static final List<String> FIRST_NAMES =
      List.of(
          "Ashby", "Bellamy", "Corin", "Delphi", "Emrys", "Fenn", "Greer", "Hollis", "Ione",
          "Juniper", "Kestrel", "Lark", "Maren", "Nico", "Osian", "Piper", "Rowan", "Søren",
          "Tamsin", "Zoë");
  private static final List<String> SURNAMES =
      List.of(
          "Aldertree",
          "Brackenby",
          "Cloudsley",
          "Dovecote",
          "Elmhurst-Test",
          "Foxglade",
          "Gorsefield",
          "Heatherley",
          "O'Tester",
          "Inglemoor",
          "Juniperson",
          "Łąka-Test",
          "Millbeckham",
          "Nettlefold",
          "Orchardson",
          "Plumtree",
          "Quillfeather",
          "Reedwater",
          "Saltmarsh",
          "Thistlewood");
  private static final LocalDate FIRST_BIRTHDAY = LocalDate.of(2002, 1, 1);
  private static final LocalDate LAST_BIRTHDAY = LocalDate.of(2024, 1, 1);

  /** The payload of child 1, 2, 3, … */
  public ObjectNode child(int number) {
    Draw draw = new Draw(seed, number);
    ObjectNode child = JsonNodeFactory.instance.objectNode();
    child.put("la_child_id", idOf(number));
    child.put("mis_child_id", "MIS-" + eightDigits(number));
    child.put("purge", false);
    child.set("child_details", details(draw));
    if (draw.chance(0.45)) {
      child.set("health_and_wellbeing", health(draw));
    }
    Episodes episodes = new Episodes(draw, Integer.toString(number));
    int many = draw.chance(0.3) ? 1 : draw.chance(0.79) ? 2 : 3;
    ArrayNode list = child.putArray("social_care_episodes");
    for (int i = 0; i < many; i++) {
      list.add(episodes.episode(many));
    }
    return child;
  }

  /** The id of a child, {@code SYN00000001} and so on. */
  public static String idOf(int number) {
    return "SYN" + eightDigits(number);
  }

  private static String eightDigits(int number) {
    String digits = Integer.toString(number);
    return "0".repeat(Math.max(0, 8 - digits.length())) + digits;
  }

  private static ObjectNode details(Draw draw) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("unique_pupil_number", draw.upn());
    if (draw.chance(0.1)) {
      details.put("former_unique_pupil_number", draw.upn());
    }
    details.put("first_name", draw.one(FIRST_NAMES));
    details.put("surname", draw.one(SURNAMES));
    details.put("date_of_birth", draw.day(FIRST_BIRTHDAY, LAST_BIRTHDAY).toString());
    details.put("sex", draw.one(Codes.SEX));
    details.put("ethnicity", draw.one(Codes.ETHNICITY));
    ArrayNode disabilities = details.putArray("disabilities");
    if (draw.chance(0.25)) {
      draw.some(DISABILITIES, draw.between(1, 3)).stream().sorted().forEach(disabilities::add);
    } else {
      disabilities.add("NONE");
    }
    details.put("postcode", draw.postcode());
    boolean unaccompanied = draw.chance(0.04);
    details.put("uasc_flag", unaccompanied);
    if (unaccompanied && draw.chance(0.5)) {
      details.put("uasc_end_date", draw.day(Episodes.FIRST_DAY, Episodes.TODAY).toString());
    }
    details.put("purge", false);
    return details;
  }

  private static ObjectNode health(Draw draw) {
    ObjectNode health = JsonNodeFactory.instance.objectNode();
    ArrayNode list = health.putArray("sdq_assessments");
    LocalDate day = Episodes.TODAY;
    int many = draw.between(1, 3);
    for (int i = 0; i < many; i++) {
      day = day.minusDays(draw.between(1, 280));
      list.addObject().put("date", day.toString()).put("score", draw.between(0, 40));
    }
    health.put("purge", false);
    return health;
  }
}
