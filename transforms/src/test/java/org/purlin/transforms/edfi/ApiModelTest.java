package org.purlin.transforms.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.Test;
import org.purlin.transforms.edfi.ResourceModel.KeyPart;

class ApiModelTest {

  @Test
  void collectionsAreResourcesAndTheirChangesAndItemsAreNot() {
    assertThat(
        ApiModel.parse(Documents.SWAGGER_2).resources(),
        contains(ResourceName.parse("studentProgramAssociations"), ResourceName.parse("students")));
    assertThat(
        ApiModel.parse(Documents.OPEN_API_3).resources(),
        contains(
            ResourceName.parse("attendances"),
            ResourceName.parse("gradeLevelDescriptors"),
            ResourceName.parse("tpdm/candidates")));
  }

  @Test
  void propertiesComeFromTheSchemaWithoutWhatTheServerAdds() {
    assertThat(
        Documents.STUDENTS.properties(),
        contains(
            new Property("studentUniqueId", Property.Type.STRING, true, true, 32, List.of()),
            new Property("birthDate", Property.Type.DATE, true, false, null, List.of()),
            new Property("firstName", Property.Type.STRING, true, false, 75, List.of()),
            new Property(
                "multipleBirthStatus", Property.Type.BOOLEAN, false, false, null, List.of()),
            new Property(
                "personReference",
                Property.Type.REFERENCE,
                false,
                false,
                null,
                List.of(
                    new Property("personId", Property.Type.STRING, true, false, 32, List.of()))),
            new Property(
                "otherNames",
                Property.Type.LIST,
                false,
                false,
                null,
                List.of(
                    new Property(
                        "otherNameTypeDescriptor",
                        Property.Type.STRING,
                        true,
                        false,
                        306,
                        List.of()),
                    new Property(
                        "lastSurname", Property.Type.STRING, true, false, 75, List.of())))));
  }

  @Test
  void everyTypeIsTold() {
    assertThat(
        Documents.ATTENDANCES.properties().stream().map(p -> p.name() + " " + p.type()).toList(),
        contains(
            "eventDate DATE",
            "markedAt DATE_TIME",
            "arrivalTime TIME",
            "reason STRING",
            "minutes INTEGER",
            "duration NUMBER",
            "excused BOOLEAN",
            "schoolReference REFERENCE",
            "sessionReference REFERENCE",
            "courseReference REFERENCE",
            "calendarReference REFERENCE",
            "detail OBJECT",
            "periods LIST",
            "_ext OBJECT"));
  }

  @Test
  void queryParametersAreTheFilters() {
    assertThat(Documents.STUDENTS.filters(), contains("offset", "studentUniqueId", "firstName"));
  }

  @Test
  void theKeyIsFoundByItsMarkedParametersAndReferencesKeepTheirRole() {
    assertThat(
        Documents.model(Documents.SWAGGER_2, "studentProgramAssociations").identity(),
        contains(
            new KeyPart(null, "beginDate", "beginDate", Property.Type.DATE),
            new KeyPart(
                "educationOrganizationReference",
                "educationOrganizationId",
                "educationOrganizationId",
                Property.Type.INTEGER),
            new KeyPart(
                "programReference",
                "educationOrganizationId",
                "programEducationOrganizationId",
                Property.Type.INTEGER),
            new KeyPart("programReference", "programName", "programName", Property.Type.STRING),
            new KeyPart(
                "studentReference", "studentUniqueId", "studentUniqueId", Property.Type.STRING)));
  }

  @Test
  void withoutMarkedParametersTheKeyIsWhatOthersReferBy() {
    assertThat(
        Documents.ATTENDANCES.identity().stream().map(KeyPart::path).toList(),
        contains(
            "eventDate",
            "schoolReference.schoolId",
            "sessionReference.schoolId",
            "sessionReference.schoolYear",
            "sessionReference.sessionName"));
    assertThat(Documents.ATTENDANCES.identityIsGuessed(), is(false));
  }

