package org.purlin.io.alma;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.HttpSettings;
import org.purlin.io.rest.Merge;
import org.purlin.io.rest.ReplyRules;
import org.purlin.io.rest.RestResource;
import org.purlin.io.rest.RestSource;
import org.purlin.io.rest.RestTable;
import org.purlin.io.rest.Verdict;
import org.purlin.transforms.rest.RecordFilter;
import org.purlin.transforms.rest.RecordPath;
import org.purlin.transforms.rows.Table;

/**
 * Alma as a paged REST source.
 *
 * <pre>
 * schools ─► school-years ─┬─► grade-levels, student-grade-levels, courses, classes, …
 *    │                     └─► students ─┬─► attendance   (each student)
 *    └─► grading-periods, staff, cohorts └─► enrollments  (each student)
 * </pre>
 */
public final class AlmaSource {

  /** Names the state and the tables of calls and rejected records. */
  public static final String NAME = "alma";

  /** Resource of the schools. */
  public static final String SCHOOLS = "schools";

  /** Resource of the school years; its windows end in the code of a school. */
  public static final String SCHOOL_YEARS = "school-years";

  /** Resource of the students; its windows end in a school's code and a school year's id. */
  public static final String STUDENTS = "students";

  /**
   * Calls at a time to begin with. A guess: clients that asked for attendance with ten calls at a
   * time were refused, and were not with two. It grows while answers are good.
   */
  public static final int FIRST_CONCURRENCY = 2;

  /**
   * Calls at a time at most: between the two that are never refused and the ten of other clients.
   */
  public static final int CONCURRENCY = 4;

  /**
   * Too much at a time, or not allowed to: the vendor says 403 to both. A guess, from clients whose
   * refused students came when they were asked for again.
   */
  private static final int REFUSED_OR_TOO_MUCH = 403;

  static final int NOT_LET_IN = 401;

  static final String REFUSED =
      "the key or its secret is not accepted (status 401). Check --key, --secret and --subdomain, and"
          + " that the key is one of this environment.";

  static final String ACCEPT = "application/json, application/problem+json";

  private static final RecordPath RESPONSE = RecordPath.of("response");
  private static final String SCHOOL_WINDOW = "{subdomain}/{school}";
  private static final String YEAR_WINDOW = "{subdomain}/{school}/{schoolYearId}";

  private final AlmaChoice choice;

  private AlmaSource(AlmaChoice choice) {
    this.choice = choice;
  }

  /** Where a district's data is. */
  public static URI production(String subdomain) {
    return URI.create("https://" + subdomain + ".api.getalma.com");
  }

  /** Where clients are tried; it has credentials of its own. */
  public static URI development() {
    return URI.create("https://dev.api.getalma.com");
  }

  /** The same settings with what this API needs: how it refuses, and how it says "not so fast". */
  public static HttpSettings fitted(HttpSettings http) {
    return http.withRefusals(Set.of(NOT_LET_IN))
        .withOverloadStatuses(Set.of(REFUSED_OR_TOO_MUCH))
        .withoutQueriesInMessages();
  }

  /**
   * What is read.
   *
   * @param http of {@link #fitted}
   * @param authorization HTTP Digest
   */
  public static RestSource of(HttpSettings http, Authorization authorization, AlmaChoice choice) {
    return new AlmaSource(choice).source(RestSource.of(NAME, http, authorization));
  }

