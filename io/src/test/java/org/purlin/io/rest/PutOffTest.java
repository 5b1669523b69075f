package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.sandbox.Answer;

/** Units that are put off, and asked for again when all others were. */
@Timeout(60)
class PutOffTest {

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

  private static final Duration PAUSE = Duration.ofMillis(10);

  private static RestResource onShelves(String... shelves) {
    return Things.onShelves(shelves).putOffOn(Set.of(403), PAUSE);
  }

  private void shelf(String name, int refusals) {
    AtomicInteger left = new AtomicInteger(refusals);
    reading.api.at(
        "/shelves/" + name + "/things",
        request ->
            left.getAndDecrement() > 0
                ? Answer.json(403, "{}")
                : MadeUpApi.page(List.of(MadeUpApi.thing(name + "1", "Thing"))));
  }

  @Test
  void aUnitThatIsRefusedTwiceIsReadInTheEndAfterAllOthers() throws IOException {
    reading.concurrency = 1;
    shelf("a", 2);
    shelf("b", 0);

    WindowResult result = reading.readOne(onShelves("a", "b"));

    assertThat(
        reading.asked(),
        contains(
            "/shelves/a/things", "/shelves/b/things", "/shelves/a/things", "/shelves/a/things"));
    assertThat(result.how(), is(How.WHOLE));
    assertThat(result.requests(), is(4L));
    assertThat(reading.rows("things", "all", "id", "shelf"), contains("a1|a", "b1|b"));
    assertThat(
        reading.log("shop_calls", "url_path", "http_status", "error").stream().sorted().toList(),
        contains(
            "/shelves/a/things|200|null",
            "/shelves/a/things|403|status 403",
            "/shelves/a/things|403|status 403",
            "/shelves/b/things|200|null"));
  }

  @Test
  void unitsThatAreRefusedForEverAreNamedAndTheOthersLand() throws IOException {
    shelf("a", 0);
    shelf("b", 99);
    shelf("c", 99);
    RestTable byUnit =
        Things.table("things").filling("shelf", "{shelf}").merging(Merge.replaceUnits("shelf"));
    RestResource things =
        RestResource.at("things", "/shelves/{shelf}/things")
            .startingWith(List.of(Map.of("shelf", "a"), Map.of("shelf", "b"), Map.of("shelf", "c")))
            .putOffOn(Set.of(403), PAUSE)
            .into(byUnit);

    WindowResult result = reading.readOne(things);

    assertThat(result.how(), is(How.PARTIAL));
    assertThat(
        result.why(), is("2 of 3 could not be read, for example /shelves/b/things: status 403"));
    assertThat(
        result.failures(),
        contains(
            new WindowResult.Failure("/shelves/b/things", "/shelves/b/things: status 403"),
            new WindowResult.Failure("/shelves/c/things", "/shelves/c/things: status 403")));
    assertThat(result.planned(), is(3L));
    assertThat(result.read(), is(1L));
    assertThat(result.failed(), is(2L));
    assertThat(result.requests(), is(1L + 2 * (1 + ReadUnitsFn.SECOND_TRIES)));
    assertThat(reading.things(), contains("a1"));
  }

  @Test
  void whereAllIsRefusedTheEndComesSoon() throws IOException {
    reading.concurrency = 1;
    String[] shelves = IntStream.range(0, 30).mapToObj(n -> "s" + n).toArray(String[]::new);
    for (String shelf : shelves) {
      shelf(shelf, 99);
    }

    WindowResult result = reading.readOne(onShelves(shelves));

    assertThat(result.how(), is(How.FAILED));
    assertThat(result.failed(), is(30L));
    // One each, then three each until five in a row are hopeless, then one each.
    assertThat(result.requests(), is(30L + 5 * 3 + 25));
  }
}
