package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritingTest {

  private static final String TYPES = "urn:ed-fi:api:";

  private EdfiSandbox edfi;
  private EdfiClient client;

  @BeforeEach
  void start() throws Exception {
    edfi = EdfiSandbox.start();
    client = EdfiClient.signedIn(edfi);
  }

  @AfterEach
  void stop() {
    edfi.close();
  }

  private void writeSamples() {
    SampleSet.of(1, 8).items().forEach(item -> edfi.write(item.resource(), item.payload()));
  }

  private String refusal(HttpResponse<String> answer) throws Exception {
    JsonNode problem = EdfiClient.json(answer);
    assertThat(problem.path("status").asInt(), is(answer.statusCode()));
    assertThat(EdfiClient.header(answer, "Content-Type"), is("application/problem+json"));
    return answer.statusCode() + " " + problem.path("type").asText().substring(TYPES.length());
  }

  @Test
  void aPostCreatesAndAnotherWithTheSameKeyReplaces() throws Exception {
    HttpResponse<String> created = client.post("students", EdfiClient.student(1));
    HttpResponse<String> same = client.post("students", EdfiClient.student(1));
    HttpResponse<String> changed = client.post("students", EdfiClient.student(1, "Bruno"));
    assertThat(
        List.of(created.statusCode(), same.statusCode(), changed.statusCode()),
        contains(201, 200, 200));
    assertThat(EdfiClient.header(same, "ETag"), is(EdfiClient.header(created, "ETag")));
    assertThat(EdfiClient.header(changed, "ETag"), is(not(EdfiClient.header(created, "ETag"))));
    assertThat(EdfiClient.id(changed), is(EdfiClient.id(created)));
    assertThat(
        EdfiClient.header(created, "Location"),
        is(edfi.baseUrl() + "/data/v3/ed-fi/students/" + EdfiClient.id(created)));
    assertThat(
        edfi.records("students").toString(), is("{1=" + EdfiClient.student(1, "Bruno") + "}"));
    assertThat(edfi.district().timesPosted("students").toString(), is("{1=3}"));
    assertThat(
        edfi.posts().stream().map(EdfiPost::status).collect(Collectors.toList()),
        contains(201, 200, 200));
  }

  @Test
  void manyAtOnceCreateEachRecordOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        String body = EdfiClient.student(i % 50, "Name" + (char) ('a' + i / 50));
        statuses.add(threads.submit(() -> client.post("students", body).statusCode()));
      }
      int created = 0;
      for (Future<Integer> status : statuses) {
        created += status.get(30, TimeUnit.SECONDS) == 201 ? 1 : 0;
      }
      assertThat(created, is(50));
      assertThat(edfi.count("students"), is(50));
      assertThat(edfi.posts().size(), is(400));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aPutReplacesAndADeleteRemoves() throws Exception {
    String id = EdfiClient.id(client.post("students", EdfiClient.student(1)));
    assertThat(client.put("students", id, EdfiClient.student(1, "Celyn")).statusCode(), is(204));
    assertThat(edfi.records("students").get("1").path("firstName").asText(), is("Celyn"));
    String withId = EdfiClient.student(1, "Dario").replace("}", ",\"id\":\"" + id + "\"}");
    assertThat(client.put("students", id, withId).statusCode(), is(204));
    assertThat(
        refusal(client.put("students", id, withId.replace(id, "0f"))), is("400 bad-request:data"));
    assertThat(
        refusal(client.put("students", id, EdfiClient.student(2))),
        is("400 bad-request:data-validation-failed:key-change-not-supported"));
    assertThat(refusal(client.put("students", "0f", EdfiClient.student(1))), is("404 not-found"));
    assertThat(client.delete("students", id).statusCode(), is(204));
    assertThat(refusal(client.delete("students", id)), is("404 not-found"));
    assertThat(edfi.count("students"), is(0));
  }

  @Test
  void collectionsAreNeitherReplacedNorDeletedAndItemsNotPosted() throws Exception {
    assertThat(refusal(client.delete("students", "")), is("405 method-not-allowed"));
    String url = edfi.baseUrl() + "/data/v3/ed-fi/students";
    assertThat(
        refusal(client.send("PUT", url, EdfiClient.student(1))), is("405 method-not-allowed"));
    assertThat(
        refusal(client.send("POST", url + "/0f", EdfiClient.student(1))),
        is("405 method-not-allowed"));
    assertThat(
        refusal(client.send("PATCH", url + "/0f", EdfiClient.student(1))),
        is("405 method-not-allowed"));
  }

  @Test
  void anETagThatIsNotTheNewestIsRefused() throws Exception {
    HttpResponse<String> created = client.post("students", EdfiClient.student(1));
    String id = EdfiClient.id(created);
    String old = EdfiClient.header(created, "ETag");
    client.post("students", EdfiClient.student(1, "Dario"));
    client.with("If-Match", old);
    String modified = "412 optimistic-lock-failed";
    assertThat(refusal(client.post("students", EdfiClient.student(1, "Edda"))), is(modified));
    assertThat(refusal(client.put("students", id, EdfiClient.student(1, "Edda"))), is(modified));
    assertThat(refusal(client.delete("students", id)), is(modified));
    client.with("If-Match", "");
    String newest = EdfiClient.header(client.get("students/" + id), "ETag");
    client.with("If-Match", newest);
    assertThat(client.delete("students", id).statusCode(), is(204));
  }

  @Test
  void aReferenceToNothingIsRefusedByName() throws Exception {
    edfi.write(
        "gradeLevelDescriptors",
        "{\"namespace\":\"uri://a\",\"codeValue\":\"1\",\"shortDescription\":\"1\"}");
    edfi.write("students", EdfiClient.student(1));
    HttpResponse<String> refused =
        client.post(
            "studentSchoolAssociations",
            """
            {"studentReference":{"studentUniqueId":"1"},"schoolReference":{"schoolId":7},
             "entryDate":"2025-09-01","entryGradeLevelDescriptor":"uri://a#1"}""");
    assertThat(refusal(refused), is("409 data-conflict:unresolved-reference"));
    assertThat(
        EdfiClient.json(refused).path("detail").asText(),
        is("The referenced 'School' item does not exist."));
    assertThat(edfi.posts().get(0).key(), is("2025-09-01|7|1"));
  }

  @Test
  void aDescriptorThatDoesNotExistIsRefusedAtItsPath() throws Exception {
    HttpResponse<String> refused =
        client.post(
            "students",
            EdfiClient.student(1).replace("}", ",\"birthSexDescriptor\":\"uri://a#Other\"}"));
    assertThat(refusal(refused), is("400 bad-request:data-validation-failed"));
    assertThat(
        EdfiClient.json(refused).path("validationErrors").toString(),
        is("{\"$.birthSexDescriptor\":[\"SexDescriptor value 'uri://a#Other' does not exist.\"]}"));
  }

  @Test
  void whatOthersReferToIsNotDeleted() throws Exception {
    writeSamples();
    String student = EdfiClient.json(client.get("students?limit=1")).get(0).get("id").asText();
    HttpResponse<String> refused = client.delete("students", student);
    assertThat(refusal(refused), is("409 data-conflict:dependent-item-exists"));
    assertThat(
        EdfiClient.json(refused).path("detail").asText(),
        is(
            "The requested action cannot be performed because this item is referenced by an"
                + " existing 'StudentSchoolAssociation' item."));
    String term = EdfiClient.json(client.get("termDescriptors?limit=1")).get(0).get("id").asText();
    assertThat(
        refusal(client.delete("termDescriptors", term)),
        is("409 data-conflict:dependent-item-exists"));
  }

  @Test
  void peopleWithoutAnAssociationAreNotChangedWhereRelationshipsCount() throws Exception {
    try (EdfiSandbox strict =
        EdfiSandbox.start(EdfiSettings.defaults().withRelationshipAuthorization())) {
      for (SampleSet.Item item : SampleSet.of(1, 1).items()) {
        if (!item.resource().startsWith("student")) {
          strict.write(item.resource(), item.payload());
        }
      }
      EdfiClient own = EdfiClient.signedIn(strict);
      for (SampleSet.Item item : SampleSet.of(1, 1).items()) {
        if (item.resource().equals("students")) {
          assertThat(own.post("students", item.payload()).statusCode(), is(201));
          HttpResponse<String> again = own.post("students", item.payload());
          assertThat(refusal(again), is("403 security:authorization"));
          assertThat(
              EdfiClient.json(again).path("detail").asText(),
              is(
                  "Access to the requested data could not be authorized. Hint: You may need to"
                      + " create a corresponding 'StudentSchoolAssociation' item."));
        } else if (item.resource().equals("studentSchoolAssociations")) {
          assertThat(own.post(item.resource(), item.payload()).statusCode(), is(201));
        }
      }
      String student = SampleSet.text(strict.records("students").values().iterator().next());
      assertThat(own.post("students", student).statusCode(), is(200));
    }
  }

  @Test
  void aKeyChangeReachesAllThatRefersToIt() throws Exception {
    writeSamples();
    JsonNode session = EdfiClient.json(client.get("sessions?sessionName=Autumn%202026")).get(0);
    int school = session.path("schoolReference").path("schoolId").asInt();
    long events = events(school, "Autumn 2026");
    String body = edfi.records("sessions").get(school + "|2026|Autumn 2026").toString();
    assertThat(
        client
            .put("sessions", session.path("id").asText(), body.replace("Autumn 2026", "Fall"))
            .statusCode(),
        is(204));
    assertThat(edfi.records("sessions").containsKey(school + "|2026|Fall"), is(true));
    assertThat(events(school, "Autumn 2026"), is(0L));
    assertThat(events(school, "Fall"), is(events));
    assertThat(
        refusal(
            client.put(
                "sessions",
                session.path("id").asText(),
                body.replace("Autumn 2026", "Spring 2026"))),
        is("409 data-conflict:non-unique-identity"));
  }

  @Test
  void whatRefersToAMovedRecordStillGuardsIt() throws Exception {
    writeSamples();
    String key =
        edfi.records("studentSchoolAttendanceEvents").values().stream()
            .map(event -> event.path("sessionReference"))
            .map(at -> at.path("schoolId").asText() + "|2026|" + at.path("sessionName").asText())
            .findFirst()
            .orElseThrow();
    String body = edfi.records("sessions").get(key).toString();
    String name = key.substring(key.lastIndexOf('|') + 1);
    edfi.changeKey("sessions", key, body.replace(name, "Moved"));
    String moved =
        EdfiClient.json(client.get("sessions?sessionName=Moved")).get(0).path("id").asText();
    assertThat(
        refusal(client.delete("sessions", moved)), is("409 data-conflict:dependent-item-exists"));
  }

  private long events(int school, String session) {
    return edfi.records("studentSchoolAttendanceEvents").values().stream()
        .map(event -> event.path("sessionReference"))
        .filter(at -> at.path("schoolId").asInt() == school)
        .filter(at -> at.path("sessionName").asText().equals(session))
        .count();
  }

  @Test
  void schoolYearsAreThereAndReadOnly() throws Exception {
    assertThat(edfi.count("schoolYearTypes"), is(11));
    assertThat(
        refusal(
            client.post(
                "schoolYearTypes",
                "{\"schoolYear\":2031,\"currentSchoolYear\":false,\"schoolYearDescription\":\"-\"}")),
        is("403 security:authorization"));
  }

  @Test
  void writingFromATestRefusesWhatAPostWouldRefuse() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> edfi.write("students", "{}"));
    assertThat(
        refused.getMessage(),
        is(
            "the payload is not right at {$.studentUniqueId=[StudentUniqueId is required.],"
                + " $.firstName=[FirstName is required.],"
                + " $.lastSurname=[LastSurname is required.],"
                + " $.birthDate=[BirthDate is required.]}"));
  }
}
