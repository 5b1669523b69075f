package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static JsonNode fetch(EdfiSettings settings, Flavour flavour, String path)
      throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(settings.withFlavour(flavour))) {
      String base = edfi.baseUrl().toString();
      return EdfiClient.JSON.readTree(
          new EdfiClient(edfi, flavour).fetch(path).body().replace(base, "BASE"));
    }
  }

  private static JsonNode dependencies(Flavour flavour) throws Exception {
    return fetch(EdfiSettings.defaults(), flavour, Layout.of(flavour).dependencies());
  }

  @Test
  void recordsComeAfterWhatTheyReferTo() throws Exception {
    Map<String, Integer> orders = new HashMap<>();
    for (JsonNode step : dependencies(Flavour.ODS_73)) {
      orders.putIfAbsent(step.path("resource").asText(), step.path("order").asInt());
    }
    for (SampleSet.Item item : SampleSet.of(1, 4).items()) {
      assertThat(item.resource(), orders.containsKey("/ed-fi/" + item.resource()), is(true));
    }
    assertThat(orders.get("/ed-fi/termDescriptors"), is(1));
    for (String pair :
        List.of(
            "localEducationAgencies<schools",
            "schools<sessions",
            "sessions<studentSchoolAttendanceEvents",
            "students<studentSchoolAssociations",
            "assessments<studentAssessments")) {
      String[] two = pair.split("<", -1);
      assertThat(
          pair, orders.get("/ed-fi/" + two[1]), is(greaterThan(orders.get("/ed-fi/" + two[0]))));
    }
  }

  @Test
  void peopleAreThereTwice() throws Exception {
    List<String> students = new ArrayList<>();
    for (JsonNode step : dependencies(Flavour.ODS_73)) {
      if (step.path("resource").asText().equals("/ed-fi/students")) {
        students.add(step.path("order") + " " + step.path("operations"));
      }
    }
    assertThat(students, is(List.of("2 [\"Create\"]", "6 [\"Update\"]")));
  }

  @Test
  void version6DoesNotSort() throws Exception {
    JsonNode steps = dependencies(Flavour.ODS_6);
    assertThat(steps.get(0).path("order").asInt(), is(greaterThan(1)));
    assertThat(steps.get(steps.size() - 1).path("order").asInt(), is(1));
  }

  @Test
  void theListOfOpenApiDocumentsNamesTwo() throws Exception {
    assertThat(
        fetch(EdfiSettings.defaults(), Flavour.V8, "/api/metadata/specifications").toString(),
        is(
            "[{\"name\":\"Resources\",\"endpointUri\":"
                + "\"BASE/api/metadata/specifications/resources/swagger.json\",\"prefix\":\"\"},"
                + "{\"name\":\"Descriptors\",\"endpointUri\":"
                + "\"BASE/api/metadata/specifications/descriptors/swagger.json\",\"prefix\":\"\"}]"));
    assertThat(
        fetch(
                EdfiSettings.defaults(),
                Flavour.V8,
                "/api/metadata/specifications/resources/swagger.json")
            .path("paths")
            .has("/ed-fi/students"),
        is(true));
  }

  private static JsonNode resources() throws Exception {
    return fetch(EdfiSettings.defaults(), Flavour.ODS_73, "/metadata/resources/swagger.json");
  }

  @Test
  void identitiesAndTypesAreDescribed() throws Exception {
    JsonNode student = resources().at("/components/schemas/edFi_student");
    assertThat(
        student.at("/properties/studentUniqueId").toString(),
        is("{\"type\":\"string\",\"x-Ed-Fi-isIdentity\":true}"));
    assertThat(
        student.at("/properties/birthDate").toString(),
        is("{\"type\":\"string\",\"format\":\"date\"}"));
    assertThat(
        student.path("required").toString(),
        is("[\"studentUniqueId\",\"firstName\",\"lastSurname\",\"birthDate\"]"));
    assertThat(
        student.at("/properties/visas").toString(),
        is("{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/edFi_studentVisa\"}}"));
  }

  @Test
  void theParametersThatMakeUpTheIdentityAreMarkedUnlessTheSettingSaysNo() throws Exception {
    assertThat(
        parameters(EdfiSettings.defaults()),
        is(
            List.of(
                "attendanceEventCategoryDescriptor*",
                "eventDate*",
                "schoolId*",
                "schoolYear*",
                "sessionName*",
                "studentUniqueId*",
                "attendanceEventReason",
                "eventDuration")));
    assertThat(
        parameters(EdfiSettings.defaults().withoutMarkedParameters()),
        is(
            List.of(
                "attendanceEventCategoryDescriptor",
                "eventDate",
                "schoolId",
                "schoolYear",
                "sessionName",
                "studentUniqueId",
                "attendanceEventReason",
                "eventDuration")));
  }

  /** The query parameters of a collection, those that are marked with a star. */
  private static List<String> parameters(EdfiSettings settings) throws Exception {
    List<String> names = new ArrayList<>();
    for (JsonNode parameter :
        fetch(settings, Flavour.ODS_73, "/metadata/resources/swagger.json")
            .path("paths")
            .path("/ed-fi/studentSchoolAttendanceEvents")
            .at("/get/parameters")) {
      boolean marked = parameter.path("x-Ed-Fi-isIdentity").asBoolean();
      names.add(parameter.path("name").asText() + (marked ? "*" : ""));
    }
    return names;
  }

  @Test
  void referencesAreObjectsWithTheIdentityOfTheirTarget() throws Exception {
    JsonNode schemas = resources().at("/components/schemas");
    assertThat(
        schemas.at("/edFi_studentSchoolAttendanceEvent/properties/sessionReference/$ref").asText(),
        is("#/components/schemas/edFi_sessionReference"));
    assertThat(
        schemas.path("edFi_sessionReference").toString(),
        is(
            "{\"type\":\"object\",\"properties\":{"
                + "\"schoolId\":{\"type\":\"integer\",\"format\":\"int32\",\"x-Ed-Fi-isIdentity\":true},"
                + "\"schoolYear\":{\"type\":\"integer\",\"format\":\"int32\",\"x-Ed-Fi-isIdentity\":true},"
                + "\"sessionName\":{\"type\":\"string\",\"x-Ed-Fi-isIdentity\":true},"
                + "\"link\":{\"$ref\":\"#/components/schemas/link\"}},"
                + "\"required\":[\"schoolId\",\"schoolYear\",\"sessionName\"]}"));
  }

  @Test
  void everyReferenceInADocumentLeadsSomewhere() throws Exception {
    for (String name : List.of(OpenApi.RESOURCES, OpenApi.DESCRIPTORS)) {
      JsonNode document = fetch(EdfiSettings.defaults(), Flavour.ODS_73, "/metadata/" + name);
      List<String> lost = new ArrayList<>();
      for (JsonNode reference : document.findValues("$ref")) {
        if (document.at(reference.asText().substring(1)).isMissingNode()) {
          lost.add(reference.asText());
        }
      }
      assertThat(lost, is(empty()));
    }
  }

  @Test
  void pathsNameTheSchemaOfTheirBodies() throws Exception {
    JsonNode students = resources().path("paths").path("/ed-fi/students");
    assertThat(
        students.at("/post/requestBody/content/application~1json/schema").toString(),
        is("{\"$ref\":\"#/components/schemas/edFi_student\"}"));
    assertThat(
        students.at("/get/responses/200/content/application~1json/schema").toString(),
        is("{\"type\":\"array\",\"items\":{\"$ref\":\"#/components/schemas/edFi_student\"}}"));
    assertThat(resources().path("paths").path("/ed-fi/schoolYearTypes").has("post"), is(false));
  }
}
