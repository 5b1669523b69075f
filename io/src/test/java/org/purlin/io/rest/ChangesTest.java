package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.Answer;

/** What is found out about rows that differ from those landed before. */
@Timeout(60)
class ChangesTest {

  @TempDir Path directory;
  private Reading reading;

  @BeforeEach
  void open() throws IOException {
    reading = new Reading(directory);
  }

  @AfterEach
  void close() {
    reading.close();
  }

  private List<String> changes(int run) throws IOException {
    return reading.rows("things_changes", "all/run-" + run).stream()
        .map(
            row ->
                String.join(
                    "|",
                    row.path("window").asText(),
                    row.path("change").asText(),
                    row.path("image").asText(),
                    row.path("row").path("id").asText(),
                    row.path("row").path("name").asText()))
        .sorted()
        .toList();
  }

  private TableResult.Changes read(String... things) throws IOException {
    reading.changes = true;
    reading.api.at("/things", List.of(things));
    return reading.readOne(Things.things()).tables().get(0).changes();
  }

  @Test
  void addedModifiedAndRemovedRowsAreLandedBesideTheTable() throws IOException {
    TableResult.Changes first =
        read(
            MadeUpApi.thing("same", "Same"),
            MadeUpApi.thing("other", "Old"),
            MadeUpApi.thing("gone", "Gone"));
    TableResult.Changes second =
        read(
            MadeUpApi.thing("more", "More"),
            MadeUpApi.thing("other", "New"),
            MadeUpApi.thing("same", "Same"));

    assertThat(first, is(nullValue()));
    assertThat(reading.isPublished("things_changes", "all/run-1"), is(false));
    assertThat(second, is(new TableResult.Changes(1, 1, 1)));
    assertThat(
        changes(2),
        contains(
            "all|added|after|more|More",
            "all|modified|after|other|New",
            "all|modified|before|other|Old",
            "all|removed|before|gone|Gone"));
    JsonNode added =
        reading.rows("things_changes", "all/run-2").stream()
            .filter(row -> row.path("change").asText().equals("added"))
            .findFirst()
            .orElseThrow();
    assertThat(added.path("_row_hash"), is(added.path("row").path("_row_hash")));
    assertThat(added.path("_run_id").asText(), is("run-2"));
    assertThat(added.path("_loaded_at").asText(), is("2026-02-03T04:05:06.789Z"));
  }

  @Test
  void nothingIsLandedWhenNothingChanged() throws IOException {
    read(MadeUpApi.thing("a", "A"), MadeUpApi.thing("b", "B"));

    TableResult.Changes second = read(MadeUpApi.thing("b", "B"), MadeUpApi.thing("a", "A"));

    assertThat(second, is(new TableResult.Changes(0, 0, 0)));
    assertThat(reading.isPublished("things_changes", "all/run-2"), is(false));
  }

  @Test
  void aWindowThatFailsHasNoChanges() throws IOException {
    read(MadeUpApi.thing("a", "A"));
    reading.api.at("/things", request -> Answer.json(404, "{}"));

    assertThat(reading.readOne(Things.things()).tables().get(0).changes(), is(nullValue()));
    assertThat(reading.things(), contains("a"));
  }

  @Test
  void withoutBeingAskedForNothingIsCompared() throws IOException {
    read(MadeUpApi.thing("a", "A"));
    reading.changes = false;
    reading.api.at("/things", List.of());

    assertThat(reading.readOne(Things.things()).tables().get(0).changes(), is(nullValue()));
    assertThat(reading.isPublished("things_changes", "all/run-2"), is(false));
  }

  @Test
  void aRunThatIsKilledBeforeItsChangesAreThereLeavesThemToBeFoundAgain() throws IOException {
    read(MadeUpApi.thing("a", "Old"));
    reading.api.at("/things", List.of(MadeUpApi.thing("a", "New")));
    Path inTheWay = Files.writeString(directory.resolve("out/things_changes"), "no directory");
    reading.fail(reading.source(Things.things()));

    assertThat(reading.rows("things", "all", "name"), contains("Old"));

    Files.delete(inTheWay);
    TableResult.Changes again = read(MadeUpApi.thing("a", "New"));

    assertThat(again, is(new TableResult.Changes(0, 1, 0)));
    assertThat(changes(3), contains("all|modified|after|a|New", "all|modified|before|a|Old"));
  }

  @Test
  void whatAnEarlierRunWasAllowedToLandIsNotInTheRowsOfBefore() throws IOException {
    reading.changes = true;
    reading.allowed = Set.of(RestRun.ALL);
    RestResource things = RestResource.at("things", "/things").into(Things.personal());
    reading.api.at(
        "/things",
        List.of(
            "{\"id\":\"gone\",\"name\":\"Ada Secret\",\"facts\":[1.0e25,\"\\\"\"]}",
            "{\"id\":\"new\",\"name\":\"Ben Secret\",\"facts\":1,\"more\":\"Ben Secret\"}"));
    reading.readOne(things);
    String gone = reading.lines("things", "all").get(0);
    reading.allowed = Set.of();
    reading.api.at("/things", List.of("{\"id\":\"new\",\"name\":\"Ben Secret\",\"facts\":2}"));

    WindowResult result = reading.readOne(things);

    assertThat(result.tables().get(0).changes(), is(new TableResult.Changes(0, 1, 1)));
    assertThat(reading.everythingIn("out"), not(containsString("Secret")));
    assertThat(
        String.join("\n", reading.lines("things_changes", "all/run-2")),
        containsString("\"row\":" + gone.replace("\"Ada Secret\"", "null") + ","));
  }
}
