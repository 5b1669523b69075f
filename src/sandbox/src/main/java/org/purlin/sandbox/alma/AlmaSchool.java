package org.purlin.sandbox.alma;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One invented school: its pupils, its years, and how they change. */
final class AlmaSchool {

  private final String code;
  private final AlmaSettings settings;
  private final int firstGenerated;
  private final GradeLevels grades;
  private final History history;
  private final Attendance attendance;
  private final Map<String, Pupil> pupils = new LinkedHashMap<>();
  private LocalDate today;
  private int nextNumber;
  private int changes;

  AlmaSchool(String code, AlmaSettings settings) {
    this.code = code;
    this.settings = settings;
    this.today = settings.today();
    this.firstGenerated = SchoolYear.current(today);
    this.grades = new GradeLevels(code);
    this.history = new History(code, grades, firstGenerated);
    this.attendance = new Attendance(code);
    for (int number = 0; number < settings.pupils(); number++) {
      boolean inBoth = number == settings.pupils() - 1;
      add(inBoth ? AlmaSettings.ELEMENTARY : code, joined(number), Integer.MAX_VALUE);
    }
    add(code, firstGenerated - 1, firstGenerated - 1);
  }

  String code() {
    return code;
  }

  GradeLevels grades() {
    return grades;
  }

  synchronized LocalDate today() {
    return today;
  }

  SchoolYear currentYear() {
    return new SchoolYear(code, SchoolYear.current(today()));
  }

  /** In the order of the list of school years. In the high school the current one is the last. */
  List<SchoolYear> years() {
    SchoolYear current = currentYear();
    List<SchoolYear> years = new ArrayList<>();
    for (int start = firstGenerated - 1; start <= current.start() + 1; start++) {
      years.add(new SchoolYear(code, start));
    }
    if (code.equals(AlmaSettings.HIGH)) {
      years.remove(current);
      years.add(current);
    }
    return years;
  }

  synchronized List<Pupil> pupils() {
    return List.copyOf(pupils.values());
  }

  synchronized Optional<Pupil> pupil(String id) {
    return Optional.ofNullable(pupils.get(id));
  }

  List<ObjectNode> attendance(Pupil pupil, SchoolYear year) {
    return pupil.isIn(year.start()) ? attendance.rows(pupil, year, days(year)) : List.of();
  }

  List<ObjectNode> attendance(String id) {
    return attendance(known(id), currentYear());
  }

  ObjectNode student(String id) {
    return known(id).fields();
  }

  List<LocalDate> attendanceDates() {
    return days(currentYear());
  }

  /** The assignments of some years, as the list of all students tells them. */
  ObjectNode gradesOf(Pupil pupil, List<SchoolYear> years) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", pupil.id());
    ArrayNode rows = json.putArray("gradeLevels");
    for (SchoolYear year : years) {
      if (year.start() <= currentYear().start()) {
        history.grades(pupil, year).forEach(rows::add);
      }
    }
    return json;
  }

  List<ObjectNode> enrollments(Pupil pupil) {
    return history.enrollments(pupil);
  }

  synchronized void rollOver() {
    today = today.plusYears(1);
  }

  synchronized String add() {
    return add(code, SchoolYear.current(today), Integer.MAX_VALUE);
  }

  synchronized void remove(String id) {
    pupils.remove(known(id).id());
  }

  synchronized void change(String id, String field, String value) {
    ObjectNode fields = known(id).fields().deepCopy();
    if (!fields.has(field) || fields.get(field).isContainerNode()) {
      throw new IllegalArgumentException("a student has no text field " + field);
    }
    fields.put(field, value).put("modified", now());
    pupils.put(id, known(id).withFields(fields));
  }

  synchronized void assign(String id, String abbreviation, LocalDate effectiveDate) {
    if (!grades.taught().contains(abbreviation)) {
      throw new IllegalArgumentException(
          "there is no grade " + abbreviation + ", but there are: " + grades.taught());
    }
    List<Pupil.GradeMove> moves = new ArrayList<>(known(id).moves());
    moves.add(
        new Pupil.GradeMove(
            grades.id(abbreviation), SchoolYear.current(effectiveDate), effectiveDate.toString()));
    pupils.put(id, known(id).withMoves(List.copyOf(moves)));
  }

  synchronized void correct(String id, LocalDate date, String status) {
    if (years().stream().noneMatch(year -> days(year).contains(date))) {
      throw new IllegalArgumentException("there is no attendance on " + date);
    }
    attendance.correct(known(id).id(), date, status, now());
  }

  /** None in a year that has not begun; in an earlier one those up to the same time of it. */
  private List<LocalDate> days(SchoolYear year) {
    int ago = currentYear().start() - year.start();
    return ago < 0 ? List.of() : year.days(settings.attendanceDays(), today().minusYears(ago));
  }

  private Pupil known(String id) {
    return pupil(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no such student in " + code));
  }

  /** Most have been there a year already. */
  private int joined(int number) {
    return number % 4 == 3 ? firstGenerated : firstGenerated - 1;
  }

  private String add(String home, int firstYear, int lastYear) {
    int number = nextNumber++;
    String id = Ids.of("student", home, number);
    ObjectNode fields = PupilFields.of(home, code, number, id, firstGenerated);
    if (lastYear != Integer.MAX_VALUE) {
      fields.put("status", "Inactive");
    }
    pupils.put(id, new Pupil(id, number, firstYear, lastYear, fields, List.of()));
    return id;
  }

  /** Later with every change, and later than all that was generated for the day. */
  private String now() {
    LocalDateTime time = today.atTime(20, 0).plusSeconds(++changes);
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time) + "+00:00";
  }
}