  private RestSource source(RestSource empty) {
    RestSource source =
        empty
            .sending(Map.of("Accept", ACCEPT))
            .judging(rules())
            .hiding(AlmaTables.STUDENT_ID)
            .with(schools())
            .with(schoolYears());
    List<RestResource> others =
        List.of(
            ofSchool("grading-periods", "grading-periods", AlmaTables.GRADING_PERIODS),
            ofSchool("staff", "staff", AlmaTables.STAFF),
            ofSchool("cohorts", "cohorts", AlmaTables.COHORTS),
            ofYear("subjects", "subjects", AlmaTables.SUBJECTS),
            ofYear("courses", "courses", AlmaTables.COURSES),
            ofYear("classes", "classes", AlmaTables.CLASSES),
            ofYear("calendar-events", "school/calendar/events", AlmaTables.CALENDAR_EVENTS),
            gradeLevels(),
            studentGradeLevels(),
            students(),
            attendance(),
            enrollments());
    for (RestResource resource : others) {
      boolean leadsToWanted =
          resource.name().equals(STUDENTS)
              && (isWanted(AlmaTables.ATTENDANCE) || isWanted(AlmaTables.ENROLLMENTS));
      if (leadsToWanted || !resource.tables().isEmpty()) {
        source = source.with(resource);
      }
    }
    return source;
  }

  /** A 401 ends the run; what else is not good is the trouble of one unit. */
  private static ReplyRules rules() {
    return reply ->
        switch (reply.status()) {
          case 200 -> Verdict.good();
          case NOT_LET_IN -> Verdict.refused(REFUSED);
          default -> Verdict.failed("status " + reply.status());
        };
  }

  private RestResource schools() {
    return at(SCHOOLS, "/v2/{subdomain}/district/schools", RecordPath.of("response", "schools"))
        .startingWith(List.of(Map.of("subdomain", choice.subdomain())))
        .edited(AlmaSource::setSchool)
        .window("{subdomain}")
        .neverEmpty()
        .into(
            RestTable.of(
                    AlmaTables.SCHOOLS, RecordPath.of("response", "schools"), AlmaTables.SCHOOL)
                .trimmed("id", "districtId"));
  }

  private static void setSchool(List<ObjectNode> schools) {
    schools.forEach(
        school -> {
          if (school.hasNonNull("id")) {
            school.put(AlmaTables.SCHOOL, school.get("id").asText().strip());
          }
        });
  }

  private RestResource schoolYears() {
    return perSchool(at(SCHOOL_YEARS, "/v2/{school}/school-years", RESPONSE))
        .neverEmpty()
        .edited(AlmaYears.marking(choice.today()))
        .into(table(AlmaTables.SCHOOL_YEARS, RESPONSE, AlmaTables.SCHOOL, "id"));
  }

  private RestResource ofSchool(String name, String path, Table table) {
    return into(
        perSchool(at(name, "/v2/{school}/" + path, RESPONSE)),
        table(table, RESPONSE, AlmaTables.SCHOOL, "id"));
  }

  /** One call a school; a refused one is put off, because 403 may mean that it was too much. */
  private RestResource perSchool(RestResource resource) {
    return resource
        .forEach(SCHOOLS, Map.of("school", "id"), new Listed(choice.schools()))
        .window(SCHOOL_WINDOW)
        .putOffOn(Set.of(REFUSED_OR_TOO_MUCH), choice.refusedPause());
  }

  private RestResource ofYear(String name, String path, Table table) {
    return into(perYear(name, path, RESPONSE), inYear(table, RESPONSE, AlmaTables.SCHOOL, "id"));
  }

  private RestResource gradeLevels() {
    return into(
        perYear("grade-levels", "grade-levels", RESPONSE),
        inYear(
            AlmaTables.GRADE_LEVELS,
            RESPONSE,
            AlmaTables.SCHOOL,
            "id",
            AlmaTables.SCHOOL_YEAR_ID,
            "effectiveDate"));
  }

  private RestResource studentGradeLevels() {
    RecordPath assignments = RecordPath.of("response", "students", "*", "gradeLevels");
    return into(
        perYear(
            "student-grade-levels", "students/grade-levels", RecordPath.of("response", "students")),
        inYear(
                AlmaTables.STUDENT_GRADE_LEVELS,
                assignments,
                AlmaTables.SCHOOL,
                AlmaTables.STUDENT_ID,
                "id")
            .trimmed(AlmaTables.OUTER_ID, "gradeLevelId"));
  }

