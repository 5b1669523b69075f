package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.io.secret.Secret;
import org.purlin.sandbox.Answer;
import org.purlin.transforms.rows.Column;
import org.purlin.transforms.rows.ColumnType;
import org.purlin.transforms.rows.Table;

/** What a run that ended in the middle leaves for the next one. */
@Timeout(60)
class ResumeTest {

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

  private static final String ADA = "b-ada-4711";

  private static RestResource personal(String shelfColumn) {
    Table table =
        new Table(
            "things",
            List.of(
                Column.of("id", ColumnType.STRING, "Names it."),
                Column.of("name", ColumnType.STRING, "Whose it is.").asPersonal(),
                Column.lineage(shelfColumn, ColumnType.STRING, "Where it stands."),
                Column.lineage(RestTable.RUN_ID, ColumnType.STRING, "The run that read it."),
                Column.lineage(Table.EXTRA, ColumnType.JSON, "What has no column.")),
            "id",
            null,
            List.of());
    return RestResource.at("things", "/shelves/{shelf}/things")
        .startingWith(Stream.of("a", ADA, "c", "d").map(shelf -> Map.of("shelf", shelf)).toList())
        .resumed()
        .into(RestTable.of(table, Things.DATA, "id"));
  }

  private RestSource source(RestResource things) {
    return reading.source(things).hiding("shelf");
  }

  private final RestResource things = personal("shelf");

  /** Two shelves are read, then our credentials are refused. */
  private void breakOff() throws IOException {
    reading.concurrency = 1;
    AtomicInteger left = new AtomicInteger(2);
    for (String shelf : List.of("a", ADA, "c", "d")) {
      reading.api.at(
          "/shelves/" + shelf + "/things",
          request ->
              left.getAndDecrement() > 0
                  ? MadeUpApi.page(List.of(MadeUpApi.thing(shelf.charAt(0) + "1", "Ada Secret")))
                  : Answer.json(401, "{}"));
    }
    reading.fail(source(things));
    assertThat(reading.isPublished("things", "all"), is(false));
    for (String shelf : List.of("a", ADA, "c", "d")) {
      reading.api.at(
          "/shelves/" + shelf + "/things",
          List.of(MadeUpApi.thing(shelf.charAt(0) + "2", "Ada Secret")));
    }
  }

  /** The requests of the run after it. */
  private List<String> askedAfter(WindowResult result) {
    assertThat(result.how(), is(How.WHOLE));
    return reading.asked().subList(3, reading.asked().size());
  }

  @Test
  void theNextRunAsksOnlyForTheRest() throws IOException {
    breakOff();

    WindowResult result = reading.readOne(source(things));

    assertThat(askedAfter(result), contains("/shelves/c/things", "/shelves/d/things"));
    assertThat(
        reading.rows("things", "all", "id", "_run_id"),
        contains("a1|run-1", "b1|run-1", "c2|run-2", "d2|run-2"));
    assertThat(result.readEarlier(), is(2L));
    assertThat(result.requests(), is(2L));
    assertThat(reading.kept(".json"), is(empty()));
    assertThat(reading.kept(".jsonl"), is(empty()));
  }

  @Test
  void nothingThatIsLeftNamesAnybody() throws IOException {
    breakOff();

    assertThat(reading.kept(".jsonl"), hasSize(2));
    assertThat(reading.kept(".json"), hasSize(2));
    assertThat(
        reading.everythingIn("state"),
        allOf(not(containsString("4711")), not(containsString("Secret"))));
  }

  @Test
  void whatIsTooOldIsAskedForAgain() throws IOException {
    breakOff();
    reading.now = Instant.now().plus(reading.resumeWithin).plusSeconds(5);

    WindowResult result = reading.readOne(source(things));

    assertThat(askedAfter(result), hasSize(4));
    assertThat(result.readEarlier(), is(0L));
    assertThat(reading.things(), contains("a2", "b2", "c2", "d2"));
  }

  @Test
  void whatWasReadForATableOfAnotherShapeIsAskedForAgain() throws IOException {
    breakOff();

    WindowResult result = reading.readOne(source(personal("place")));

    assertThat(askedAfter(result), hasSize(4));
  }

  @Test
  void whatWasReadWithAnotherRedactionIsAskedForAgain() throws IOException {
    breakOff();
    reading.allowed = Set.of("name");

    WindowResult result = reading.readOne(source(things));

    assertThat(askedAfter(result), hasSize(4));
    assertThat(reading.rows("things", "all", "name"), everyItem(is("Ada Secret")));
  }

  @Test
  void rowsThatAreDamagedAreAskedForAgain() throws IOException {
    breakOff();
    Files.writeString(reading.kept(".jsonl").get(0), "{");

    assertThat(askedAfter(reading.readOne(source(things))), hasSize(3));
  }

  @Test
  void aRecordThatIsDamagedIsAskedForAgain() throws IOException {
    breakOff();
    Files.writeString(reading.kept(".json").get(0), "{");

    assertThat(askedAfter(reading.readOne(source(things))), hasSize(3));
  }

