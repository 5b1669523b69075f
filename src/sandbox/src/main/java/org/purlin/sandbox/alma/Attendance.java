package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Attendance, made when it is asked for; only what was changed by hand is kept. */
final class Attendance {

  private static final int MINUTES = 390;

  /** Whose third day is there twice, with two ids. */
  private static final int REPEATED = 4;

  private static final int REPEATED_DAY = 2;

  /** Whose absences carry a note. */
  private static final int NOTED = 3;

  private record Day(String pupil, LocalDate date) {}

  private record Correction(String status, String modified) {}

  private final String school;
  private final Map<Day, Correction> corrections = new ConcurrentHashMap<>();

  Attendance(String school) {
    this.school = school;
  }

  void correct(String pupil, LocalDate date, String status, String modified) {
    corrections.put(new Day(pupil, date), new Correction(status, modified));
  }

  List<ObjectNode> rows(Pupil pupil, SchoolYear year, List<LocalDate> days) {
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < days.size(); i++) {
      ObjectNode row = row(pupil, year, days.get(i));
      rows.add(row);
      if (pupil.number() % 12 == REPEATED && i == REPEATED_DAY) {
        rows.add(row.deepCopy().put("id", Ids.of("repeated", school, pupil.id(), days.get(i))));
      }
    }
    return rows;
  }

  private ObjectNode row(Pupil pupil, SchoolYear year, LocalDate date) {
    Optional<Correction> corrected =
        Optional.ofNullable(corrections.get(new Day(pupil.id(), date)));
    int draw = Ids.below(100, "attendance", school, pupil.id(), date);
    String status = corrected.map(Correction::status).orElse(status(draw));
    boolean absent = status.equals("Absent");
    String minute = String.format("%02d", draw % 60);
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", Ids.of("attendance", school, pupil.id(), date));
    row.put("schoolYearId", year.id()).put("schoolId", school).put("date", date.toString());
    row.put("attendanceCodeId", Ids.of("attendance code", school, status));
    row.put("adminLocked", false);
    row.put("minutes", minutes(status)).put("minutesExpected", MINUTES);
    row.put("note", absent && pupil.number() % NOTED == 0 ? "Invented note " + draw : "");
    row.put("reportedStatus", status).put("status", status);
    row.put("statusModifier", status.equals("Present") ? null : modifier(draw));
    row.put("created", date + "T13:" + minute + ":01+00:00");
    return row.put(
        "modified",
        corrected.map(Correction::modified).orElse(date + "T19:" + minute + ":20+00:00"));
  }

  private static String status(int percent) {
    if (percent < 84) {
      return "Present";
    }
    if (percent < 92) {
      return "Absent";
    }
    return List.of("Late", "Left", "Returned", "Half Day").get(percent % 4);
  }

  private static int minutes(String status) {
    return switch (status) {
      case "Present" -> MINUTES;
      case "Absent" -> 0;
      case "Half Day" -> MINUTES / 2;
      default -> MINUTES - 45;
    };
  }

  private static String modifier(int draw) {
    return draw % 2 == 0 ? "Excused" : "Unexcused";
  }
}