  private RestResource students() {
    RestResource students = perYear(STUDENTS, "students", RESPONSE);
    for (String status : choice.statuses()) {
      students = students.query("status[]", status);
    }
    return into(
        students,
        inYear(AlmaTables.STUDENTS, RESPONSE, AlmaTables.SCHOOL, "id", AlmaTables.SCHOOL_YEAR_ID));
  }

  private RestResource attendance() {
    return into(
        perStudent("attendance")
            .query(AlmaTables.SCHOOL_YEAR_ID, "{schoolYearId}")
            .edited(AlmaAttendance.latestFirst()),
        inYear(
                AlmaTables.ATTENDANCE,
                RESPONSE,
                AlmaTables.SCHOOL,
                AlmaTables.STUDENT_ID,
                "date",
                "status",
                AlmaTables.APART)
            .filling(AlmaTables.STUDENT_ID, "{student_id}")
            .trimmed("attendanceCodeId")
            .merging(
                Merge.replaceUnitsSince(AlmaTables.STUDENT_ID, "date", choice.attendanceSince())));
  }

  /**
   * All of a student's, of every year. So they are a school's and not a year's; of a student who is
   * asked for in several years they come several times, and land once.
   */
  private RestResource enrollments() {
    return into(
        perStudent("enrollment").window(SCHOOL_WINDOW),
        table(AlmaTables.ENROLLMENTS, RESPONSE, AlmaTables.SCHOOL, AlmaTables.STUDENT_ID, "id")
            .filling(AlmaTables.STUDENT_ID, "{student_id}")
            .trimmed("codeId")
            .merging(Merge.replaceUnits(AlmaTables.STUDENT_ID)));
  }

  /** One call a year; a refused one is put off. */
  private RestResource perYear(String name, String path, RecordPath records) {
    return at(name, "/v2/{school}/" + path, records)
        .query(AlmaTables.SCHOOL_YEAR_ID, "{schoolYearId}")
        .forEach(
            SCHOOL_YEARS,
            Map.of(AlmaTables.SCHOOL_YEAR_ID, "id"),
            AlmaYears.chosen(choice.schoolYear()))
        .window(YEAR_WINDOW)
        .putOffOn(Set.of(REFUSED_OR_TOO_MUCH), choice.refusedPause());
  }

  /** One call a student, and what a run read that was killed is not asked for again. */
  private RestResource perStudent(String what) {
    return at(what, "/v2/{school}/students/{student_id}/" + what, RESPONSE)
        .forEach(STUDENTS, AlmaTables.STUDENT_ID, "id")
        .window(YEAR_WINDOW)
        .putOffOn(Set.of(REFUSED_OR_TOO_MUCH), choice.refusedPause())
        .resumed();
  }

  private static RestResource at(String name, String path, RecordPath records) {
    return RestResource.at(name, path).records(records);
  }

  private RestResource into(RestResource resource, RestTable table) {
    return isWanted(table.table()) ? resource.into(table) : resource;
  }

  private boolean isWanted(Table table) {
    return choice.tables().contains(table.name());
  }

  /** A table whose rows are a school's. */
  private static RestTable table(Table table, RecordPath records, String... unique) {
    return RestTable.of(table, records, unique)
        .filling(AlmaTables.SCHOOL, "{school}")
        .trimmed("id", AlmaTables.SCHOOL_YEAR_ID, "schoolId", "school", "creator");
  }

  /** The same, of a school year, which many records do not tell. */
  private static RestTable inYear(Table table, RecordPath records, String... unique) {
    return table(table, records, unique).filling(AlmaTables.SCHOOL_YEAR_ID, "{schoolYearId}");
  }

  /** The schools a user listed; without a list every one. */
  private record Listed(Set<String> schools) implements RecordFilter {

    @Override
    public boolean accepts(ObjectNode record) {
      return schools.isEmpty() || schools.contains(record.path("id").asText().strip());
    }
  }
}
