package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.sandbox.Answer;

/** What becomes of a run whose requests are charged. */
@Timeout(60)
class ChargesTest {

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
  void noRequestIsMadeThatIsBelievedToGoOverTheLimit() throws IOException {
    reading.concurrency = 1;
    reading.api.at(
        "/things",
        request ->
            Answer.json(
                200,
                MadeUpApi.json(
                    MadeUpApi.things(
                        MadeUpApi.number(request, "skip") + 1,
                        MadeUpApi.number(request, "skip") + 2),
                    ",\"cost\":{\"credits\":3}")));
    RestResource things = Things.things().paged(Paging.offset("skip", "limit", 2)).costing(2);

    WindowResult result =
        reading.readOne(
            reading.source(things).charging(new Charges("credits", "/cost/credits", 10)));

    assertThat(reading.asked(), hasSize(3));
    assertThat(result.charged(), is(9L));
    assertThat(result.how(), is(How.PARTIAL));
    assertThat(
        result.why(),
        is("the next request is believed to cost 2 credits, 9 are spent, and the limit is 10"));
    assertThat(reading.things(), hasSize(6));
  }

  /** Shelf a is there; from then on our credentials are refused. */
  private RestSource refusingAfterTheFirst() {
    reading.concurrency = 1;
    reading.api.at("/shelves/a/things", MadeUpApi.things(1, 2));
    reading.api.at("/shelves/b/things", request -> Answer.json(401, "{}"));
    reading.api.at("/shelves/c/things", MadeUpApi.things(5, 6));
    return reading.source(Things.onShelves("a", "b", "c").window("{shelf}").costing(1));
  }

  @Test
  void aRefusalAfterAnAnswerThatWasPaidForStopsTheRunAndKeepsWhatIsThere() throws IOException {
    List<WindowResult> windows =
        reading.read(refusingAfterTheFirst().charging(new Charges("credits", "/cost/credits", 0)));

    assertThat(reading.asked(), contains("/shelves/a/things", "/shelves/b/things"));
    assertThat(
        windows.stream().map(WindowResult::how).toList(),
        contains(How.WHOLE, How.FAILED, How.FAILED));
    assertThat(windows.get(1).why(), is("/shelves/b/things: status 401"));
    assertThat(windows.get(2).why(), is("status 401"));
    assertThat(reading.rows("things", "a", "id"), contains("t1", "t2"));
    assertThat(reading.isPublished("things", "b"), is(false));
  }

  @Test
  void aRefusalBeforeAnythingWasPaidForEndsTheRun() throws IOException {
    reading.api.at("/things", request -> Answer.json(401, "{}"));

    Throwable failure =
        reading.fail(
            reading
                .source(Things.things().costing(1))
                .charging(new Charges("credits", "/cost/credits", 0)));

    assertThat(failure, is(instanceOf(CredentialsRefusedException.class)));
  }

  @Test
  void whereNothingIsChargedALaterRefusalEndsTheRunToo() throws IOException {
    Throwable failure = reading.fail(refusingAfterTheFirst());

    assertThat(failure, is(instanceOf(CredentialsRefusedException.class)));
    assertThat(reading.asked(), contains("/shelves/a/things", "/shelves/b/things"));
    assertThat(reading.isPublished("things", "a"), is(false));
  }
}
