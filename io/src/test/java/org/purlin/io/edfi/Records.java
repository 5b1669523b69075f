package org.purlin.io.edfi;

import org.purlin.sandbox.edfi.EdfiDistrict;

/** Invented records, just enough for the stand-in to take them. */
final class Records {

  static final String GRADE = "uri://ed-fi.org/GradeLevelDescriptor#Tenth grade";
  private static final String CATEGORY =
      "uri://ed-fi.org/EducationOrganizationCategoryDescriptor#School";

  private Records() {}

  static String gradeLevel() {
    return "{\"namespace\":\"uri://ed-fi.org/GradeLevelDescriptor\",\"codeValue\":\"Tenth grade\","
        + "\"shortDescription\":\"Tenth grade\"}";
  }

  static String category() {
    return "{\"namespace\":\"uri://ed-fi.org/EducationOrganizationCategoryDescriptor\","
        + "\"codeValue\":\"School\",\"shortDescription\":\"School\"}";
  }

  static String school(int id) {
    return ("{\"schoolId\":%d,\"nameOfInstitution\":\"Test School %d\","
            + "\"educationOrganizationCategories\":[{\"educationOrganizationCategoryDescriptor\":"
            + "\"%s\"}],\"gradeLevels\":[{\"gradeLevelDescriptor\":\"%s\"}]}")
        .formatted(id, id, CATEGORY, GRADE);
  }

  static String student(String id, String firstName) {
    return ("{\"studentUniqueId\":\"%s\",\"firstName\":\"%s\",\"lastSurname\":\"Testerson\","
            + "\"birthDate\":\"2010-02-03\"}")
        .formatted(id, firstName);
  }

  static String enrolment(String student, int school) {
    return ("{\"entryDate\":\"2025-08-20\",\"schoolReference\":{\"schoolId\":%d},"
            + "\"studentReference\":{\"studentUniqueId\":\"%s\"},"
            + "\"entryGradeLevelDescriptor\":\"%s\"}")
        .formatted(school, student, GRADE);
  }

  /** Descriptors and a school, there already. */
  static void prepare(EdfiDistrict district) {
    district.write("gradeLevelDescriptors", gradeLevel());
    district.write("educationOrganizationCategoryDescriptors", category());
    district.write("schools", school(1));
  }
}
