package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.sandbox.Answer;
import org.purlin.transforms.rest.RecordPath;

/** What is asked for each record of another resource. */
@Timeout(60)
class ChildrenTest {

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

  private void shelves(String... names) {
    reading.api.at(
        "/shelves", Stream.of(names).map(name -> MadeUpApi.thing(name, "Shelf")).toList());
  }

  private void shelf(String name, String... things) {
    reading.api.at(
        "/shelves/" + name + "/things",
        Stream.of(things).map(thing -> MadeUpApi.thing(thing, "Thing")).toList());
  }

  @Test
  void eachRecordThatCountsIsAskedForDownToTheLastLevel() throws IOException {
    reading.api.at(
        "/shelves",
        List.of(
            "{\"id\":\"a\",\"open\":true}",
            "{\"id\":\"b\",\"open\":false}",
            "{\"id\":\" c \",\"open\":true}",
            "{\"id\":\"d\",\"name\":null,\"open\":true}"));
    shelf("a", "a1", "a2");
    shelf("c", "c1");
    shelf("d");
    for (String thing : List.of("a1", "a2", "c1")) {
      reading.api.at("/parts/" + thing, List.of(MadeUpApi.thing(thing + "-x", "Part")));
    }

    List<WindowResult> windows =
        reading.read(
            Things.shelves(),
            RestResource.at("things", "/shelves/{shelf}/things")
                .forEach(
                    "shelves", Map.of("shelf", "id"), record -> record.path("open").asBoolean())
                .into(Things.table("things").filling("shelf", "{shelf}")),
            RestResource.at("parts", "/parts/{thing}")
                .forEach("things", "thing", "id")
                .window("{shelf}")
                .into(Things.table("parts").filling("shelf", "{shelf}/{thing}")));

    assertThat(
        reading.asked(),
        containsInAnyOrder(
            "/shelves",
            "/shelves/a/things",
            "/shelves/c/things",
            "/shelves/d/things",
            "/parts/a1",
            "/parts/a2",
            "/parts/c1"));
    assertThat(reading.rows("things", "all", "id", "shelf"), contains("a1|a", "a2|a", "c1|c"));
    assertThat(reading.rows("parts", "a", "id", "shelf"), contains("a1-x|a/a1", "a2-x|a/a2"));
    assertThat(reading.rows("parts", "c", "id", "shelf"), contains("c1-x|c/c1"));
    // Nobody is not the same as nobody asked.
    assertThat(reading.rows("parts", "d"), is(empty()));
    assertThat(windows.stream().allMatch(window -> window.how() == How.WHOLE), is(true));
  }

  @Test
  void aRecordWithoutTheFieldIsNotAskedFor() throws IOException {
    reading.api.at("/shelves", List.of("{\"id\":\"a\",\"key\":\"a\"}", "{\"id\":\"b\"}"));
    shelf("a", "a1");

    reading.read(
        Things.shelves(),
        RestResource.at("things", "/shelves/{shelf}/things")
            .forEach("shelves", "shelf", "key")
            .into(Things.table("things")));

    assertThat(reading.asked(), contains("/shelves", "/shelves/a/things"));
  }

  @Test
  void whenNobodyIsLeftTheWindowIsEmptied() throws IOException {
    shelves("a");
    shelf("a", "a1");
    reading.read(Things.shelves(), Things.ofShelves());
    shelves();

    List<WindowResult> windows = reading.read(Things.shelves(), Things.ofShelves());

    assertThat(windows.get(1).how(), is(How.WHOLE));
    assertThat(windows.get(1).planned(), is(0L));
    assertThat(reading.things(), is(empty()));
  }

  @Test
  void whereAParentFailsTheWindowsOfItsChildrenStay() throws IOException {
    shelves("a");
    shelf("a", "a1");
    RestResource byShelf = Things.ofShelves().window("{shelf}");
    reading.read(Things.shelves(), byShelf);
    reading.api.at("/shelves", request -> Answer.json(404, "{}"));

    List<WindowResult> windows = reading.read(Things.shelves(), byShelf);

    assertThat(windows, hasSize(1));
    assertThat(windows.get(0).how(), is(How.FAILED));
    assertThat(reading.rows("things", "a", "id"), contains("a1"));
  }

  private RestSource rooms() {
    return reading.source(
        RestResource.at("shelves", "/rooms/{room}")
            .startingWith(List.of(Map.of("room", "one"), Map.of("room", "two")))
            .into(
                Things.table("shelves")
                    .merging(Merge.replaceUnits("shelf"))
                    .filling("shelf", "{room}")),
        Things.ofShelves(),
        RestResource.at("parts", "/parts/{thing}")
            .forEach("things", "thing", "id")
            .into(Things.table("parts")));
  }