  @Test
  void markedParametersSayTheWholeKeyWhateverElseIsRequired() {
    for (String document :
        List.of(
            Documents.enrollments("PARAMETER"),
            Documents.enrollments("PARAMETER", "SCALAR", "LEAF"))) {
      assertKey(
          document,
          "enrollments",
          false,
          "entryDate",
          "schoolReference.schoolId",
          "studentReference.studentUniqueId");
    }
  }

  @Test
  void withoutAnyMarkNoKeyIsKnownSoThatNoRecordIsTakenForAnother() {
    assertKey(Documents.enrollments(), "enrollments", false);
    assertThat(
        NaturalKey.of(
            Documents.model(Documents.enrollments(), "enrollments"),
            Documents.tree(
                "{'entryDate':'2026-09-01','calendarReference':{'calendarCode':'C'},"
                    + "'schoolReference':{'schoolId':1},"
                    + "'studentReference':{'studentUniqueId':'s-1'}}")),
        is(Optional.empty()));
  }

  @Test
  void whereOnlySchemasAreMarkedTheKeyIsGuessedWithEveryRequiredReference() {
    assertKey(
        Documents.enrollments("SCALAR", "LEAF"),
        "enrollments",
        true,
        "calendarReference.calendarCode",
        "entryDate",
        "schoolReference.schoolId",
        "studentReference.studentUniqueId");
    assertKey(
        Documents.enrollments("SCALAR", "LEAF").replace("\"entryDate\", \"cal", "\"cal"),
        "enrollments",
        false);
  }

  @Test
  void aKeyThatMayBeTooShortIsNotEvenGuessed() {
    assertKey(Documents.enrollments("SCALAR"), "enrollments", false);
    assertKey(Documents.enrollments("LEAF"), "enrollments", false);
    assertKey(
        Documents.enrollments("LEAF").replace("\"entryDate\", \"cal", "\"cal"),
        "enrollments",
        true,
        "calendarReference.calendarCode",
        "schoolReference.schoolId",
        "studentReference.studentUniqueId");
  }

  @Test
  void namesThatNoPropertyAnswersToAreNotTakenForHalfAKey() {
    String renamed =
        Documents.enrollments("PARAMETER")
            .replace("\"name\": \"studentUniqueId\"", "\"name\": \"pupil\"");
    assertKey(renamed, "enrollments", false);
    String referredOtherwise =
        Documents.OPEN_API_3.replace(
            "\"eventDate\": {\"type\": \"string\", \"format\": \"date\"},",
            "\"dayOfEvent\": {\"type\": \"string\", \"format\": \"date\"},");
    assertKey(referredOtherwise, "attendances", false);
  }

  @Test
  void aRecordWithoutReferencesIsKnownByItsMarkedProperties() {
    assertKey(
        "{\"paths\":{\"/ed-fi/years\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":"
            + "{\"schema\":{\"properties\":{\"schoolYear\":{\"type\":\"integer\","
            + "\"x-Ed-Fi-isIdentity\":true},\"note\":{\"type\":\"string\"}}}}}}}}}}",
        "years",
        false,
        "schoolYear");
  }

  @Test
  void aReferenceThatIsMarkedItselfIsPartOfTheKeyAndTheOthersAreNot() {
    String marked =
        Documents.OPEN_API_3.replace(
            "\"schoolReference\": {", "\"schoolReference\": {\"x-Ed-Fi-isIdentity\": true, ");
    assertThat(
        Documents.model(marked, "attendances").identity().stream().map(KeyPart::path).toList(),
        contains("eventDate", "schoolReference.schoolId"));
  }

  @Test
  void aDescriptorIsKnownByItsNamespaceAndCodeWhateverIsMarked() {
    ResourceModel descriptors = Documents.model(Documents.OPEN_API_3, "gradeLevelDescriptors");
    assertThat(
        descriptors.identity().stream().map(KeyPart::path).toList(),
        contains("codeValue", "namespace"));
    assertThat(
        Property.find(descriptors.properties(), "gradeLevelDescriptorId").required(), is(false));
  }

