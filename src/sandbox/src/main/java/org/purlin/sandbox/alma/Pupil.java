package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A pupil as one school knows it.
 *
 * @param id without trailing blanks
 * @param number in the school, from 0
 * @param firstYear start of the first school year it belongs to
 * @param lastYear start of the last one; {@link Integer#MAX_VALUE} for one who stays
 * @param fields as the list of students tells them; never changed, but replaced
 * @param moves grades that were assigned by hand, besides those of each year
 */
record Pupil(
    String id, int number, int firstYear, int lastYear, ObjectNode fields, List<GradeMove> moves) {

  boolean isIn(int year) {
    return firstYear <= year && year <= lastYear;
  }

  Pupil withFields(ObjectNode fields) {
    return new Pupil(id, number, firstYear, lastYear, fields, moves);
  }

  Pupil withMoves(List<GradeMove> moves) {
    return new Pupil(id, number, firstYear, lastYear, fields, moves);
  }

  /** A grade assigned by hand. */
  record GradeMove(String gradeLevelId, int year, String effectiveDate) {}

  /** Leaves out the fields, as a real one would have to. */
  @Override
  public String toString() {
    return "Pupil[number=" + number + "]";
  }
}