  @Test
  void whereOneOfSeveralParentsFailsTheWindowThatTheirChildrenShareStays() throws IOException {
    reading.api.at("/rooms/one", List.of(MadeUpApi.thing("a", "Shelf")));
    reading.api.at("/rooms/two", List.of(MadeUpApi.thing("b", "Shelf")));
    shelf("a", "a1");
    shelf("b", "b1");
    reading.api.at("/parts/a1", List.of(MadeUpApi.thing("a1-x", "Part")));
    reading.api.at("/parts/b1", List.of(MadeUpApi.thing("b1-x", "Part")));
    reading.read(rooms());
    reading.api.at("/rooms/two", request -> Answer.json(404, "{}"));

    List<WindowResult> windows = reading.read(rooms());

    Map<String, WindowResult> byResource =
        windows.stream().collect(Collectors.toMap(WindowResult::resource, window -> window));
    assertThat(byResource.get("shelves").how(), is(How.PARTIAL));
    for (String child : List.of("things", "parts")) {
      WindowResult window = byResource.get(child);
      assertThat(child, window.how(), is(How.FAILED));
      assertThat(
          window.why(),
          is(
              "1 of 2 could not be read, for example those of /rooms/two: not all of them are"
                  + " known: /rooms/two: status 404"));
    }
    assertThat(reading.sortedThings(), contains("a1", "b1"));
    assertThat(
        reading.rows("parts", "all", "id").stream().sorted().toList(), contains("a1-x", "b1-x"));
  }

  private RestResource inBatches() {
    return RestResource.at("details", "/details")
        .query("ids", "{ids}")
        .forBatchesOf(4, "shelves", "ids", "id")
        .expecting("id")
        .halvedOn(Set.of(400))
        .into(Things.table("details"));
  }

  /** Answers for all it is asked for but knows no z; one that is bad makes all of it 400. */
  private void details(String bad) {
    reading.api.at(
        "/details",
        request -> {
          List<String> ids = List.of(request.parameter("ids").orElseThrow().split(","));
          return ids.contains(bad)
              ? Answer.json(400, "{}")
              : MadeUpApi.page(
                  ids.stream()
                      .filter(id -> !id.equals("z"))
                      .map(id -> MadeUpApi.thing(id, "Detail"))
                      .toList());
        });
  }

  @Test
  void severalRecordsMayBeAskedForAtOnceAndOneThatIsBadIsFoundInHalves() throws IOException {
    reading.concurrency = 1;
    shelves("a", "b", "c", "d", "z");
    details("c");

    List<WindowResult> windows = reading.read(Things.shelves(), inBatches());

    assertThat(
        reading.asked(),
        contains(
            "/shelves",
            "/details?ids=a,b,c,d",
            "/details?ids=a,b",
            "/details?ids=c,d",
            "/details?ids=c",
            "/details?ids=d",
            "/details?ids=z"));
    WindowResult details = windows.get(0);
    assertThat(details.resource(), is("details"));
    assertThat(reading.rows("details", "all", "id"), contains("a", "b", "d"));
    assertThat(
        details.rejects(),
        is(Map.of("/details?ids=c: status 400", 1L, "missing: the answer does not hold it", 1L)));
    assertThat(details.rejectedAt(), contains("/details?ids=c, c", "/details?ids=z, z"));
    assertThat(
        reading.log("shop_rejected", "resource", "table", "record", "reason"),
        contains(
            "details|null|c|/details?ids=c: status 400",
            "details|null|z|missing: the answer does not hold it"));
  }

  @Test
  void givenValuesMayBeAskedForInBatchesToo() throws IOException {
    details("none");

    reading.readOne(
        RestResource.at("details", "/details")
            .query("ids", "{ids}")
            .startingWithBatchesOf(2, "ids", List.of("a", "b", "c"))
            .expecting("id")
            .into(Things.table("details")));

    assertThat(reading.asked(), containsInAnyOrder("/details?ids=a,b", "/details?ids=c"));
    assertThat(reading.rows("details", "all", "id"), contains("a", "b", "c"));
  }

  @Test
  void whatIsAskedForByNameMayBeExpectedAsAKey() throws IOException {
    shelves("a", "b");
    reading.api.at("/details", request -> Answer.json(200, "{\"data\":{\"a\":{\"id\":\"a\"}}}"));
    RestTable byKey =
        new RestTable(
            Things.table("details").table(),
            RecordPath.of("data", "*"),
            Things.table("details").shape(),
            Map.of(),
            List.of("id"),
            Merge.replaceAll(),
            List.of());

    List<WindowResult> windows =
        reading.read(
            Things.shelves(),
            RestResource.at("details", "/details")
                .query("ids", "{ids}")
                .forBatchesOf(4, "shelves", "ids", "id")
                .expecting("*")
                .into(byKey));

    assertThat(windows.get(0).rejectedAt(), contains("/details?ids=a,b, b"));
    assertThat(reading.rows("details", "all", "id"), contains("a"));
  }
}
