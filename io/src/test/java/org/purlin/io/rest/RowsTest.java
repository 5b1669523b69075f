package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.sandbox.Answer;
import org.purlin.transforms.rest.RecordPath;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** How records become rows, and what becomes of those that cannot. */
@Timeout(60)
class RowsTest {

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

  @Test
  void aRowSaysWhereItComesFrom() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 3)));

    reading.readOne(Things.things().paged(Paging.offset("skip", "limit", 2)));

    JsonNode row = reading.rows("things", "all").get(2);
    assertThat(
        row.toString(),
        is(
            "{\"id\":\"t3\",\"name\":\"Thing 3\",\"day\":null,\"shelf\":null,\"_page\":2,\"_url\":\""
                + reading.server.url()
                + "/things?limit=2&skip=2\",\"_run_id\":\"run-1\",\"_loaded_at\":\""
                + "2026-02-03T04:05:06.789Z\",\"_row_hash\":\""
                + row.path("_row_hash").asText()
                + "\",\"_extra\":null}"));
    assertThat(row.path("_row_hash").asText(), matchesPattern("[0-9a-f]{64}"));
  }

  @Test
  void theHashIsOfWhatWasReadAndNotOfWhenAndWhere() throws IOException {
    reading.api.at("/things", List.of("{\"id\":\"a\",\"name\":\"A\",\"more\":[1,{\"b\":1.0}]}"));
    reading.readOne(Things.things());
    String first = reading.rows("things", "all", "_row_hash").get(0);
    reading.now = Instant.parse("2026-02-04T00:00:00Z");
    reading.api.at("/things", List.of("{\"more\":[1,{\"b\":1.0}],\"name\":\"A\",\"id\":\"a\"}"));
    reading.readOne(Things.things().query("other", "query"));
    String second = reading.rows("things", "all", "_row_hash").get(0);
    reading.api.at("/things", List.of("{\"id\":\"a\",\"name\":\"B\",\"more\":[1,{\"b\":1.0}]}"));
    reading.readOne(Things.things());
    String third = reading.rows("things", "all", "_row_hash").get(0);

    assertThat(second, is(first));
    assertThat(third, is(not(first)));
  }

  @Test
  void columnsThatMeanNothingMayBeLeftOutOfTheHash() throws IOException {
    RestResource things =
        RestResource.at("things", "/things").into(Things.table("things").notHashing("day"));
    reading.api.at("/things", List.of("{\"id\":\"a\",\"day\":\"2026-01-01\"}"));
    reading.readOne(things);
    String first = reading.rows("things", "all", "_row_hash").get(0);
    reading.api.at("/things", List.of("{\"id\":\"a\",\"day\":\"2026-01-02\"}"));
    reading.readOne(things);

    assertThat(reading.rows("things", "all", "_row_hash"), contains(first));
    assertThat(reading.rows("things", "all", "day"), contains("2026-01-02"));
  }

  @Test
  void theFirstOfRowsThatShareAKeyIsKeptAndTheOthersAreCounted() throws IOException {
    List<String> moving = new ArrayList<>(MadeUpApi.things(1, 3));
    moving.add(2, MadeUpApi.thing("t2", "Again"));
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", moving));

    WindowResult result = reading.readOne(Things.things().paged(Paging.offset("skip", "limit", 2)));

    assertThat(
        reading.rows("things", "all", "id", "name"),
        contains("t1|Thing 1", "t2|Thing 2", "t3|Thing 3"));
    TableResult table = result.tables().get(0);
    assertThat(table.read(), is(4L));
    assertThat(table.duplicates(), is(1L));
    assertThat(table.landed(), is(3L));
  }

  @Test
  void aRecordThatIsNoRowIsRejectedWithItsPlaceAndReasonAndItsNeighboursLand() throws IOException {
    reading.api.at(
        "/things",
        List.of(
            MadeUpApi.thing("a", "A"),
            "{\"name\":\"Ada Secret\"}",
            "\"Ada Secret\"",
            MadeUpApi.thing("b", "B")));

    WindowResult result = reading.readOne(Things.things());

    assertThat(reading.things(), contains("a", "b"));
    assertThat(result.how(), is(How.WHOLE));
    assertThat(result.tables().get(0).rejected(), is(2L));
    assertThat(
        result.rejects(),
        is(Map.of("id is missing or no text", 1L, "expected a record, but there is a text", 1L)));
    assertThat(result.rejectedAt(), contains("/things, /data/1", "/things, /data/2"));
    assertThat(
        reading.log("shop_rejected", "resource", "table", "record", "reason", "url_path", "_page"),
        contains(
            "things|things|/data/1|id is missing or no text|/things|1",
            "things|things|/data/2|expected a record, but there is a text|/things|1"));
    assertThat(reading.everythingIn("out"), not(containsString("Ada")));
  }

  @Test
  void whatHasNoColumnIsKeptAndCounted() throws IOException {
    reading.api.at("/things", List.of("{\"id\":\"a\",\"name\":7,\"colour\":\"red\"}"));

    WindowResult result = reading.readOne(Things.things());

    assertThat(
        reading.rows("things", "all").get(0).path("_extra").path("colour").asText(), is("red"));
    assertThat(result.tables().get(0).newKeys(), is(Map.of("colour", 1L)));
  }

  @Test
  void recordsInsideRecordsBecomeATableOfTheirOwn() throws IOException {
    reading.api.at(
        "/things",
        List.of(
            "{\"id\":\"a\",\"parts\":[{\"part\":\"x\"},{\"part\":\"y\"}]}",
            "{\"id\":\"b\",\"parts\":[]}"));
    Table parts =
        new Table(
            "parts",
            List.of(
                Column.of("thing", ColumnType.STRING, "Whose.").from("^id"),
                Column.of("part", ColumnType.STRING, "Which."),
                Column.lineage(Table.EXTRA, ColumnType.JSON, "What has no column.")),
            "part",
            null,
            List.of());

    WindowResult result =
        reading.readOne(
            RestResource.at("things", "/things")
                .records(Things.DATA)
                .into(Things.table("things").without("parts"))
                .into(
                    RestTable.of(
                        parts, RecordPath.of("data", "*", "parts", "*"), "thing", "part")));

    assertThat(reading.things(), contains("a", "b"));
    assertThat(reading.rows("things", "all", "_extra"), contains("null", "null"));
    assertThat(reading.rows("parts", "all", "thing", "part"), contains("a|x", "a|y"));
    assertThat(result.records(), is(2L));
  }

  @Test
  void aValueOfTheFirstPageAndAUnitsOwnFillColumns() throws IOException {
    reading.api.at(
        "/things",
        request ->
            Answer.json(
                200,
                MadeUpApi.json(
                    List.of(MadeUpApi.thing("p" + MadeUpApi.number(request, "skip"), "P")),
                    ",\"status\":{\"at\":\"now " + MadeUpApi.number(request, "skip") + "\"}")));

    reading.readOne(
        RestResource.at("things", "/things")
            .paged(Paging.offset("skip", "limit", 1).upTo(2))
            .startingWith(List.of(Map.of("kind", "big")))
            .capturing("at", "/status/at")
            .into(Things.table("things").filling("shelf", "{kind} {at}")));

    assertThat(
        reading.rows("things", "all", "id", "shelf"), contains("p0|big now 0", "p1|big now 0"));
  }

  @Test
  void textsForUsersAreHandedOn() throws IOException {
    reading.api.at(
        "/things",
        request ->
            Answer.json(200, MadeUpApi.json(List.of(), ",\"notice\":\"This ends in March.\"")));

    WindowResult result = reading.readOne(Things.things().noticeAt("/notice"));

    assertThat(result.notices(), contains("This ends in March."));
  }

  @Test
  void allRecordsOfAUnitMayBeLookedAtBeforeTheyAreWritten() throws IOException {
    reading.api.at("/things", MadeUpApi.things(1, 3));

    reading.readOne(
        Things.things()
            .edited(records -> records.get(0).put("name", "First of " + records.size())));

    assertThat(reading.rows("things", "all", "name"), contains("First of 3", "Thing 2", "Thing 3"));
  }

  @Test
  void eachRequestIsARowOfTheTableOfCalls() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 3)));

    reading.readOne(Things.things().paged(Paging.offset("skip", "limit", 2)));

    assertThat(
        reading.log(
            "shop_calls",
            "resource",
            "url_path",
            "http_status",
            "attempts",
            "rows",
            "error",
            "_run_id"),
        contains(
            "things|/things?limit=2&skip=0|200|1|2|null|run-1",
            "things|/things?limit=2&skip=2|200|1|1|null|run-1"));
  }

  @Test
  void rowsOfAListThatIsLookedAtWholeSayTheirOwnPageAndAddress() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 3)));

    reading.readOne(Things.things().paged(Paging.offset("skip", "limit", 2)).edited(records -> {}));

    String url = reading.server.url() + "/things?limit=2&skip=";
    assertThat(
        reading.rows("things", "all", "id", "_page", "_url"),
        contains("t1|1|" + url + "0", "t2|1|" + url + "0", "t3|2|" + url + "2"));
  }
}