  @Test
  void onlyWhatIsTooOldIsForgotten() throws IOException {
    breakOff();

    reading.forgetOld(source(things));
    assertThat(reading.kept(".jsonl"), hasSize(2));

    reading.now = Instant.now().plus(reading.resumeWithin).plusSeconds(5);
    reading.forgetOld(source(things));
    assertThat(reading.kept(".jsonl"), is(empty()));
    assertThat(reading.kept(".json"), is(empty()));
  }

  @Test
  void whatAWindowThatFailedHadReadIsNotAskedForAgain() throws IOException {
    reading.api.at("/shelves/a/things", MadeUpApi.things(1, 1));
    RestResource resumed = Things.onShelves("a", "b").resumed();
    assertThat(reading.readOne(resumed).how(), is(How.FAILED));
    reading.api.at("/shelves/b/things", MadeUpApi.things(2, 2));

    WindowResult result = reading.readOne(resumed);

    assertThat(result.how(), is(How.WHOLE));
    assertThat(reading.asked().subList(2, reading.asked().size()), contains("/shelves/b/things"));
    assertThat(reading.things(), contains("t1", "t2"));
  }

  @Test
  void pagesReadAtTheSameTimeAreReadTogetherOrNotAtAll() throws IOException {
    reading.concurrency = 1;
    AtomicInteger left = new AtomicInteger(1);
    MadeUpApi.Shelf all = MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 4));
    reading.api.at(
        "/things",
        request -> left.getAndDecrement() > 0 ? all.answer(request) : Answer.json(401, "{}"));
    RestResource parallel =
        Things.things()
            .paged(Paging.offset("skip", "limit", 2).inParallel())
            .totalAt("/total", 0)
            .resumed();
    reading.fail(reading.source(parallel));
    left.set(99);

    WindowResult result = reading.readOne(reading.source(parallel));

    assertThat(result.how(), is(How.WHOLE));
    assertThat(reading.things(), contains("t1", "t2", "t3", "t4"));
  }

  @Test
  void whatWasReadFromAnotherEndpointIsAskedForAgain() throws IOException {
    breakOff();
    for (String shelf : List.of("a", ADA, "c", "d")) {
      reading.api.at("/test/shelves/" + shelf + "/things", List.of());
    }
    reading.endpoint = URI.create(reading.server.url() + "/test");

    WindowResult result = reading.readOne(source(things));

    assertThat(askedAfter(result), hasSize(4));
    assertThat(reading.things(), is(empty()));
  }

  private void breakOffHashing(Path key) throws IOException {
    Files.writeString(key, "one-key-of-a-test\n");
    reading.hashed = Set.of("name");
    reading.hashKey = Secret.parse("hash-key", "file:" + key);
    breakOff();
  }

  @Test
  void whatWasHashedWithTheSameKeyIsNotAskedForAgain() throws IOException {
    breakOffHashing(directory.resolve("key"));

    assertThat(askedAfter(reading.readOne(source(things))), hasSize(2));
  }

  @Test
  void whatWasHashedWithAnotherKeyIsAskedForAgain() throws IOException {
    Path key = directory.resolve("key");
    breakOffHashing(key);
    Files.writeString(key, "another-key-of-a-test\n");

    WindowResult result = reading.readOne(source(things));

    assertThat(askedAfter(result), hasSize(4));
    assertThat(Set.copyOf(reading.rows("things", "all", "name")), hasSize(1));
  }

  /** Spoils one of the two records that a run left. */
  private void spoil(String damage) throws IOException {
    Path record = reading.kept(".json").get(0);
    String text = Files.readString(record);
    Files.writeString(
        record, damage.equals("{}") ? damage : text.replaceFirst("\"at\":\"[^\"]*\"", damage));
    assertThat(Files.readString(record), is(not(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\"at\":\"yesterday\"", "\"at\":null"})
  void aRecordThatLacksWhatItMustSayIsNone(String damage) throws IOException {
    breakOff();
    spoil(damage);

    assertThat(askedAfter(reading.readOne(source(things))), hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "\"at\":\"yesterday\"", "\"at\":null"})
  void aRecordThatLacksWhatItMustSayIsForgottenWithItsRows(String damage) throws IOException {
    breakOff();
    spoil(damage);

    reading.forgetOld(source(things));

    assertThat(reading.kept(".json"), hasSize(1));
    assertThat(reading.kept(".jsonl"), hasSize(1));
  }

  @Test
  void rowsWithoutARecordAreForgotten() throws IOException {
    breakOff();
    Path record = reading.kept(".json").get(0);
    Files.delete(record);

    reading.forgetOld(source(things));

    assertThat(reading.kept(".json"), hasSize(1));
    String name = reading.kept(".json").get(0).getFileName().toString().replace(".json", "");
    assertThat(reading.kept(".jsonl"), hasSize(1));
    assertThat(reading.kept(".jsonl").get(0).getFileName().toString(), startsWith(name));
  }
}
