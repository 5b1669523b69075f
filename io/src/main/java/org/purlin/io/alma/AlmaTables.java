package org.purlin.io.alma;

import static org.purlin.transforms.rows.ColumnType.BOOL;
import static org.purlin.transforms.rows.ColumnType.DATE;
import static org.purlin.transforms.rows.ColumnType.INT64;
import static org.purlin.transforms.rows.ColumnType.JSON;
import static org.purlin.transforms.rows.ColumnType.STRING;
import static org.purlin.transforms.rows.ColumnType.STRINGS;
import static org.purlin.transforms.rows.ColumnType.TIMESTAMP;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** The landing tables of Alma: each column, once. Columns are called what the API calls them. */
public final class AlmaTables {

  static final String SCHOOL = "_school";
  static final String SCHOOL_YEAR_ID = "schoolYearId";
  static final String STUDENT_ID = "student_id";
  static final String IS_CURRENT = "is_current";

  /** What tells records of attendance apart that have no status. */
  static final String APART = "_apart";

  /** The student around a list of assignments. */
  static final String OUTER_ID = "^id";

  /** The schools of a district. */
  public static final Table SCHOOLS =
      table(
          "alma_schools",
          Column.of(SCHOOL, STRING, "Code of the school in paths; its id.").asRequired(),
          id(),
          text("name", "Name of the school."),
          text("url", "Its own address."),
          text("stateId", "The state's number of the school."),
          text("districtId", "Id of the district."),
          Column.of(
                  "settings",
                  JSON,
                  "Settings, free in form. The list of schools does not tell them, so they are null"
                      + " unless a district's does.")
              .asPersonal(),
          created(),
          modified(),
          extra());

  /** The school years of each school; the vendor's order means nothing. */
  public static final Table SCHOOL_YEARS =
      table(
          "alma_school_years",
          school(),
          id(),
          text("name", "Such as 2024-2025, 2024-2025 SY or 2024-25.").asRequired(),
          date("startDate", "First day.").asRequired(),
          date("endDate", "Last day.").asRequired(),
          text("status", "Past, Current or Future."),
          Column.of(
              IS_CURRENT,
              BOOL,
              "Whether it is the current year of its school: by status, else by dates."),
          created(),
          modified(),
          extra());

  /** Grade levels; an id is there once for each effective date, and may be in two schools. */
  public static final Table GRADE_LEVELS =
      table(
          "alma_grade_levels",
          school(),
          id(),
          year(),
          text("name", "Name of the grade."),
          text("gradeLevelAbbr", "PK, K, 1, 12 and so on: a text, not a number."),
          text("equivalent", "The grade it counts as, a text."),
          text("changeLogId", "The vendor's id of the change that made this version."),
          Column.of("nonTeaching", BOOL, "Whether nobody is taught in it."),
          date("effectiveDate", "From when on this version counts."),
          created(),
          modified(),
          extra());

  /** Students of a school year; one who is in two schools is in each. */
  public static final Table STUDENTS =
      table(
          "alma_students",
          school(),
          id(),
          year(),
          text("schoolId", "School."),
          text("districtId", "The district's number of the student.").asPersonal(),
          text("stateId", "The state's number of the student; often empty.").asPersonal(),
          text("username", "Name for signing in.").asPersonal(),
          text("firstName", "First name.").asPersonal(),
          text("middleName", "Middle name.").asPersonal(),
          text("lastName", "Last name.").asPersonal(),
          text("gender", "Gender.").asPersonal(),
          text("ethnicity", "Ethnicity.").asPersonal(),
          text("status", "Active, Not Activated, Locked or Inactive."),
          Column.of("race", STRINGS, "None, one or several.").asPersonal(),
          Column.of("languages", STRINGS, "None, one or several."),
          date("dob", "Date of birth.").asPersonal(),
          Column.of("graduationYear", INT64, "Year in which the student will leave."),
          Column.of("externalIds", JSON, "Numbers of the student in other systems.").asPersonal(),
          created(),
          modified(),
          extra());

  /** Which grade a student was assigned to: all assignments, none where there is none. */
  public static final Table STUDENT_GRADE_LEVELS =
      table(
          "alma_student_grade_levels",
          school(),
          Column.of(STUDENT_ID, STRING, "The student.").from(OUTER_ID).asRequired(),
          id(),
          text("gradeLevelId", "The grade level."),
          year(),
          text("school", "Code of the school, as the assignment says."),
          text("comment", "Free text.").asPersonal(),
          text("creator", "Id of who assigned it."),
          date("effectiveDate", "From when on it counts."),
          created(),
          extra());

