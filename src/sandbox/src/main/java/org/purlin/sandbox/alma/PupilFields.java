package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Invents what the list of students tells of one pupil. The quirks are spread by number. */
final class PupilFields {

  private static final List<String> FIRST_NAMES =
      List.of("Alda", "Bexley", "Corin", "Dorrit", "Elowen", "Fenn", "Garrick", "Hollis", "Isolde");
  private static final List<String> MIDDLE_NAMES = List.of("Quill", "Rune", "Sorrel");
  private static final List<String> LAST_NAMES =
      List.of("Testerson", "Sampleton", "Mockfield", "Fakely", "Placeholm", "Nonesuch", "Invently");
  private static final List<String> RACES =
      List.of("Asian", "White", "Other", "American Indian or Alaska Native");
  private static final List<String> GENDERS = List.of("Female", "Male", "Not Specified");

  /** Whose id the list of students gives with a blank behind it. */
  private static final int TRAILING_BLANK = 6;

  private static final int STATUSES = 12;

  private PupilFields() {}

  /**
   * Invents.
   *
   * @param home the school that numbers the pupil; another one than {@code school} for a pupil of
   *     two schools
   */
  static ObjectNode of(String home, String school, int number, String id, int year) {
    ObjectNode pupil = JsonNodeFactory.instance.objectNode();
    pupil.put("id", number % TRAILING_BLANK == 0 ? id + " " : id);
    pupil.put("username", number % 8 == 3 ? null : home + ".pupil" + number);
    pupil.put("firstName", one(FIRST_NAMES, home, number, "first"));
    pupil.put("middleName", number % 2 == 0 ? null : one(MIDDLE_NAMES, home, number, "middle"));
    pupil.put("lastName", one(LAST_NAMES, home, number, "last"));
    pupil.put("schoolId", school);
    pupil.put("districtId", "D" + digit(home) + String.format("%06d", number));
    pupil.put("stateId", stateId(home, number));
    pupil.put("gender", GENDERS.get(number % GENDERS.size()));
    pupil.put("ethnicity", ethnicity(number));
    ArrayNode race = pupil.putArray("race");
    for (int i = 0; i < number % 3; i++) {
      race.add(RACES.get((number + i) % RACES.size()));
    }
    ArrayNode languages = pupil.putArray("languages");
    List.of("Spanish", "English").stream().skip(number % 3).forEach(languages::add);
    pupil.put("dob", String.format("%d-%02d-%02d", year - 6, 1 + number % 12, 1 + number % 28));
    if (number % 5 == 2) {
      pupil.putNull("graduationYear");
    } else {
      pupil.put("graduationYear", year + 1 + number % 12);
    }
    pupil.put("status", status(number));
    pupil.putArray("externalIds");
    pupil.put("created", String.format("2021-06-09T14:%02d:23+00:00", number % 60));
    return pupil.put("modified", String.format("2024-08-01T14:%02d:23+00:00", number % 60));
  }

  private static String status(int number) {
    return switch (number % STATUSES) {
      case 5 -> "Locked";
      case 8 -> "Inactive";
      case 9 -> "Not Activated";
      default -> "Active";
    };
  }

  /** Missing in both of the ways in which it can be. */
  private static String stateId(String home, int number) {
    return switch (number % 6) {
      case 1 -> null;
      case 4 -> "";
      default -> "ST" + digit(home) + String.format("%07d", number);
    };
  }

  private static String ethnicity(int number) {
    if (number % 10 == 3) {
      return null;
    }
    return number % 2 == 0 ? "Not Hispanic Or Latino" : "Hispanic Or Latino";
  }

  private static int digit(String home) {
    return home.equals(AlmaSettings.HIGH) ? 2 : 1;
  }

  private static String one(List<String> of, String home, int number, String what) {
    return of.get(Ids.below(of.size(), what, home, number));
  }
}
