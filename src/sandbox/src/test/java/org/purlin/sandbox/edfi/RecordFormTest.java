package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RecordFormTest {

  private static HttpResponse<String> post(Flavour flavour, String body) throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(flavour))) {
      return EdfiClient.signedIn(edfi, flavour).post("students", body);
    }
  }

  private static String ods(String body) throws Exception {
    HttpResponse<String> answer = post(Flavour.ODS_73, body);
    JsonNode problem = EdfiClient.JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    return answer.statusCode()
        + " "
        + problem.path("validationErrors")
        + problem.path("detail").asText().replaceAll("Data validation failed.*", "");
  }

  private static String student(String more) {
    return EdfiClient.student(1).replace("}", more + "}");
  }

  @Test
  void whatIsMissingIsNamedByItsPath() throws Exception {
    assertThat(
        ods("{\"studentUniqueId\":\"1\",\"firstName\":null,\"lastSurname\":\" \"}"),
        is(
            "400 {\"$.firstName\":[\"FirstName is required.\"],"
                + "\"$.lastSurname\":[\"LastSurname is required and should not be left empty.\"],"
                + "\"$.birthDate\":[\"BirthDate is required.\"]}"));
  }

  @Test
  void wrongTypesAreNamedByTheirPath() throws Exception {
    assertThat(
        ods(student(",\"multipleBirthStatus\":\"yes\",\"visas\":{}")),
        is(
            "400 {\"$.multipleBirthStatus\":[\"MultipleBirthStatus is not a valid boolean.\"],"
                + "\"$.visas\":[\"Visas is not a valid list.\"]}"));
    assertThat(
        ods(student(",\"visas\":[{\"visaDescriptor\":3},{}]")),
        is(
            "400 {\"$.visas[0].visaDescriptor\":[\"VisaDescriptor is not a valid descriptor.\"],"
                + "\"$.visas[1].visaDescriptor\":[\"VisaDescriptor is required.\"]}"));
  }

  @Test
  void aDateTimeIsNoDate() throws Exception {
    assertThat(
        ods(EdfiClient.student(1).replace("2015-06-07", "2015-06-07T00:00:00Z")),
        is("400 {\"$.birthDate\":[\"BirthDate is not a valid date.\"]}"));
    assertThat(
        ods(EdfiClient.student(1).replace("2015-06-07", "2015-02-30")),
        is("400 {\"$.birthDate\":[\"BirthDate is not a valid date.\"]}"));
  }

  @Test
  void halfASurrogatePairIsNoText() throws Exception {
    assertThat(
        ods(EdfiClient.student(1, "\\ud83d")),
        is("400 {\"$.firstName\":[\"FirstName is not a valid text.\"]}"));
    assertThat(post(Flavour.ODS_73, EdfiClient.student(1, "\\ud83d\\ude00")).statusCode(), is(201));
  }

  @Test
  void anIdInTheBodyIsRefused() throws Exception {
    assertThat(
        ods(student(",\"id\":\"0f\"")),
        is("400 Resource identifiers cannot be assigned by the client."));
    assertThat(post(Flavour.V8, student(",\"id\":\"0f\"")).statusCode(), is(400));
  }

  @Test
  void bodiesThatAreNoObjectAreRefused() throws Exception {
    String no = "400 The body is not a JSON object.";
    assertThat(ods("[" + EdfiClient.student(1) + "]"), is(no));
    assertThat(ods("{\"studentUniqueId\":"), is(no));
    assertThat(ods("null"), is(no));
    assertThat(ods(""), is(no));
    assertThat(ods("\uFEFF" + EdfiClient.student(1)), is(no));
    assertThat(ods(EdfiClient.student(1) + EdfiClient.student(2)), is(no));
  }

  @Test
  void aBodyOfMoreThanFourMegabytesIsTooLarge() throws Exception {
    String most = "x".repeat(4 << 20);
    assertThat(post(Flavour.ODS_73, EdfiClient.student(1, most)).statusCode(), is(413));
    assertThat(
        post(Flavour.ODS_73, EdfiClient.student(1, most.substring(1000))).statusCode(), is(201));
  }

  @Test
  void odsTakesPropertiesInAnyCaseAndRefusesUnknownOnes() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      String body =
          student(",\"MIDDLENAME\":\"Oda\",\"_etag\":\"1\"").replace("firstName", "FirstName");
      assertThat(client.post("students", body).statusCode(), is(201));
      assertThat(
          edfi.records("students").get("1").toString(),
          is(
              "{\"studentUniqueId\":\"1\",\"firstName\":\"Alda\",\"middleName\":\"Oda\","
                  + "\"lastSurname\":\"Elmspurr\",\"birthDate\":\"2015-06-07\"}"));
    }
    assertThat(
        ods(student(",\"shoeSize\":3")),
        is("400 {\"$.shoeSize\":[\"There is no such property here.\"]}"));
  }

  @Test
  void version8DropsMisspeltPropertiesWithoutAWord() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.V8))) {
      EdfiClient client = EdfiClient.signedIn(edfi, Flavour.V8);
      assertThat(client.post("students", student(",\"MiddleName\":\"Oda\"")).statusCode(), is(201));
      assertThat(edfi.records("students").get("1").has("middleName"), is(false));
      assertThat(edfi.records("students").get("1").has("MiddleName"), is(false));
      HttpResponse<String> refused =
          client.post("students", EdfiClient.student(2).replace("firstName", "FirstName"));
      assertThat(
          EdfiClient.json(refused).path("validationErrors").toString(),
          is("{\"$.firstName\":[\"FirstName is required.\"]}"));
      assertThat(EdfiClient.json(refused).path("errors").toString(), is("[]"));
    }
  }

  @Test
  void olderServersTellTheFirstProblemInAMessage() throws Exception {
    assertThat(
        post(Flavour.ODS_6, "{}").body(),
        is("{\"message\":\"Validation of the item failed. StudentUniqueId is required.\"}"));
  }

  @Test
  void aServerOfOtherMakeTellsErrorsInThreeForms() throws Exception {
    assertThat(
        post(Flavour.PLAIN, EdfiClient.student(1).replace("firstName", "FirstName")).body(),
        is(
            "{\"error\":[{\"path\":\"$.firstName\",\"message\":\"FirstName is required.\"},"
                + "{\"path\":\"$.FirstName\",\"message\":\"There is no such property here.\"}]}"));
    assertThat(
        post(Flavour.PLAIN, "[]").body(), is("{\"error\":\"The body is not a JSON object.\"}"));
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      EdfiClient client = EdfiClient.signedIn(edfi, Flavour.PLAIN);
      HttpResponse<String> unresolved =
          client.post(
              "classPeriods", "{\"classPeriodName\":\"A\",\"schoolReference\":{\"schoolId\":1}}");
      assertThat(unresolved.statusCode(), is(409));
      assertThat(
          unresolved.body(),
          is("{\"error\":{\"message\":\"The referenced 'School' item does not exist.\"}}"));
      HttpResponse<String> missing = client.get("students/none");
      assertThat(missing.statusCode() + missing.body(), is("404"));
    }
  }
}