  /**
   * One row a student and day; more where the status changed during the day. Of several records of
   * one status that was modified last is the row.
   */
  public static final Table ATTENDANCE =
      new Table(
          "alma_attendance",
          List.of(
              school(),
              student(),
              id(),
              year(),
              text("schoolId", "School."),
              date("date", "Day, in the school's calendar.").asRequired(),
              text("attendanceCodeId", "Id of the code."),
              text("status", "Present, Absent, Late, Left, Returned or Half Day."),
              text("reportedStatus", "The same, as it was reported."),
              text("statusModifier", "Excused or Unexcused."),
              text("note", "Free text.").asPersonal(),
              Column.of("minutes", INT64, "Minutes the student was there."),
              Column.of("minutesExpected", INT64, "Minutes the student should have been there."),
              Column.of("adminLocked", BOOL, "Whether only administrators may change it."),
              created(),
              modified(),
              text(
                  APART,
                  "The id where there is no status, so that no record is taken for another."),
              runId(),
              loadedAt(),
              rowHash(),
              extra()),
          "id",
          "date",
          List.of(SCHOOL, STUDENT_ID),
          Table.Granularity.MONTH);

  /** When students came and left. */
  public static final Table ENROLLMENTS =
      table(
          "alma_enrollments",
          school(),
          student(),
          id(),
          text("codeId", "Id of the reason."),
          text("type", "What happened, such as Enroll."),
          text("school", "Code of the school, as the enrolment says."),
          text("comment", "Free text.").asPersonal(),
          text("creator", "Id of who entered it."),
          date("date", "Day it counts from."),
          created(),
          extra());

  /** With terms as one JSON column. */
  public static final Table GRADING_PERIODS =
      other("grading_periods", Column.of("terms", JSON, "Its terms, a list of objects."), extra());

  public static final Table COURSES = other("courses", extra());
  public static final Table SUBJECTS = other("subjects", extra());
  public static final Table CALENDAR_EVENTS = other("calendar_events", extra());
  public static final Table CLASSES = other("classes", extra());
  public static final Table COHORTS = other("cohorts", extra());

  /** Everything but ids and times is personal. */
  public static final Table STAFF =
      table(
          "alma_staff",
          school(),
          id(),
          text("username", "Name for signing in.").asPersonal(),
          text("firstName", "First name.").asPersonal(),
          text("middleName", "Middle name.").asPersonal(),
          text("lastName", "Last name.").asPersonal(),
          created(),
          modified(),
          extra());

  /** What a run reads when nothing else is said. */
  public static final List<Table> USUAL =
      List.of(
          SCHOOLS,
          SCHOOL_YEARS,
          GRADE_LEVELS,
          STUDENTS,
          STUDENT_GRADE_LEVELS,
          ATTENDANCE,
          ENROLLMENTS);

  /** Every table there is. */
  public static final List<Table> ALL =
      Stream.concat(
              USUAL.stream(),
              Stream.of(
                  GRADING_PERIODS, COURSES, CLASSES, SUBJECTS, STAFF, CALENDAR_EVENTS, COHORTS))
          .toList();

  private AlmaTables() {}

  /**
   * A table whose fields nobody publishes. That it has an id, a name and two times is a guess; all
   * else is kept in {@code _extra}, the last column.
   */
  private static Table other(String name, Column... last) {
    List<Column> columns = new ArrayList<>(List.of(school(), id(), year(), text("name", "Name.")));
    columns.addAll(List.of(created(), modified()));
    columns.addAll(List.of(last));
    return table("alma_" + name, columns.toArray(Column[]::new));
  }

  /** The last column is {@code _extra}; before it come those that say which run wrote a row. */
  private static Table table(String name, Column... columns) {
    List<Column> all = new ArrayList<>(List.of(columns));
    all.addAll(all.size() - 1, List.of(runId(), loadedAt(), rowHash()));
    return new Table(name, all, "id", null, List.of(SCHOOL));
  }

  private static Column text(String name, String description) {
    return Column.of(name, STRING, description);
  }

  private static Column date(String name, String description) {
    return Column.of(name, DATE, description);
  }

  private static Column id() {
    return text("id", "The vendor's id, 24 hexadecimal digits or a code.").asRequired();
  }

  private static Column year() {
    return text(SCHOOL_YEAR_ID, "School year: the record's own, else the one asked for.");
  }

  private static Column created() {
    return Column.of("created", TIMESTAMP, "When it was made.");
  }

  private static Column modified() {
    return Column.of("modified", TIMESTAMP, "When it was last changed.");
  }

  private static Column school() {
    return lineage(SCHOOL, STRING, "Code of the school it was asked of.").asRequired();
  }

  private static Column student() {
    return lineage(STUDENT_ID, STRING, "The student it was asked of.").asRequired();
  }

  private static Column runId() {
    return lineage("_run_id", STRING, "The run that wrote the row.");
  }

  private static Column loadedAt() {
    return lineage("_loaded_at", TIMESTAMP, "When that run began.");
  }

  private static Column rowHash() {
    return lineage("_row_hash", STRING, "SHA-256 of what was read.");
  }

  /** Personal in every table: a key nobody knows may hold free text, or a teacher's name. */
  private static Column extra() {
    return lineage(Table.EXTRA, JSON, "Keys without a column, and values that do not fit theirs.")
        .asPersonal();
  }

  private static Column lineage(String name, ColumnType type, String description) {
    return Column.lineage(name, type, description);
  }
}
