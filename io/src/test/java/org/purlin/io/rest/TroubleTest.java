package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.http.Authorization;
import org.purlin.io.http.CredentialsRefusedException;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.io.secret.Secret;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;
import org.purlin.transforms.rest.RecordPath;

/** What goes wrong with answers, and what a run makes of it. */
@Timeout(60)
class TroubleTest {

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

  private void assertFailed(WindowResult result, String why) {
    assertThat(result.why(), is(why));
    assertThat(result.how(), is(How.FAILED));
    assertThat(result.failed(), is(result.planned()));
  }

  @Test
  void anEmptyFirstPageFailsWhereThatCannotBe() throws IOException {
    reading.api.at("/things", MadeUpApi.things(1, 2));
    reading.readOne(Things.things().neverEmpty());
    reading.api.at("/things", List.of());

    WindowResult result = reading.readOne(Things.things().neverEmpty());

    assertFailed(result, "/things has no records, which cannot be.");
    assertThat(reading.things(), contains("t1", "t2"));
    assertThat(result.tables().get(0).rows(), is(2L));
    assertThat(result.tables().get(0).kept(), is(2L));
  }

  @Test
  void anEmptyFirstPageElsewhereTakesThePlaceOfWhatWasThere() throws IOException {
    reading.api.at("/things", MadeUpApi.things(1, 2));
    reading.readOne(Things.things());
    reading.api.at("/things", List.of());

    WindowResult result = reading.readOne(Things.things());

    assertThat(result.how(), is(How.WHOLE));
    assertThat(reading.things(), is(empty()));
  }

  private WindowResult readWithTotal(int total, double tolerance) throws IOException {
    reading.api.at(
        "/things",
        request -> Answer.json(200, MadeUpApi.json(MadeUpApi.things(1, 9), ",\"total\":" + total)));
    return reading.readOne(Things.things().totalAt("/total", tolerance));
  }

  @Test
  void fewerThanTheEndpointSaysThereAreIsPartial() throws IOException {
    WindowResult result = readWithTotal(1010, 0.1);

    assertThat(result.how(), is(How.PARTIAL));
    assertThat(result.why(), is("The endpoint says there are 1,010, but 9 came."));
    assertThat(result.total(), is(1010L));
    assertThat(reading.things(), hasSize(9));
  }

  @Test
  void aFewMissingAreTolerated() throws IOException {
    assertThat(readWithTotal(10, 0.1).how(), is(How.WHOLE));
    assertThat(readWithTotal(11, 0.1).how(), is(How.FAILED));
  }

  @Test
  void lessThanAllDoesNotTakeThePlaceOfAll() throws IOException {
    readWithTotal(9, 0);
    List<String> before = reading.things();

    WindowResult result = readWithTotal(1010, 0);

    assertThat(result.how(), is(How.FAILED));
    assertThat(result.why(), is("The endpoint says there are 1,010, but 9 came."));
    assertThat(reading.things(), is(before));
  }

  @Test
  void recordsThatCameTwiceDoNotMakeUpForMissingOnes() throws IOException {
    reading.api.at(
        "/things",
        request ->
            Answer.json(
                200,
                MadeUpApi.json(
                    List.of(MadeUpApi.thing("a", "A"), MadeUpApi.thing("a", "A")),
                    ",\"total\":2")));

    WindowResult result = reading.readOne(Things.things().totalAt("/total", 0));

    assertThat(result.why(), is("The endpoint says there are 2, but 1 came."));
  }

  @Test
  void refusedCredentialsEndTheRunWithTheFirstRequest() throws IOException {
    Path token = Files.writeString(directory.resolve("token"), "no-such-token-4711\n");
    reading.authorization = Authorization.bearer(Secret.parse("token", "file:" + token));
    List<Map<String, String>> many =
        IntStream.range(0, 20).mapToObj(n -> Map.of("shelf", "s" + n)).toList();
    reading.api.at("/things", request -> Answer.json(401, "{\"secret\":\"Ada\"}"));

    Throwable failure =
        reading.fail(reading.source(Things.things().query("shelf", "{shelf}").startingWith(many)));

    assertThat(failure, is(instanceOf(CredentialsRefusedException.class)));
    assertThat(failure.getMessage(), matchesPattern("/things\\?shelf=s\\d+: status 401"));
    assertThat(reading.asked(), hasSize(1));
  }

