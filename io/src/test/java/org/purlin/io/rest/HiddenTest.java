package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** Variables that single out a person, and variables with anything in them. */
@Timeout(60)
class HiddenTest {

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

  private static final String ADA = "ada-4711";

  /** Its path names a person; the rows do not. */
  private static RestResource ofPersons(String... persons) {
    return RestResource.at("things", "/persons/{person}/things")
        .startingWith(Stream.of(persons).map(person -> Map.of("person", person)).toList())
        .into(
            RestTable.of(
                new Table(
                    "things",
                    List.of(
                        Column.of("id", ColumnType.STRING, "Names it."),
                        Column.lineage("_run_id", ColumnType.STRING, "The run that read it."),
                        Column.lineage(Table.EXTRA, ColumnType.JSON, "What has no column.")),
                    "id",
                    null,
                    List.of()),
                Things.DATA,
                "id"));
  }

  private void assertHidden(List<WindowResult> windows) throws IOException {
    assertThat(windows.toString(), not(containsString("4711")));
    assertThat(reading.everythingIn("out"), not(containsString("4711")));
    assertThat(reading.everythingIn("state"), not(containsString("4711")));
    assertThat(reading.everythingIn("proof-1.json"), not(containsString("4711")));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 403, 503})
  void whateverIsAnsweredNobodyIsNamed(int status) throws IOException {
    reading.api.at(
        "/persons/" + ADA + "/things",
        request -> Answer.json(status, "{\"data\":[{\"id\":\"t1\"}],\"who\":\"" + ADA + "\"}"));

    List<WindowResult> windows =
        reading.read(
            reading
                .source(ofPersons(ADA).putOffOn(Set.of(403), Duration.ofMillis(1)).resumed())
                .hiding("person"));

    assertHidden(windows);
    assertThat(
        reading.log("shop_calls", "url_path").get(0),
        is("/persons/" + Hashes.shown(ADA) + "/things"));
    assertThat(reading.asked().get(0), is("/persons/" + ADA + "/things"));
  }

  @Test
  void nobodyIsNamedWhenThereIsNoAnswerOrNoJson() throws IOException {
    reading.api.at("/persons/" + ADA + "/things", request -> Answer.text(200, ADA));
    reading.server.faults().add(request -> true, Fault.reset().times(2));
    assertHidden(reading.read(reading.source(ofPersons(ADA)).hiding("person")));
  }

  @Test
  void anExceptionNamesNobody() throws IOException {
    reading.api.at("/persons/" + ADA + "/things", request -> Answer.json(401, "{}"));

    Throwable failure = reading.fail(reading.source(ofPersons(ADA)).hiding("person"));

    assertThat(failure.getMessage(), is("/persons/" + Hashes.shown(ADA) + "/things: status 401"));
  }

  @Test
  void idsOfABatchThatAreBadOrMissingAreNotNamed() throws IOException {
    reading.api.at(
        "/details",
        request ->
            request.parameter("ids").orElseThrow().contains(ADA)
                ? Answer.json(400, "{}")
                : MadeUpApi.page(List.of()));

    List<WindowResult> windows =
        reading.read(
            reading
                .source(
                    RestResource.at("details", "/details")
                        .query("ids", "{ids}")
                        .startingWithBatchesOf(2, "ids", List.of(ADA, "ben-4711"))
                        .expecting("id")
                        .halvedOn(Set.of(400))
                        .into(Things.table("things")))
                .hiding("ids"));

    assertHidden(windows);
    assertThat(
        reading.log("shop_rejected", "record"),
        contains(Hashes.shown(ADA), Hashes.shown("ben-4711")));
  }

  @Test
  void aFollowingPageOfAPersonIsNotNamedEither() throws IOException {
    reading.api.at(
        "/persons/" + ADA + "/things",
        request ->
            MadeUpApi.page(List.of("{\"id\":\"t1\"}"))
                .with("Link", "</persons/" + ADA + "/gone>; rel=next"));

    assertHidden(
        reading.read(reading.source(ofPersons(ADA).paged(Paging.link())).hiding("person")));
  }

  @Test
  void whateverAVariableHoldsItStaysInItsPlace() throws IOException {
    Map<String, String> asWindow =
        Map.of(
            "../../etc", "..%2F..%2Fetc",
            "..", "%2E%2E",
            ".", "%2E",
            "", "_",
            "a b", "a%20b",
            "50%", "50%25",
            "ü/ß?#&=", "%C3%BC%2F%C3%9F%3F%23%26%3D",
            "{shelf}", "%7Bshelf%7D",
            "$1\\", "%241%5C",
            "*", "%2A");
    asWindow.forEach(
        (value, text) -> reading.api.at("/shelves/" + text + "/things", MadeUpApi.things(1, 1)));

    List<WindowResult> windows =
        reading.read(
            reading.source(
                Things.onShelves(asWindow.keySet().toArray(String[]::new))
                    .query("shelf", "{shelf}")
                    .window("w/{shelf}")));

    assertThat(windows, hasSize(asWindow.size()));
    for (Map.Entry<String, String> value : asWindow.entrySet()) {
      assertThat(
          value.getKey(),
          reading.rows("things", "w/" + value.getValue(), "id", "shelf"),
          contains("t1|" + value.getKey()));
      assertThat(
          Files.isDirectory(directory.resolve("out/things/w").resolve(value.getValue())), is(true));
      assertThat(
          reading.server.requests().stream()
              .filter(seen -> seen.path().equals("/shelves/" + value.getValue() + "/things"))
              .map(seen -> seen.parameters().getOrDefault("shelf", ""))
              .toList(),
          contains(value.getKey()));
    }
  }

  @Test
  void whatTravelsBetweenStepsDoesNotShowVariables() {
    Unit unit = Unit.of(ofPersons(ADA), Map.of("person", ADA));
    Piece.Read read =
        new Piece.Read(
            unit.order(),
            ADA,
            Map.of(),
            List.of(),
            List.of(),
            1,
            7,
            null,
            0,
            List.of(),
            null,
            false);

    assertThat(unit.toString(), is("unit of things"));
    assertThat(new Lane(List.of(unit)).toString(), is("Lane[units=[unit of things]]"));
    assertThat(read.toString(), is("unit with 7 records"));
  }
}
