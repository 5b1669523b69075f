package org.purlin.pipelines.alma;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.purlin.pipelines.SecretReference;
import org.purlin.pipelines.rest.RestOptions;

/** Options of {@link PullAlma}. */
@Description("Reads a district of the Alma student information system as rows.")
public interface PullAlmaOptions extends RestOptions, AlmaOptions {

  @Description(
      "Codes of the schools to read, with commas between. When not given, all schools of the"
          + " district.")
  String getSchools();

  void setSchools(String value);

  @Description(
      "The school year: current is each school's current one, by its status, else by its dates; all"
          + " is every one; else a name such as 2024-2025, or an id.")
  @Default.String("current")
  String getSchoolYear();

  void setSchoolYear(String value);

  @Description(
      "Tables to read, with commas between. schools and school_years are always read. There are also"
          + " grading_periods, courses, classes, subjects, staff, calendar_events and cohorts.")
  @Default.String("grade_levels,students,student_grade_levels,attendance,enrollments")
  String getTables();

  void setTables(String value);

  @Description(
      "Attendance of so many days back is replaced, because it is corrected after the day; older"
          + " days stay as they were landed. A student of whom nothing is landed lands the whole"
          + " year.")
  @Default.Integer(14)
  int getAttendanceDays();

  void setAttendanceDays(int value);

  @Description(
      "Replace the attendance of the whole school year; do this once a week. Rows of students who are"
          + " no longer listed stay.")
  @Default.Boolean(false)
  boolean isFull();

  void setFull(boolean value);

  @Description(
      "Only students of these statuses, with commas between, such as Active,Locked. When not given,"
          + " all.")
  String getStudentStatus();

  void setStudentStatus(String value);

  /** The default is a guess: nobody says how long to wait. */
  @Description(
      "How long to wait before what was refused (status 403) is asked for again, three times. An"
          + " ISO-8601 duration.")
  @Default.String("PT5S")
  String getRefusedPause();

  void setRefusedPause(String value);

  @Description(
      "Columns with personal data that are written as they are, with commas between: firstName, or"
          + " students.firstName for one table's; all is all. Others are null.")
  String getAllow();

  void setAllow(String value);

  @Description(
      "Columns with personal text that are written as keyed hashes (HMAC-SHA256), with commas"
          + " between, so that they still join and count; all is all texts. Needs --hashKey.")
  String getHash();

  void setHash(String value);

  @Description("Where the key of the hashes is, any long text.")
  @SecretReference
  String getHashKey();

  void setHashKey(String value);

  @Description(
      "The day it is, such as 2024-10-15, for trying out another one. When not given, the clock's day in"
          + " UTC.")
  String getToday();

  void setToday(String value);
}
