package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Which grades a pupil was assigned to, and when it came and left. */
final class History {

  private static final int CYCLE = 12;

  /** Who has two grades each year. */
  private static final int TWO_GRADES = 2;

  /** Who has none. */
  private static final int NO_GRADE = 7;

  private static final int DAYS_TO_SECOND_GRADE = 28;

  private final String school;
  private final GradeLevels grades;
  private final int firstGenerated;

  /** {@code firstGenerated}: start of the school year that was current at first. */
  History(String school, GradeLevels grades, int firstGenerated) {
    this.school = school;
    this.grades = grades;
    this.firstGenerated = firstGenerated;
  }

  /** The assignments of one school year. */
  List<ObjectNode> grades(Pupil pupil, SchoolYear year) {
    List<ObjectNode> rows = new ArrayList<>();
    if (pupil.isIn(year.start()) && pupil.number() % CYCLE != NO_GRADE) {
      rows.add(row(pupil, year, grade(pupil, year, 0), year.startDate().toString(), null));
      if (pupil.number() % CYCLE == TWO_GRADES) {
        String later = year.startDate().plusDays(DAYS_TO_SECOND_GRADE).toString();
        rows.add(row(pupil, year, grade(pupil, year, 1), later, "Invented comment"));
      }
    }
    for (Pupil.GradeMove move : pupil.moves()) {
      if (move.year() == year.start()) {
        rows.add(row(pupil, year, move.gradeLevelId(), move.effectiveDate(), null));
      }
    }
    return rows;
  }

  /** One enrolment, and a second row for a pupil who left. */
  List<ObjectNode> enrollments(Pupil pupil) {
    List<ObjectNode> rows = new ArrayList<>();
    SchoolYear first = new SchoolYear(school, pupil.firstYear());
    rows.add(enrollment(pupil, "Enroll", first.startDate().toString()));
    if (pupil.lastYear() != Integer.MAX_VALUE) {
      SchoolYear last = new SchoolYear(school, pupil.lastYear());
      rows.add(enrollment(pupil, "Withdraw", last.endDate().toString()));
    }
    return rows;
  }

  private String grade(Pupil pupil, SchoolYear year, int up) {
    int last = grades.taught().size() - 1;
    int now = pupil.number() % (last + 1) + year.start() - firstGenerated + up;
    return grades.id(grades.taught().get(Math.max(0, Math.min(now, last))));
  }

  private ObjectNode row(
      Pupil pupil, SchoolYear year, String gradeLevelId, String effectiveDate, String comment) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", Ids.of("assignment", school, pupil.id(), gradeLevelId, effectiveDate));
    row.put("gradeLevelId", gradeLevelId).put("comment", comment);
    row.put("creator", Ids.of("creator", school)).put("schoolYearId", year.id());
    row.put("school", school).put("effectiveDate", effectiveDate);
    return row.put("created", effectiveDate + "T14:04:36+00:00");
  }

  private ObjectNode enrollment(Pupil pupil, String type, String date) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", Ids.of(type, school, pupil.id()));
    row.put("codeId", Ids.of("enrolment code", type)).putNull("comment");
    row.put("creator", Ids.of("creator", school)).put("date", date);
    row.put("school", school).put("type", type);
    return row.put("created", date + "T14:04:36+00:00");
  }
}