  @Test
  void aSchemaThatContainsItselfEnds() {
    ResourceModel candidates = Documents.model(Documents.OPEN_API_3, "tpdm/candidates");
    assertThat(
        candidates.properties(),
        contains(
            new Property("candidateIdentifier", Property.Type.STRING, false, true, null, List.of()),
            new Property("mentor", Property.Type.OBJECT, false, false, null, List.of())));
  }

  @Test
  void schemasDeeperThanAnyRealOneAreTakenAsTheyAre() {
    StringBuilder schemas = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      schemas.append(
          "\"s%d\":{\"properties\":{\"p\":{\"$ref\":\"#/definitions/s%d\"}}},".formatted(i, i + 1));
    }
    String document =
        """
        {"paths":{"/ed-fi/deeps":{"post":{"parameters":[{"in":"body","schema":
        {"$ref":"#/definitions/s0"}}]}}},"definitions":{%s"s50":{}}}
        """
            .formatted(schemas);
    int depth = 0;
    for (List<Property> level = Documents.model(document, "deeps").properties();
        !level.isEmpty();
        level = level.get(0).properties()) {
      depth++;
    }
    assertThat(depth, is(8));
  }

  @Test
  void referencesThatLeadNowhereOrInCirclesAreNoResources() {
    String document =
        """
        {"paths":{
          "/ed-fi/nowheres":{"post":{"requestBody":{"$ref":"#/components/requestBodies/none"}}},
          "/ed-fi/elsewheres":{"post":{"requestBody":{"$ref":"https://example.org/x"}}},
          "/ed-fi/circles":{"post":{"requestBody":{"$ref":"#/components/requestBodies/a"}}}},
         "components":{"requestBodies":{
          "a":{"$ref":"#/components/requestBodies/b"},
          "b":{"$ref":"#/components/requestBodies/a"}}}}
        """;
    assertThat(ApiModel.parse(document).resources(), is(empty()));
  }

  @Test
  void resourcesAreFoundWhateverThePathBeginsWithAndHoweverTheNameIsCased() {
    ApiModel foreign =
        ApiModel.parse(Documents.SWAGGER_2.replace("\"/ed-fi/", "\"/local/v3.3b/ed-fi/"));
    assertThat(
        foreign.resource(ResourceName.parse("STUDENTS")).orElseThrow().name(),
        is(ResourceName.parse("students")));
    assertThat(foreign.resource(ResourceName.parse("schools")).isEmpty(), is(true));
  }

  @Test
  void twoDocumentsMakeOneModelAndTheLaterHolds() {
    ApiModel first = ApiModel.parse(Documents.SWAGGER_2);
    ApiModel later =
        ApiModel.parse(Documents.OPEN_API_3.replace("/ed-fi/attendances\"", "/ed-fi/students\""));

    ApiModel both = first.plus(later);

    assertThat(both.resources().size(), is(4));
    assertThat(
        both.resource(ResourceName.parse("students")).orElseThrow().properties(),
        is(Documents.ATTENDANCES.properties()));
    assertThat(ApiModel.none().plus(first).resources(), is(first.resources()));
    assertThat(ApiModel.none().isEmpty(), is(true));
  }

  @Test
  void aModelTravelsToWorkers() {
    ApiModel model = ApiModel.parse(Documents.OPEN_API_3);
    ApiModel copy = SerializableUtils.clone(model);
    assertThat(
        copy.resource(ResourceName.parse("attendances")),
        is(model.resource(ResourceName.parse("attendances"))));
  }

  @Test
  void whatIsNoOpenApiDocumentIsRefused() {
    assertThat(refusal("<html>"), is("The OpenAPI document is not JSON (line 1, column 2)."));
    assertThat(refusal("[]"), is("The OpenAPI document must be an object with paths."));
  }

  private static void assertKey(
      String document, String resource, boolean guessed, String... paths) {
    ResourceModel model = Documents.model(document, resource);
    assertThat(model.identity().stream().map(KeyPart::path).toList(), is(List.of(paths)));
    assertThat(model.identityIsGuessed(), is(guessed));
  }

  private static String refusal(String document) {
    return assertThrows(IllegalArgumentException.class, () -> ApiModel.parse(document))
        .getMessage();
  }
}