  @Test
  void aPageThatIsNoJsonIsAskedForAgain() throws IOException {
    reading.api.at("/things", MadeUpApi.things(1, 2));
    reading.server.faults().add(request -> true, Fault.html());

    WindowResult result = reading.readOne(Things.things());

    assertThat(result.how(), is(How.WHOLE));
    assertThat(reading.things(), contains("t1", "t2"));
    assertThat(
        reading.log("shop_calls", "http_status", "rows", "error"),
        contains("200|0|not JSON: unexpected text at line 1, column 2", "200|2|null"));
  }

  @Test
  void aPageThatStaysNoJsonFailsWithoutQuotingIt() throws IOException {
    reading.api.at("/things", request -> Answer.json(200, "{\"data\":[{\"name\":\"Ada Secret\"}"));

    WindowResult result = reading.readOne(Things.things());

    assertFailed(
        result,
        "/things answered 200: not JSON: the page ends in the middle of a value at line 1, column"
            + " 31");
    assertThat(reading.asked(), hasSize(3));
    assertThat(reading.everythingIn("out"), not(containsString("Ada")));
    assertThat(reading.everythingIn("state"), not(containsString("Ada")));
  }

  @Test
  void whereAnswersAreAboutNobodyMessagesShowTheirBeginning() throws IOException {
    reading.api.at("/things", request -> Answer.json(400, "{\"error\":\"no such shelf\"}"));

    WindowResult shown = reading.readOne(reading.source(Things.things()).showingBodies());
    WindowResult hidden = reading.readOne(Things.things());

    assertFailed(shown, "/things: status 400: {\"error\":\"no such shelf\"}");
    assertFailed(hidden, "/things: status 400");
  }

  @Test
  void aPageWithoutItsRecordsFails() throws IOException {
    reading.api.at("/things", request -> Answer.json(200, "{\"message\":\"Ada\"}"));

    WindowResult result = reading.readOne(Things.things());

    assertThat(result.how(), is(How.FAILED));
    assertThat(result.why(), is("/things: data is missing"));
  }

  @Test
  void aVerdictMayAskForPatience() throws IOException {
    AtomicInteger busy = new AtomicInteger(2);
    reading.api.at(
        "/things",
        request ->
            busy.getAndDecrement() > 0
                ? Answer.json(200, "{\"error\":\"busy\"}")
                : MadeUpApi.page(MadeUpApi.things(1, 1)));
    ReplyRules rules =
        reply ->
            reply.bodyText().contains("busy")
                ? Verdict.later(Duration.ofMillis(20), "busy")
                : Verdict.good();

    WindowResult result = reading.readOne(reading.source(Things.things()).judging(rules));

    assertThat(result.how(), is(How.WHOLE));
    assertThat(
        reading.log("shop_calls", "http_status", "error"),
        contains("200|busy", "200|busy", "200|null"));
  }

  @Test
  void patienceHasAnEnd() throws IOException {
    reading.api.at("/things", request -> Answer.json(200, "{}"));

    WindowResult result =
        reading.readOne(
            reading
                .source(Things.things())
                .judging(reply -> Verdict.later(Duration.ofSeconds(4), "busy")));

    assertFailed(result, "/things: busy, for too long");
    assertThat(reading.asked(), hasSize(1));
  }

