package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeQueriesTest {

  private static final String SCHOOL = "88010001";

  private static EdfiSandbox withSamples(EdfiSettings settings) throws Exception {
    EdfiSandbox edfi = EdfiSandbox.start(settings);
    SampleSet.of(1, 4).items().forEach(item -> edfi.write(item.resource(), item.payload()));
    return edfi;
  }

  private static String period(String name) {
    return "{\"classPeriodName\":\""
        + name
        + "\",\"schoolReference\":{\"schoolId\":"
        + SCHOOL
        + "}}";
  }

  @Test
  void theNewestVersionGrowsWithEveryChangeAndOnlyThen() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      long before = edfi.newestChangeVersion();
      client.post("students", EdfiClient.student(1));
      client.post("students", EdfiClient.student(1));
      assertThat(
          client.fetch("/changeQueries/v1/availableChangeVersions").body(),
          is("{\"oldestChangeVersion\":0,\"newestChangeVersion\":" + (before + 1) + "}"));
      edfi.remove("students", "1");
      assertThat(edfi.newestChangeVersion(), is(before + 2));
    }
  }

  @Test
  void version5CapitalisesAndPutsTheYearInThePath() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_53_YEAR))) {
      EdfiClient client = EdfiClient.signedIn(edfi, Flavour.ODS_53_YEAR);
      assertThat(
          client.fetch("/changeQueries/v1/2026/availableChangeVersions").body(),
          is("{\"OldestChangeVersion\":0,\"NewestChangeVersion\":11}"));
      assertThat(client.fetch("/changeQueries/v1/availableChangeVersions").statusCode(), is(404));
      assertThat(client.get("students/keyChanges").statusCode(), is(404));
      client.post("students", EdfiClient.student(1));
      edfi.remove("students", "1");
      JsonNode deleted = EdfiClient.json(client.get("students/deletes")).get(0);
      assertThat(deleted.has("keyValues"), is(false));
    }
  }

  @Test
  void aWindowHasBothItsBounds() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      long first = edfi.newestChangeVersion() + 1;
      for (int i = 1; i <= 5; i++) {
        edfi.write("students", EdfiClient.student(i));
      }
      edfi.write("students", EdfiClient.student(2, "Changed"));
      assertThat(
          keys(
              client,
              "students?minChangeVersion=" + (first + 2) + "&maxChangeVersion=" + (first + 3)),
          is(List.of("3", "4")));
      assertThat(keys(client, "students?minChangeVersion=" + (first + 4)), is(List.of("2", "5")));
      assertThat(keys(client, "students?maxChangeVersion=" + (first + 1)), is(List.of("1")));
    }
  }

  @Test
  void aDeletionIsTold() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      String id = EdfiClient.id(client.post("students", EdfiClient.student(1)));
      client.delete("students", id);
      long version = edfi.newestChangeVersion();
      String told =
          "[{\"id\":\"%s\",\"changeVersion\":%d,\"keyValues\":{\"studentUniqueId\":\"1\"}}]"
              .formatted(id, version);
      assertThat(client.get("students/deletes").body(), is(told));
      assertThat(
          client.get("students/deletes?minChangeVersion=" + version + "&totalCount=true").body(),
          is(told));
      assertThat(client.get("students/deletes?minChangeVersion=" + (version + 1)).body(), is("[]"));
      edfi.write("students", EdfiClient.student(1));
      assertThat(client.get("students/deletes").body(), is(told));
    }
  }

  @Test
  void whatWasCreatedAgainCanBeLeftOut() throws Exception {
    try (EdfiSandbox edfi =
        EdfiSandbox.start(EdfiSettings.defaults().withoutRecreatedInDeletes())) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      edfi.write("students", EdfiClient.student(1));
      edfi.remove("students", "1");
      assertThat(EdfiClient.json(client.get("students/deletes")).size(), is(1));
      edfi.write("students", EdfiClient.student(1));
      assertThat(client.get("students/deletes").body(), is("[]"));
    }
  }

  @Test
  void keyChangesAreToldOncePerRecordWithFirstAndLastKey() throws Exception {
    try (EdfiSandbox edfi = withSamples(EdfiSettings.defaults())) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      long before = edfi.newestChangeVersion();
      edfi.changeKey("classPeriods", "Morning|" + SCHOOL, period("Noon"));
      edfi.changeKey("classPeriods", "Noon|" + SCHOOL, period("Evening"));
      JsonNode changes =
          EdfiClient.json(client.get("classPeriods/keyChanges?minChangeVersion=" + (before + 1)));
      assertThat(changes.size(), is(1));
      JsonNode change = changes.get(0);
      assertThat(
          change.path("oldKeyValues").toString(),
          is("{\"classPeriodName\":\"Morning\",\"schoolId\":" + SCHOOL + "}"));
      assertThat(
          change.path("newKeyValues").toString(),
          is("{\"classPeriodName\":\"Evening\",\"schoolId\":" + SCHOOL + "}"));
      assertThat(change.path("changeVersion").asLong(), is(before + 2));
      assertThat(keyOf(client, change.path("id").asText()), is("Evening"));
      assertThat(client.get("students/keyChanges").body(), is("[]"));
    }
  }

  @Test
  void aKeyChangeOfASessionIsAKeyChangeOfItsEvents() throws Exception {
    try (EdfiSandbox edfi = withSamples(EdfiSettings.defaults())) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      JsonNode at =
          edfi.records("studentSchoolAttendanceEvents")
              .values()
              .iterator()
              .next()
              .path("sessionReference");
      String name = at.path("sessionName").asText();
      String key = at.path("schoolId").asText() + "|2026|" + name;
      edfi.changeKey(
          "sessions", key, edfi.records("sessions").get(key).toString().replace(name, "New"));
      JsonNode changes = EdfiClient.json(client.get("studentSchoolAttendanceEvents/keyChanges"));
      assertThat(changes.get(0).path("oldKeyValues").path("sessionName").asText(), is(name));
      assertThat(changes.get(0).path("newKeyValues").path("sessionName").asText(), is("New"));
    }
  }

  @Test
  void aSnapshotStandsStillAndIsReadOnly() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      edfi.write("students", EdfiClient.student(1));
      client.with("Use-Snapshot", "true");
      assertThat(client.get("students").statusCode(), is(404));
      edfi.district().takeSnapshot();
      edfi.write("students", EdfiClient.student(2));
      edfi.remove("students", "1");
      assertThat(keys(client, "students"), is(List.of("1")));
      assertThat(client.get("students/deletes").body(), is("[]"));
      assertThat(client.post("students", EdfiClient.student(3)).statusCode(), is(405));
      client.with("Use-Snapshot", "");
      assertThat(keys(client, "students"), is(List.of("2")));
    }
  }

  private static String keyOf(EdfiClient client, String id) throws Exception {
    return EdfiClient.json(client.get("classPeriods/" + id)).path("classPeriodName").asText();
  }

  private static List<String> keys(EdfiClient client, String path) throws Exception {
    List<String> keys = new ArrayList<>();
    EdfiClient.json(client.get(path))
        .forEach(row -> keys.add(row.path("studentUniqueId").asText()));
    return keys;
  }
}
