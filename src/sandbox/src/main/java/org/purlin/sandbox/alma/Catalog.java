package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a school teaches, when and by whom: a little of each kind, every school year. */
final class Catalog {

  private static final List<String> SUBJECTS = List.of("Mathematics", "Reading", "Science");
  private static final int STAFF = 3;

  private final String school;

  Catalog(String school) {
    this.school = school;
  }

  List<ObjectNode> subjects(SchoolYear year) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String subject : SUBJECTS) {
      ObjectNode row = row("subject", subject).put("name", subject);
      row.put("code", subject.substring(0, 3).toUpperCase(Locale.ROOT));
      row.put("schoolYearId", year.id()).put("effectiveDate", year.startDate().toString());
      rows.add(stamped(row.put("changeLogId", Ids.of("change", school, subject, year.start()))));
    }
    return rows;
  }

  /** One a subject; the first one is there twice. */
  List<ObjectNode> courses(SchoolYear year) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String subject : SUBJECTS) {
      ObjectNode row = row("course", subject).put("name", subject + " course");
      row.put("code", "C-" + subject.charAt(0)).put("description", "Invented");
      row.put("subjectId", Ids.of("subject", school, subject)).put("schoolYearId", year.id());
      row.put("effectiveDate", year.startDate().toString()).put("creditHours", 1);
      rows.add(stamped(row));
    }
    rows.add(rows.get(0).deepCopy());
    return rows;
  }

  List<ObjectNode> classes(SchoolYear year) {
    List<ObjectNode> rows = new ArrayList<>();
    for (String subject : SUBJECTS) {
      ObjectNode row = row("class", subject + year.start()).put("name", subject + " class");
      row.put("courseId", Ids.of("course", school, subject)).put("schoolYearId", year.id());
      row.put("school", school).put("type", "Academic");
      row.putArray("gradingPeriods").add(Ids.of("grading period", school, year.start()));
      row.putArray("externalIds");
      rows.add(stamped(row));
    }
    return rows;
  }

  ObjectNode gradingPeriod(SchoolYear year) {
    ObjectNode row = row("grading period", year.start()).put("type", "Semester");
    row.put("schoolYearId", year.id());
    ArrayNode terms = row.putArray("terms");
    term(terms.addObject(), "First", year.startDate().toString(), year.start() + "-12-20");
    term(terms.addObject(), "Second", (year.start() + 1) + "-01-06", year.endDate().toString());
    return stamped(row);
  }

  List<ObjectNode> events(SchoolYear year) {
    String winter = year.start() + "-12-23";
    ObjectNode row = row("event", year.start()).put("eventTypeId", Ids.of("event type", school));
    row.put("schoolYearId", year.id()).put("name", "Winter break");
    row.put("startDate", winter).put("endDate", year.start() + "-12-31");
    return List.of(stamped(row));
  }

  List<ObjectNode> staff() {
    List<ObjectNode> rows = new ArrayList<>();
    for (int number = 0; number < STAFF; number++) {
      ObjectNode row = row("staff", number).put("username", school + ".staff" + number);
      row.put("firstName", "Tove").putNull("middleName").put("lastName", "Placeholm " + number);
      row.put("schoolId", school).put("districtId", "T" + number).putNull("stateId");
      row.put("gender", "Not Specified").putNull("dob").put("roleId", Ids.of("role", "teacher"));
      row.put("status", "Active").putArray("externalIds");
      rows.add(stamped(row));
    }
    return rows;
  }

  List<ObjectNode> cohorts() {
    return List.of(stamped(row("cohort", 0).put("name", "Reading group").put("school", school)));
  }

  ObjectNode school(String name) {
    ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", school).put("name", name);
    row.put("url", "https://" + school + ".example.invalid");
    row.put("stateId", school.equals(AlmaSettings.HIGH) ? "990202" : "990201");
    row.put("districtId", Ids.of("district", AlmaSettings.DISTRICT));
    return stamped(row);
  }

  private void term(ObjectNode term, String name, String start, String end) {
    term.put("termId", Ids.of("term", school, start)).put("name", name + " semester");
    term.put("abbreviation", name.charAt(0) + "1").put("startDate", start).put("endDate", end);
    term.put("totalInstructionalDays", 90);
  }

  private ObjectNode row(String kind, Object which) {
    return JsonNodeFactory.instance.objectNode().put("id", Ids.of(kind, school, which));
  }

  private static ObjectNode stamped(ObjectNode row) {
    row.put("created", "2019-03-01T14:54:59+00:00");
    return row.put("modified", "2024-07-25T14:49:29+00:00");
  }
}
