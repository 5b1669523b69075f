package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The grade levels of a school. One of them has two versions, and grade 8 is in both schools. */
final class GradeLevels {

  private static final String SHARED = "8";
  private static final String VERSIONED_ELEMENTARY = "K";
  private static final String VERSIONED_HIGH = "9";

  private final String school;
  private final List<String> taught;

  GradeLevels(String school) {
    this.school = school;
    this.taught =
        school.equals(AlmaSettings.HIGH)
            ? List.of("9", "10", "11", "12")
            : List.of("PK", "K", "1", "2", "3", "4", "5", "6", "7", SHARED);
  }

  /** The id of a grade level. */
  String id(String abbreviation) {
    return Ids.of("grade level", abbreviation.equals(SHARED) ? "district" : school, abbreviation);
  }

  /** The abbreviations a pupil can be in, in their order. */
  List<String> taught() {
    return taught;
  }

  /** All rows of a school year. */
  List<ObjectNode> rows(SchoolYear year) {
    List<String> listed = new ArrayList<>(taught);
    if (!listed.contains(SHARED)) {
      listed.add(SHARED);
    }
    List<ObjectNode> rows = new ArrayList<>();
    for (String abbreviation : listed) {
      rows.add(row(year, abbreviation, year.startDate().toString()));
      if (abbreviation.equals(VERSIONED_ELEMENTARY) || abbreviation.equals(VERSIONED_HIGH)) {
        rows.add(row(year, abbreviation, (year.start() - 2) + "-08-15"));
      }
    }
    return rows;
  }

  private ObjectNode row(SchoolYear year, String abbreviation, String effectiveDate) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", id(abbreviation)).put("name", name(abbreviation));
    row.put("gradeLevelAbbr", abbreviation).put("equivalent", abbreviation);
    row.put("nonTeaching", false).put("schoolYearId", year.id());
    row.put("changeLogId", Ids.of("change", school, abbreviation, effectiveDate));
    row.put("effectiveDate", effectiveDate).put("created", "2021-04-22T14:01:00+00:00");
    return row.put("modified", "2024-07-01T14:14:46+00:00");
  }

  private static String name(String abbreviation) {
    return switch (abbreviation) {
      case "PK" -> "Pre-Kindergarten";
      case "K" -> "Kindergarten";
      default -> "Grade " + abbreviation;
    };
  }
}
