package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.sandbox.Answer;

/** What becomes of rows that were landed before. */
@Timeout(60)
class MergeTest {

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

  private static String thing(String id, String name, String day) {
    return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"day\":\"" + day + "\"}";
  }

  private static RestResource onShelves(Merge merge, String... shelves) {
    return RestResource.at("things", "/shelves/{shelf}/things")
        .startingWith(Stream.of(shelves).map(shelf -> Map.of("shelf", shelf)).toList())
        .into(Things.table("things").filling("shelf", "{shelf}").merging(merge));
  }

  private void shelf(String name, String... things) {
    reading.api.at("/shelves/" + name + "/things", List.of(things));
  }

  private List<String> rows(String... columns) throws IOException {
    return reading.rows("things", "all", columns).stream().sorted().toList();
  }

  @Test
  void rowsThatShouldStayAndAreGoneEndTheRunWithAWayOut() throws IOException {
    shelf("a", MadeUpApi.thing("a1", "Old"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a"));
    Path window = reading.directory.resolve("out/things/all");
    try (Stream<Path> files = Files.list(window)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
        Files.delete(file);
      }
    }

    Exception failure =
        assertThrows(
            Exception.class, () -> reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a")));

    assertThat(failure.toString(), containsString("move its directory away"));
  }

  @Test
  void rowsOfUnitsThatFailedOrWereNotAskedForStay() throws IOException {
    shelf("a", MadeUpApi.thing("a1", "Old"), MadeUpApi.thing("a2", "Old"));
    shelf("b", MadeUpApi.thing("b1", "Old"));
    shelf("c", MadeUpApi.thing("c1", "Old"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a", "b", "c"));
    shelf("a", MadeUpApi.thing("a1", "New"));
    reading.api.at("/shelves/b/things", request -> Answer.json(404, "{}"));

    WindowResult result = reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a", "b"));

    assertThat(
        rows("id", "name", "shelf", "_run_id"),
        contains("a1|New|a|run-2", "b1|Old|b|run-1", "c1|Old|c|run-1"));
    assertThat(result.how(), is(How.PARTIAL));
    assertThat(
        result.why(), is("1 of 2 could not be read, for example /shelves/b/things: status 404"));
    TableResult table = result.tables().get(0);
    assertThat(table.landed(), is(1L));
    assertThat(table.kept(), is(2L));
    assertThat(table.rows(), is(3L));
  }

  @Test
  void aUnitWithoutRecordsLosesItsRows() throws IOException {
    shelf("a", MadeUpApi.thing("a1", "Old"));
    shelf("b", MadeUpApi.thing("b1", "Old"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a", "b"));
    shelf("a");

    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a"));

    assertThat(rows("id"), contains("b1"));
  }

  @Test
  void aRowThatMovedFromOneUnitToAnotherIsThereOnce() throws IOException {
    shelf("a", MadeUpApi.thing("x", "On a"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a"));
    shelf("b", MadeUpApi.thing("x", "On b"));

    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "b"));

    assertThat(rows("id", "name"), contains("x|On b"));
  }

  @Test
  void earlierDaysStayAsTheyWereLandedExceptOfNewUnits() throws IOException {
    Merge merge = Merge.replaceUnitsSince("shelf", "day", LocalDate.parse("2026-01-10"));
    shelf("a", thing("a1", "Old", "2026-01-01"), thing("a2", "Old", "2026-01-10"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a"));
    shelf("a", thing("a1", "New", "2026-01-01"), thing("a3", "New", "2026-01-12"));
    shelf("b", thing("b1", "New", "2026-01-01"));

    WindowResult result = reading.readOne(onShelves(merge, "a", "b"));

    assertThat(
        rows("id", "name", "day"),
        contains("a1|Old|2026-01-01", "a3|New|2026-01-12", "b1|New|2026-01-01"));
    TableResult table = result.tables().get(0);
    assertThat(table.older(), is(1L));
    assertThat(table.landed(), is(2L));
    assertThat(table.kept(), is(1L));
    assertThat(table.read(), is(table.landed() + table.older()));
  }

  @Test
  void withoutAFirstDayAllDaysAreReplaced() throws IOException {
    shelf("a", thing("a1", "Old", "2026-01-01"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a"));
    shelf("a", thing("a2", "New", "2025-01-01"));

    reading.readOne(onShelves(Merge.replaceUnitsSince("shelf", "day", null), "a"));

    assertThat(rows("id"), contains("a2"));
  }

  @Test
  void byKeyOnlyWhatChangedIsReplacedAndWhatDidNotComeStays() throws IOException {
    RestResource things = Things.things().into(Things.table("by_key").merging(Merge.replaceKeys()));
    reading.api.at(
        "/things",
        List.of(
            MadeUpApi.thing("same", "Same"),
            MadeUpApi.thing("new", "Old"),
            MadeUpApi.thing("gone", "Gone")));
    reading.readOne(things);
    reading.api.at(
        "/things",
        List.of(
            MadeUpApi.thing("same", "Same"),
            MadeUpApi.thing("new", "New"),
            MadeUpApi.thing("more", "More")));

    WindowResult result = reading.readOne(things);

    assertThat(
        reading.rows("by_key", "all", "id", "name", "_run_id").stream().sorted().toList(),
        contains("gone|Gone|run-1", "more|More|run-2", "new|New|run-2", "same|Same|run-1"));
    TableResult table = result.tables().get(1);
    assertThat(table.unchanged(), is(1L));
    assertThat(table.landed(), is(2L));
    assertThat(table.kept(), is(2L));
    assertThat(table.rows(), is(4L));
    assertThat(
        reading.rows("things", "all", "id").stream().sorted().toList(),
        contains("more", "new", "same"));
  }

  @Test
  void whereAllIsReplacedOneFailureLeavesTheWindowAsItWas() throws IOException {
    shelf("a", MadeUpApi.thing("a1", "Old"));
    shelf("b", MadeUpApi.thing("b1", "Old"));
    reading.readOne(onShelves(Merge.replaceAll(), "a", "b"));
    shelf("a", MadeUpApi.thing("a1", "New"));
    reading.api.at("/shelves/b/things", request -> Answer.json(404, "{}"));

    WindowResult result = reading.readOne(onShelves(Merge.replaceAll(), "a", "b"));

    assertThat(rows("id", "name"), contains("a1|Old", "b1|Old"));
    assertThat(result.how(), is(How.FAILED));
    assertThat(result.tables().get(0).read(), is(1L));
    assertThat(result.tables().get(0).kept(), is(2L));
  }

  @Test
  void anOldFileThatWasChangedByHandIsNotTrusted() throws IOException {
    shelf("a", MadeUpApi.thing("a1", "Old"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a"));
    Path file;
    try (Stream<Path> files = Files.list(directory.resolve("out/things/all"))) {
      file = files.filter(one -> one.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
    Files.writeString(file, "{\"id\":\"Ada Secret\"\n");
    shelf("b", MadeUpApi.thing("b1", "New"));

    Throwable failure = reading.fail(reading.source(onShelves(Merge.replaceUnits("shelf"), "b")));

    assertThat(
        failure.getMessage(),
        allOf(
            endsWith(
                " is gone or not as it was published. Put it back, or move its directory away:"
                    + " then all of it is landed anew."),
            not(containsString("Ada"))));
  }

  @Test
  void daysThatWereNeverLandedAreLandedAlthoughTheyAreOlderAndADayThatIsLandedStays()
      throws IOException {
    shelf("a", thing("a1", "Old", "2026-01-01"));
    reading.readOne(onShelves(Merge.replaceUnits("shelf"), "a"));
    shelf(
        "a",
        thing("a1", "New", "2026-01-01"),
        thing("a2", "New", "2026-01-01"),
        thing("a3", "New", "2026-01-12"),
        thing("a4", "New", "2026-01-21"));

    WindowResult result =
        reading.readOne(
            onShelves(Merge.replaceUnitsSince("shelf", "day", LocalDate.parse("2026-01-20")), "a"));

    assertThat(
        rows("id", "name", "day"),
        contains("a1|Old|2026-01-01", "a3|New|2026-01-12", "a4|New|2026-01-21"));
    TableResult table = result.tables().get(0);
    assertThat(table.older(), is(2L));
    assertThat(table.landed(), is(2L));
    assertThat(table.kept(), is(1L));
  }

  /** Five things are landed; then reading is stopped after the first two. */
  private WindowResult readAndStop(Merge merge) throws IOException {
    RestResource things = onShelves(merge, "a").paged(Paging.offset("skip", "limit", 2));
    reading.api.at(
        "/shelves/a/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 5)));
    reading.readOne(things);
    reading.api.at(
        "/shelves/a/things",
        request ->
            MadeUpApi.number(request, "skip") == 0
                ? MadeUpApi.page(
                    List.of(MadeUpApi.thing("t1", "New"), MadeUpApi.thing("t2", "New")))
                : Answer.json(400, "{}"));
    WindowResult result =
        reading.readOne(
            reading
                .source(things)
                .judging(
                    reply ->
                        reply.status() == 400
                            ? Verdict.stopped("no more requests today")
                            : Verdict.good()));
    assertThat(result.why(), is("/shelves/a/things?limit=2&skip=2: no more requests today"));
    return result;
  }

  @Test
  void ofAUnitThatWasReadInPartTheRowsOfBeforeStayToo() throws IOException {
    WindowResult result = readAndStop(Merge.replaceUnits("shelf"));

    assertThat(result.how(), is(How.PARTIAL));
    assertThat(
        rows("id", "name"), contains("t1|New", "t2|New", "t3|Thing 3", "t4|Thing 4", "t5|Thing 5"));
    assertThat(result.tables().get(0).landed(), is(2L));
    assertThat(result.tables().get(0).kept(), is(3L));
  }

  @Test
  void aReadThatWasStoppedDoesNotTakeThePlaceOfAWholeWindow() throws IOException {
    WindowResult result = readAndStop(Merge.replaceAll());

    assertThat(result.how(), is(How.FAILED));
    assertThat(
        rows("id", "name"),
        contains("t1|Thing 1", "t2|Thing 2", "t3|Thing 3", "t4|Thing 4", "t5|Thing 5"));
    assertThat(result.tables().get(0).landed(), is(0L));
    assertThat(result.tables().get(0).kept(), is(5L));
  }

  private static RestResource personal(String... shelves) {
    return RestResource.at("things", "/shelves/{shelf}/things")
        .startingWith(Stream.of(shelves).map(shelf -> Map.of("shelf", shelf)).toList())
        .into(Things.personal().filling("shelf", "{shelf}").merging(Merge.replaceUnits("shelf")));
  }

  @Test
  void whatAnEarlierRunWasAllowedToLandDoesNotStayInRowsThatAreKept() throws IOException {
    shelf("a");
    shelf(
        "b",
        "{\"id\":\"b1\",\"name\":\"Ada \\\"Secret\\\" \\u00fc\",\"facts\":[1.0e25,{\"x\":\"\\n\\\\\"}],"
            + "\"more\":{\"of\":\"Ada Secret\"}}");
    reading.allowed = Set.of(RestRun.ALL);
    reading.readOne(personal("a", "b"));
    String before = reading.lines("things", "all").get(0);
    assertThat(before, containsString("\"_extra\":{\"more\":{\"of\":\"Ada Secret\"}}"));
    reading.allowed = Set.of();

    WindowResult result = reading.readOne(personal("a"));

    assertThat(
        reading.lines("things", "all"),
        contains(
            before
                .replaceFirst("\"name\":\".*\",\"facts\"", "\"name\":null,\"facts\"")
                .replaceFirst("\"_extra\":.*", "\"_extra\":null}")));
    assertThat(reading.everythingIn("out"), not(containsString("Ada")));
    assertThat(result.tables().get(0).kept(), is(1L));
  }

  @Test
  void whatThisRunMayLandStaysInRowsThatAreKept() throws IOException {
    shelf("a");
    shelf("b", MadeUpApi.thing("b1", "Ada Secret"));
    reading.allowed = Set.of("name");
    reading.readOne(personal("a", "b"));
    List<String> before = reading.lines("things", "all");

    reading.readOne(personal("a"));

    assertThat(reading.lines("things", "all"), is(before));
    assertThat(before.get(0), containsString("Ada Secret"));
  }
}