  @Test
  void whatWasReadBeforeAStopIsKeptAndNothingMoreIsAskedFor() throws IOException {
    reading.concurrency = 1;
    MadeUpApi.Shelf all = MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 6));
    reading.api.at(
        "/shelves/a/things",
        request ->
            MadeUpApi.number(request, "skip") < 4
                ? all.answer(request)
                : Answer.json(400, "{\"code\":\"no more today\"}"));
    reading.api.at("/shelves/b/things", all);
    ReplyRules rules =
        reply -> reply.status() == 400 ? Verdict.stopped("no more requests today") : Verdict.good();
    RestResource things =
        Things.onShelves("a", "b").paged(Paging.offset("skip", "limit", 2)).window("{shelf}");

    List<WindowResult> windows = reading.read(reading.source(things).judging(rules));

    assertThat(
        reading.asked(),
        contains(
            "/shelves/a/things?limit=2&skip=0",
            "/shelves/a/things?limit=2&skip=2",
            "/shelves/a/things?limit=2&skip=4"));
    assertThat(windows.get(0).how(), is(How.PARTIAL));
    assertThat(
        windows.get(0).why(), is("/shelves/a/things?limit=2&skip=4: no more requests today"));
    assertThat(reading.rows("things", "a", "id"), contains("t1", "t2", "t3", "t4"));
    assertThat(windows.get(1).how(), is(How.FAILED));
    assertThat(windows.get(1).why(), is("no more requests today"));
  }

  @Test
  void aServerErrorIsAskedForAgainAndThenFails() throws IOException {
    reading.api.at("/things", MadeUpApi.things(1, 1));
    reading.server.faults().add(request -> true, Fault.status(503));

    assertThat(reading.readOne(Things.things()).how(), is(How.WHOLE));

    reading.server.faults().add(request -> true, Fault.status(503).times(9));

    WindowResult result = reading.readOne(Things.things());

    assertFailed(result, "/things: status 503");
    assertThat(result.requests(), is(2L));
    assertThat(reading.things(), contains("t1"));
  }

  @Test
  void noMoreRequestsAreUnderWayThanMayBe() throws IOException {
    reading.concurrency = 4;
    reading.api.at(
        "/things",
        request -> {
          try {
            Thread.sleep(30);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return MadeUpApi.page(MadeUpApi.things(1, 1));
        });
    List<Map<String, String>> many =
        IntStream.range(0, 24).mapToObj(n -> Map.of("n", "" + n)).toList();
    RestResource things = Things.things().query("n", "{n}").startingWith(many);

    reading.readOne(reading.source(things));

    assertThat(reading.server.maxInFlight(), is(lessThanOrEqualTo(4)));
    assertThat(reading.server.maxInFlight(), is(greaterThan(1)));
    assertThat(reading.asked(), hasSize(24));
  }

  @Test
  void totalsOfSeveralUnitsAreAddedUp() throws IOException {
    reading.api.at(
        "/shelves/a/things",
        request -> Answer.json(200, MadeUpApi.json(MadeUpApi.things(1, 3), ",\"total\":3")));
    reading.api.at(
        "/shelves/b/things",
        request -> Answer.json(200, MadeUpApi.json(MadeUpApi.things(4, 4), ",\"total\":3")));

    WindowResult result = reading.readOne(Things.onShelves("a", "b").totalAt("/total", 0));

    assertThat(result.total(), is(6L));
    assertThat(result.how(), is(How.PARTIAL));
    assertThat(result.why(), is("The endpoint says there are 6, but 4 came."));
  }

  @Test
  void theTotalIsOfRecordsAndNotOfRowsOfATableInThem() throws IOException {
    reading.api.at(
        "/things",
        request ->
            Answer.json(
                200,
                MadeUpApi.json(
                    List.of(
                        "{\"id\":\"a\",\"parts\":[{\"id\":\"x\"},{\"id\":\"y\"},{\"id\":\"z\"}]}",
                        "{\"id\":\"b\",\"parts\":[]}"),
                    ",\"total\":3")));
    RestTable parts =
        RestTable.of(Things.table("parts").table(), RecordPath.of("data", "*", "parts", "*"), "id");

    WindowResult result =
        reading.readOne(
            RestResource.at("things", "/things")
                .records(Things.DATA)
                .totalAt("/total", 0)
                .into(parts)
                .into(Things.table("things").without("parts")));

    assertThat(result.why(), is("The endpoint says there are 3, but 2 came."));
    assertThat(result.how(), is(How.PARTIAL));
  }

  @Test
  void anAnswerWithoutAValueThatRowsNeedFails() throws IOException {
    reading.api.at("/things", MadeUpApi.things(1, 2));

    WindowResult result =
        reading.readOne(
            RestResource.at("things", "/things")
                .capturing("at", "/status/timestamp")
                .into(Things.table("things").filling("shelf", "{at}")));

    assertFailed(result, "/things does not say /status/timestamp, which its rows need.");
    assertThat(reading.isPublished("things", "all"), is(false));
  }
}
