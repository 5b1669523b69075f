package org.purlin.sandbox.edfi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Makes the records of a {@link SampleSet}. */
final class SampleRecords {

  private static final String NAMESPACE = "uri://sandbox.example/";
  private static final String ASSESSMENTS = NAMESPACE + "Assessment";
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 9, 1);
  private static final int SCHOOL_YEAR = 2026;
  private static final int FIRST_DISTRICT = 880100;
  private static final int DISTRICTS = 2;
  private static final int SCHOOLS_IN_DISTRICT = 2;
  private static final List<String> TERMS = List.of("Autumn", "Spring");
  private static final List<String> SUBJECTS = List.of("Reading", "Counting", "Weather", "Maps");
  private static final List<String> GRADES =
      List.of("Grade 1", "Grade 2", "Grade 3", "Grade 4", "Grade 5", "Grade 6");
  private static final List<String> FIRST_NAMES =
      List.of(
          "Alda", "Bruno", "Celyn", "Dario", "Edda", "Fenn", "Gitta", "Hanno", "Isolde", "Jorin",
          "Kaja", "Lorcan", "Mirel", "Nuno", "Oda", "Perrin", "Quilla", "Rafe", "Sanna", "Tove");
  private static final List<String> LAST_NAMES =
      List.of(
          "Ashbarrow",
          "Brindlecote",
          "Cressmoor",
          "Dunnwater",
          "Elmspurr",
          "Fallowgate",
          "Gorsefield",
          "Hollinbeck",
          "Inkpenny",
          "Juniperry",
          "Kestrelby",
          "Larkendale",
          "Mossgrove",
          "Netherpond",
          "Oakenthwaite",
          "Pebblewick");

  /** The codes of each kind of descriptor. */
  private static final Map<String, List<String>> CODES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("AcademicSubject", SUBJECTS),
              Map.entry("AddressType", List.of("Physical", "Mailing")),
              Map.entry("AssessmentCategory", List.of("Screening", "Benchmark")),
              Map.entry("AssessmentReportingMethod", List.of("Raw score", "Percentile")),
              Map.entry("AttendanceEventCategory", List.of("Excused", "Unexcused", "Late")),
              Map.entry("CalendarType", List.of("Instruction")),
              Map.entry("EducationOrganizationCategory", List.of("School", "District")),
              Map.entry("GradeLevel", GRADES),
              Map.entry("InstitutionTelephoneNumberType", List.of("Main", "Fax")),
              Map.entry("Language", List.of("eng", "spa", "cym")),
              Map.entry("LocalEducationAgencyCategory", List.of("Independent")),
              Map.entry("PerformanceLevel", List.of("Met", "Not met")),
              Map.entry("PlatformType", List.of("Paper", "Screen")),
              Map.entry("ResultDatatypeType", List.of("Integer")),
              Map.entry("SchoolCategory", List.of("Elementary School", "All Levels")),
              Map.entry("Sex", List.of("Female", "Male", "Not Selected")),
              Map.entry("StateAbbreviation", List.of("ZZ")),
              Map.entry("Term", TERMS)));

  private final Random random;
  private final List<SampleSet.Item> items = new ArrayList<>();

  SampleRecords(long seed) {
    this.random = new Random(seed);
  }

  List<SampleSet.Item> all(int students) {
    descriptors();
    for (int district = 0; district < DISTRICTS; district++) {
      district(district);
    }
    assessments();
    for (int i = 0; i < students; i++) {
      student(i);
    }
    for (int i = 0; i < students; i++) {
      enrolment(i);
    }
    for (int i = 0; i < students; i++) {
      if (i % 2 == 0) {
        result(i);
      } else {
        absence(i);
      }
    }
    return items;
  }

  private void descriptors() {
    CODES.forEach(
        (kind, codes) -> {
          for (String code : codes) {
            String collection = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
            ObjectNode payload = object();
            payload.put("namespace", NAMESPACE + kind + "Descriptor").put("codeValue", code);
            payload.put("shortDescription", code).put("description", code + ", invented");
            add(collection + "Descriptors", payload);
          }
        });
  }

  private void district(int number) {
    ObjectNode district = object();
    district.put("localEducationAgencyId", FIRST_DISTRICT + number);
    district.put("nameOfInstitution", one(LAST_NAMES) + " District " + (number + 1));
    district.put("webSite", "https://district-" + (number + 1) + ".example/");
    put(district, "localEducationAgencyCategoryDescriptor", "Independent");
    put(
        district.putArray("categories").addObject(),
        "educationOrganizationCategoryDescriptor",
        "District");
    address(district, number);
    add("localEducationAgencies", district);
    for (int i = 0; i < SCHOOLS_IN_DISTRICT; i++) {
      school(number, i);
    }
  }

  private void school(int district, int number) {
    int id = schoolId(district * SCHOOLS_IN_DISTRICT + number);
    ObjectNode school = object().put("schoolId", id);
    school.put("nameOfInstitution", one(LAST_NAMES) + " School " + (number + 1));
    school
        .putObject("localEducationAgencyReference")
        .put("localEducationAgencyId", FIRST_DISTRICT + district);
    put(
        school.putArray("educationOrganizationCategories").addObject(),
        "educationOrganizationCategoryDescriptor",
        "School");
    for (String grade : GRADES) {
      put(school.withArray("/gradeLevels").addObject(), "gradeLevelDescriptor", grade);
    }
    put(
        school.putArray("schoolCategories").addObject(),
        "schoolCategoryDescriptor",
        "Elementary School");
    address(school, id % 100);
    add("schools", school);
    for (int term = 0; term < TERMS.size(); term++) {
      session(id, term);
    }
    ObjectNode period = object().put("classPeriodName", "Morning");
    period.putObject("schoolReference").put("schoolId", id);
    add("classPeriods", period.put("officialAttendancePeriod", true));
  }

  private void session(int school, int term) {
    ObjectNode session = object().put("sessionName", sessionName(term));
    session.putObject("schoolReference").put("schoolId", school);
    session.putObject("schoolYearTypeReference").put("schoolYear", SCHOOL_YEAR);
    LocalDate first = FIRST_DAY.plusMonths(5L * term);
    session.put("beginDate", first.toString());
    session.put("endDate", first.plusMonths(4).toString());
    put(session, "termDescriptor", TERMS.get(term));
    add("sessions", session.put("totalInstructionalDays", 80 + random.nextInt(10)));
  }

  private void assessments() {
    for (String subject : SUBJECTS) {
      ObjectNode assessment = object().put("assessmentIdentifier", subject + " check");
      assessment.put("namespace", ASSESSMENTS).put("assessmentTitle", subject + " for all");
      assessment.put("assessmentVersion", SCHOOL_YEAR).put("revisionDate", "2025-08-15");
      put(assessment, "assessmentCategoryDescriptor", "Benchmark");
      put(
          assessment.putArray("academicSubjects").addObject(),
          "academicSubjectDescriptor",
          subject);
      ObjectNode score = assessment.putArray("scores").addObject();
      put(score, "assessmentReportingMethodDescriptor", "Raw score");
      score.put("minimumScore", "0").put("maximumScore", "60");
      put(score, "resultDatatypeTypeDescriptor", "Integer");
      assessment.putObject("contentStandard").put("title", "Invented standard");
      add("assessments", assessment.put("maxRawScore", 60.5));
    }
  }

  private void student(int number) {
    ObjectNode student = object().put("studentUniqueId", studentId(number));
    student.put("firstName", one(FIRST_NAMES)).put("lastSurname", one(LAST_NAMES));
    if (random.nextBoolean()) {
      student.put("middleName", one(FIRST_NAMES));
    }
    student.put("birthDate", LocalDate.of(2014, 1, 1).plusDays(random.nextInt(2000)).toString());
    student.put("birthSexDescriptor", descriptor("Sex", one(CODES.get("Sex"))));
    add("students", student);
  }

  private void enrolment(int number) {
    ObjectNode enrolment = object();
    enrolment.put("entryDate", FIRST_DAY.toString());
    enrolment.putObject("schoolReference").put("schoolId", schoolOf(number));
    enrolment.putObject("studentReference").put("studentUniqueId", studentId(number));
    enrolment.put("entryGradeLevelDescriptor", descriptor("GradeLevel", one(GRADES)));
    enrolment.putObject("schoolYearTypeReference").put("schoolYear", SCHOOL_YEAR);
    add("studentSchoolAssociations", enrolment);
  }

  private void result(int number) {
    ObjectNode result = object();
    result.put("studentAssessmentIdentifier", "R+" + studentId(number) + "/1");
    result.putObject("studentReference").put("studentUniqueId", studentId(number));
    result
        .putObject("assessmentReference")
        .put("assessmentIdentifier", one(SUBJECTS) + " check")
        .put("namespace", ASSESSMENTS);
    result.put("administrationDate", "2026-03-%02dT09:30:00Z".formatted(1 + random.nextInt(28)));
    result.put("administrationLanguageDescriptor", descriptor("Language", "eng"));
    result.put("whenAssessedGradeLevelDescriptor", descriptor("GradeLevel", one(GRADES)));
    put(result, "platformTypeDescriptor", one(CODES.get("PlatformType")));
    ObjectNode score = result.putArray("scoreResults").addObject();
    put(score, "assessmentReportingMethodDescriptor", "Raw score");
    score.put("result", Integer.toString(random.nextInt(61)));
    put(score, "resultDatatypeTypeDescriptor", "Integer");
    add("studentAssessments", result);
  }

  private void absence(int number) {
    int school = schoolOf(number);
    int term = random.nextInt(TERMS.size());
    ObjectNode absence = object();
    absence.put(
        "eventDate", FIRST_DAY.plusMonths(5L * term).plusDays(random.nextInt(90)).toString());
    put(absence, "attendanceEventCategoryDescriptor", one(CODES.get("AttendanceEventCategory")));
    absence.put("attendanceEventReason", "Invented reason").put("eventDuration", 0.5);
    absence.putObject("studentReference").put("studentUniqueId", studentId(number));
    absence.putObject("schoolReference").put("schoolId", school);
    absence
        .putObject("sessionReference")
        .put("schoolId", school)
        .put("schoolYear", SCHOOL_YEAR)
        .put("sessionName", sessionName(term));
    add("studentSchoolAttendanceEvents", absence);
  }

  private void address(ObjectNode of, int number) {
    ObjectNode address = of.putArray("addresses").addObject();
    put(address, "addressTypeDescriptor", "Physical");
    address.put("streetNumberName", number + " Invented Street").put("city", "Nowhere");
    address.put("postalCode", "ZZ" + number + " 1ZZ");
    put(address, "stateAbbreviationDescriptor", "ZZ");
    ObjectNode telephone = of.putArray("institutionTelephones").addObject();
    put(telephone, "institutionTelephoneNumberTypeDescriptor", "Main");
    telephone.put("telephoneNumber", "555-01" + String.format("%02d", number % 100));
  }

  private static String sessionName(int term) {
    return TERMS.get(term) + " " + SCHOOL_YEAR;
  }

  private static String studentId(int number) {
    return "S" + (100_000 + number);
  }

  private static int schoolOf(int student) {
    return schoolId(student % (DISTRICTS * SCHOOLS_IN_DISTRICT));
  }

  private static int schoolId(int number) {
    int district = FIRST_DISTRICT + number / SCHOOLS_IN_DISTRICT;
    return district * 100 + 1 + number % SCHOOLS_IN_DISTRICT;
  }

  /** Sets a descriptor under the name of its own kind. */
  private static void put(ObjectNode of, String name, String code) {
    String kind = name.substring(0, name.length() - "Descriptor".length());
    of.put(name, descriptor(Character.toUpperCase(kind.charAt(0)) + kind.substring(1), code));
  }

  private static String descriptor(String kind, String code) {
    return NAMESPACE + kind + "Descriptor#" + code;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void add(String resource, ObjectNode payload) {
    items.add(new SampleSet.Item(resource, SampleSet.text(payload)));
  }
}
