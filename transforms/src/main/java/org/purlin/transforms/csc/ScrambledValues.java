package org.purlin.transforms.csc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The invented values of one person, the same for the same value every time. Not thread-safe. */
final class ScrambledValues {

  private static final List<String> FIRST_NAMES =
      List.of(
          "Avon", "Birch", "Cedar", "Dove", "Ember", "Fern", "Garnet", "Hazel", "Isla", "Juniper",
          "Kestrel", "Linden", "Maple", "Nova", "Onyx", "Pearl", "Quill", "River", "Sage", "Zoë");

  private static final List<String> SURNAMES =
      List.of(
          "Amberley",
          "Brackenfold",
          "Cloverdale",
          "Duskmere",
          "Elderholt",
          "Foxgrove",
          "Gorsefield",
          "Heatherwick",
          "Ivybridge-Test",
          "Juniperhill",
          "Larkhollow",
          "Mossdale",
          "Nettlecombe",
          "O'Testwood",
          "Pebblebrook",
          "Quarryfield",
          "Rowanstead",
          "Sedgemoor-Test",
          "Thistlewood",
          "Willowbank");

  /** Codes for "none recorded": beside others, or instead of them, they would make no sense. */
  private static final Set<String> NONE_CODES = Set.of("disabilities NONE", "factors 21");

  /** The receiver's limits: 12 for a worker's id, 20 for a child's, 36 for all others. */
  private static final int WORKER_ID_LENGTH = 12;

  private static final int ID_LENGTH = 20;

  /** Dates move back, so that none comes to lie in the future: by 30 to 365 days. */
  private static final int MIN_DAYS = 30;

  private static final int MAX_DAYS = 365;

  /** An SDQ score is 0 to 40. */
  private static final int SCORES = 41;

  private final ScrambleHash hash;
  private final Map<String, List<String>> codes;
  private final String person;
  private final int days;

  ScrambledValues(ScrambleHash hash, Map<String, List<String>> codes, String person) {
    this.hash = hash;
    this.codes = codes;
    this.person = person;
    this.days = MIN_DAYS + hash.number(MAX_DAYS - MIN_DAYS + 1, "days", person);
  }

  /** What stands for a value under a key; booleans and nulls stay. */
  JsonNode of(String key, JsonNode value) {
    if (value.isTextual()) {
      return JsonNodeFactory.instance.textNode(text(key, value.textValue()));
    }
    return value.isNumber() ? number(key, value) : value;
  }

  private String text(String key, String text) {
    if (key.endsWith(ChildShape.ID_SUFFIX)) {
      int length = key.equals("worker_id") ? WORKER_ID_LENGTH : ID_LENGTH;
      return hash.token(length, "id", text);
    }
    if (Dates.isDate(text)) {
      return LocalDate.parse(text).minusDays(days).toString();
    }
    if (codes.containsKey(key)) {
      return code(key, text);
    }
    return switch (key) {
      case "first_name" -> name(FIRST_NAMES, key, text);
      case "surname" -> name(SURNAMES, key, text);
      case "postcode" -> postcode(text);
      case "unique_pupil_number", "former_unique_pupil_number" -> upn(text);
      default -> hash.token(text.length(), "text", person, key, text);
    };
  }

  /** The code some places further on: different codes stay different, and none stays itself. */
  private String code(String key, String code) {
    if (NONE_CODES.contains(key + " " + code)) {
      return code;
    }
    List<String> others =
        codes.get(key).stream().filter(c -> !NONE_CODES.contains(key + " " + c)).toList();
    int place = others.indexOf(code);
    if (place < 0) {
      return others.get(hash.number(others.size(), "code", person, key, code));
    }
    return others.size() < 2
        ? code
        : others.get(
            (place + 1 + hash.number(others.size() - 1, "code", person, key)) % others.size());
  }

  private String name(List<String> names, String key, String name) {
    int place = hash.number(names.size(), "name", person, key, name);
    return names.get(names.get(place).equals(name) ? (place + 1) % names.size() : place);
  }

  /** No postcode area is called ZZ. */
  private String postcode(String postcode) {
    int number = hash.number(99 * 9 * 26 * 26, "postcode", person, postcode);
    int letters = number / (99 * 9);
    return "ZZ"
        + (1 + number % 99)
        + " "
        + (1 + number / 99 % 9)
        + (char) ('A' + letters % 26)
        + (char) ('A' + letters / 26);
  }

  /** A letter and twelve digits. Not of the person, so that a former number still finds its own. */
  private String upn(String upn) {
    return String.format(
        "Z%06d%06d", hash.number(1_000_000, "upn", upn), hash.number(1_000_000, "upn 2", upn));
  }

  private JsonNode number(String key, JsonNode number) {
    boolean score =
        key.equals("score")
            && number.isIntegralNumber()
            && number.canConvertToInt()
            && number.intValue() >= 0
            && number.intValue() < SCORES;
    return JsonNodeFactory.instance.numberNode(
        score
            ? (number.intValue() + 1 + hash.number(SCORES - 1, "score", person)) % SCORES
            : hash.number(1_000, "number", person, key, number.asText()));
  }
}
