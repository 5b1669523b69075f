package org.purlin.io.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.rest.WindowResult.How;
import org.purlin.sandbox.Answer;

/** How pages follow each other, and how that ends. */
@Timeout(60)
class PagingTest {

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

  private WindowResult read(Paging paging) throws IOException {
    return reading.readOne(Things.things().paged(paging));
  }

  @Test
  void anOffsetSkipsWhatWasRead() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 5)));

    WindowResult result = read(Paging.offset("skip", "limit", 2));

    assertThat(
        reading.asked(),
        contains("/things?limit=2&skip=0", "/things?limit=2&skip=2", "/things?limit=2&skip=4"));
    assertThat(
        reading.rows("things", "all", "id", "_page"),
        contains("t1|1", "t2|1", "t3|2", "t4|2", "t5|3"));
    assertThat(result.how(), is(How.WHOLE));
    assertThat(result.why(), is(nullValue()));
    assertThat(result.pages(), is(3L));
    assertThat(result.records(), is(5L));
    assertThat(result.requests(), is(3L));
  }

  @Test
  void aFullLastPageIsFollowedByAnEmptyOne() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 4)));

    read(Paging.offset("skip", "limit", 2));

    assertThat(
        reading.asked(),
        contains("/things?limit=2&skip=0", "/things?limit=2&skip=2", "/things?limit=2&skip=4"));
    assertThat(reading.things(), contains("t1", "t2", "t3", "t4"));
  }

  @Test
  void aStartCountsFromOne() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("start", 1, "limit", MadeUpApi.things(1, 3)));

    read(Paging.start("start", "limit", 2));

    assertThat(reading.asked(), contains("/things?limit=2&start=1", "/things?limit=2&start=3"));
    assertThat(reading.things(), contains("t1", "t2", "t3"));
  }

  @Test
  void pagesMayBeNumbered() throws IOException {
    reading.api.at(
        "/things",
        request ->
            MadeUpApi.page(
                MadeUpApi.number(request, "page") == 7
                    ? MadeUpApi.things(1, 2)
                    : MadeUpApi.things(3, 3)));

    read(Paging.page("page", 7, "per_page", 2));

    assertThat(reading.asked(), contains("/things?page=7&per_page=2", "/things?page=8&per_page=2"));
    assertThat(reading.things(), contains("t1", "t2", "t3"));
  }

  @Test
  void shortPagesAreNotTheLastWhereAnEmptyOneIs() throws IOException {
    reading.api.at(
        "/things",
        request -> {
          int page = MadeUpApi.number(request, "page");
          return MadeUpApi.page(page < 3 ? MadeUpApi.things(page, page) : List.of());
        });

    read(Paging.page("page", 1, "size", 100).untilEmpty());

    assertThat(reading.things(), contains("t1", "t2"));
    assertThat(reading.asked(), hasSize(3));
  }

  @Test
  void noMoreRecordsAreAskedForThanAreWanted() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 9)));

    read(Paging.offset("skip", "limit", 2).upTo(3));

    assertThat(reading.asked(), contains("/things?limit=2&skip=0", "/things?limit=1&skip=2"));
    assertThat(reading.things(), contains("t1", "t2", "t3"));
  }

  @Test
  void aCursorLeadsToTheNextPage() throws IOException {
    reading.api.at(
        "/things",
        request ->
            request.parameter("after").isEmpty()
                ? Answer.json(
                    200, MadeUpApi.json(MadeUpApi.things(1, 2), ",\"next\":{\"token\":\"a b/c\"}"))
                : Answer.json(
                    200, MadeUpApi.json(MadeUpApi.things(3, 3), ",\"next\":{\"token\":null}")));

    read(Paging.cursor("after", "/next/token"));

    assertThat(reading.asked(), contains("/things", "/things?after=a b/c"));
    assertThat(reading.things(), contains("t1", "t2", "t3"));
  }

  @Test
  void aTokenMayStandInAHeader() throws IOException {
    reading.api.at(
        "/things",
        request ->
            request.parameter("pageToken").isEmpty()
                ? MadeUpApi.page(MadeUpApi.things(1, 1)).with("Next-Page-Token", "two")
                : MadeUpApi.page(MadeUpApi.things(2, 2)));

    read(Paging.headerToken("pageToken", "Next-Page-Token"));

    assertThat(reading.asked(), contains("/things", "/things?pageToken=two"));
    assertThat(reading.things(), contains("t1", "t2"));
  }

  @Test
  void anEmptyPageWithATokenIsNotTheLast() throws IOException {
    Map<String, String> next = Map.of("", "b", "b", "c");
    reading.api.at(
        "/things",
        request -> {
          String token = request.parameter("pageToken").orElse("");
          Answer answer = MadeUpApi.page(token.equals("c") ? MadeUpApi.things(1, 1) : List.of());
          return next.containsKey(token) ? answer.with("Next", next.get(token)) : answer;
        });

    read(Paging.headerToken("pageToken", "Next"));

    assertThat(reading.things(), contains("t1"));
  }

  @Test
  void aLinkHeaderNamesTheNextPage() throws IOException {
    reading.api.at(
        "/things",
        request ->
            request.parameter("p").isEmpty()
                ? MadeUpApi.page(MadeUpApi.things(1, 1))
                    .with(
                        "Link",
                        "</things?p=9>; rel=\"last\", <"
                            + reading.server.url()
                            + "/things?p=2>;"
                            + " title=\"more\"; rel=\"next\"")
                : MadeUpApi.page(MadeUpApi.things(2, 2)).with("Link", "</things>; rel=\"first\""));

    read(Paging.link());

    assertThat(reading.asked(), contains("/things", "/things?p=2"));
    assertThat(reading.things(), contains("t1", "t2"));
    assertThat(
        reading.log("shop_calls", "url_path"), contains("/things", "/things (a following page)"));
  }

  @Test
  void anAddressInThePageMayBeRelative() throws IOException {
    reading.api.at(
        "/things",
        request ->
            request.parameter("p").isEmpty()
                ? Answer.json(
                    200, MadeUpApi.json(MadeUpApi.things(1, 1), ",\"next\":\"/things?p=2\""))
                : Answer.json(200, MadeUpApi.json(MadeUpApi.things(2, 2), ",\"next\":\"\"")));

    read(Paging.linkAt("/next"));

    assertThat(reading.asked(), contains("/things", "/things?p=2"));
    assertThat(reading.things(), contains("t1", "t2"));
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() throws IOException {
    reading.api.at(
        "/things",
        request ->
            MadeUpApi.page(MadeUpApi.things(1, 1))
                .with("Link", "<https://elsewhere.example/things?who=ada>; rel=\"next\""));

    WindowResult result = read(Paging.link());

    assertThat(result.how(), is(How.FAILED));
    assertThat(
        result.why(),
        is("The host of https://elsewhere.example is not allowed; allowed: 127.0.0.1"));
    assertThat(reading.isPublished("things", "all"), is(false));
    assertThat(
        reading.log("shop_calls", "url_path", "http_status", "error"),
        contains("/things|200|null", "/things (a following page)|null|" + result.why()));
  }

  @Test
  void aNextAddressThatIsNoneFails() throws IOException {
    reading.api.at(
        "/things",
        request ->
            Answer.json(200, MadeUpApi.json(MadeUpApi.things(1, 1), ",\"next\":\"not a url\"")));

    WindowResult result = read(Paging.linkAt("/next"));

    assertThat(
        result.why(), is("/things (a following page): the address of the next page is no URL"));
  }

  private void assertLeadsNowhere(WindowResult result, String why) {
    assertThat(result.how(), is(How.FAILED));
    assertThat(result.why(), is(why + ". Does it know the parameters of paging?"));
    assertThat(reading.asked(), hasSize(lessThan(4)));
  }

  @Test
  void aServerThatIgnoresTheOffsetIsNotAskedForEver() throws IOException {
    reading.api.at("/things", MadeUpApi.things(1, 2));

    assertLeadsNowhere(
        read(Paging.offset("skip", "limit", 2)),
        "/things?limit=2&skip=4 and the page before it gave no record that was not there already");
  }

  @Test
  void aServerThatIgnoresTheOffsetButTellsTheTimeIsNotAskedForEver() throws IOException {
    AtomicInteger clock = new AtomicInteger();
    reading.api.at(
        "/things",
        request ->
            Answer.json(
                clock.get() > 50 ? 404 : 200,
                MadeUpApi.json(MadeUpApi.things(1, 2), ",\"time\":" + clock.incrementAndGet())));

    assertLeadsNowhere(
        read(Paging.offset("skip", "limit", 2)),
        "/things?limit=2&skip=4 and the page before it gave no record that was not there already");
  }

  @Test
  void aServerThatIgnoresTheOffsetButChangesItsRecordsIsNotAskedForEver() throws IOException {
    AtomicInteger price = new AtomicInteger();
    reading.api.at(
        "/things",
        request ->
            MadeUpApi.page(
                List.of(
                    MadeUpApi.thing("a", "A" + price.incrementAndGet()),
                    MadeUpApi.thing("b", "B" + price.incrementAndGet()))));

    assertLeadsNowhere(
        read(Paging.offset("skip", "limit", 2)),
        "/things?limit=2&skip=4 and the page before it gave no record that was not there already");
  }

  @Test
  void anElementThatIsNoRecordDoesNotEndThePaging() throws IOException {
    reading.api.at(
        "/things",
        request ->
            request.parameter("skip").orElse("").equals("0")
                ? Answer.json(
                    200, MadeUpApi.json(MadeUpApi.things(1, 1), "").replace("]", ",null]"))
                : MadeUpApi.page(MadeUpApi.things(2, 2)));

    WindowResult result = read(Paging.offset("skip", "limit", 2));

    assertThat(reading.things(), contains("t1", "t2"));
    assertThat(result.rejects(), is(Map.of("null in place of a record", 1L)));
  }

  @Test
  void aServerThatIgnoresTheCursorIsNotAskedForEver() throws IOException {
    reading.api.at(
        "/things",
        request -> Answer.json(200, MadeUpApi.json(MadeUpApi.things(1, 2), ",\"next\":\"again\"")));

    assertLeadsNowhere(
        read(Paging.cursor("after", "/next")),
        "/things?after=again leads to itself as its next page");
  }

  @Test
  void emptyPagesThatLeadToEachOtherAreNotAskedForEver() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    reading.api.at(
        "/things",
        request -> {
          Answer empty = MadeUpApi.page(List.of());
          return asked.incrementAndGet() > 50 ? empty : empty.with("Next", "again");
        });

    WindowResult result = read(Paging.headerToken("pageToken", "Next"));

    assertThat(result.how(), is(How.FAILED));
    assertThat(
        result.why(),
        is(
            "/things?pageToken=again leads to itself as its next page. Does it know the parameters"
                + " of paging?"));
    assertThat(reading.asked(), hasSize(2));
  }

  @Test
  void whereTheTotalIsKnownTheOtherPagesAreReadAtTheSameTime() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 9)));

    WindowResult result =
        reading.readOne(
            Things.things()
                .paged(Paging.offset("skip", "limit", 2).inParallel())
                .totalAt("/total", 0));

    assertThat(reading.asked().get(0), is("/things?limit=2&skip=0"));
    assertThat(
        reading.asked(),
        containsInAnyOrder(
            "/things?limit=2&skip=0",
            "/things?limit=2&skip=2",
            "/things?limit=2&skip=4",
            "/things?limit=2&skip=6",
            "/things?limit=2&skip=8"));
    assertThat(
        reading.rows("things", "all", "id", "_page"),
        contains("t1|1", "t2|1", "t3|2", "t4|2", "t5|3", "t6|3", "t7|4", "t8|4", "t9|5"));
    assertThat(result.how(), is(How.WHOLE));
    assertThat(result.planned(), is(3L));
    assertThat(result.read(), is(3L));
    assertThat(result.total(), is(9L));
  }

  @Test
  void theLastOfThePagesReadAtTheSameTimeReadsOnWhenThereAreMoreByThen() throws IOException {
    reading.api.at(
        "/things",
        request ->
            MadeUpApi.slices(
                    "skip",
                    0,
                    "limit",
                    MadeUpApi.things(1, request.parameter("skip").orElse("").equals("0") ? 4 : 7))
                .answer(request));

    WindowResult result =
        reading.readOne(
            Things.things()
                .paged(Paging.offset("skip", "limit", 2).inParallel())
                .totalAt("/total", 0));

    assertThat(reading.things(), contains("t1", "t2", "t3", "t4", "t5", "t6", "t7"));
    assertThat(result.how(), is(How.WHOLE));
  }

  @Test
  void pagesReadAtTheSameTimeMayAlsoBeLimited() throws IOException {
    reading.api.at("/things", MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 9)));

    WindowResult result =
        reading.readOne(
            Things.things()
                .paged(Paging.offset("skip", "limit", 2).upTo(5).inParallel())
                .totalAt("/total", 0));

    assertThat(
        reading.asked(),
        containsInAnyOrder(
            "/things?limit=2&skip=0", "/things?limit=2&skip=2", "/things?limit=1&skip=4"));
    assertThat(reading.things(), contains("t1", "t2", "t3", "t4", "t5"));
    assertThat(result.how(), is(How.WHOLE));
  }

  @Test
  void pagesReadAtTheSameTimeMayAlsoBePutOff() throws IOException {
    AtomicInteger refusals = new AtomicInteger(1);
    MadeUpApi.Shelf all = MadeUpApi.slices("skip", 0, "limit", MadeUpApi.things(1, 6));
    reading.api.at(
        "/things",
        request -> refusals.getAndDecrement() > 0 ? Answer.json(403, "{}") : all.answer(request));

    WindowResult result =
        reading.readOne(
            Things.things()
                .paged(Paging.offset("skip", "limit", 2).inParallel())
                .totalAt("/total", 0)
                .putOffOn(java.util.Set.of(403), java.time.Duration.ofMillis(10)));

    assertThat(reading.things(), contains("t1", "t2", "t3", "t4", "t5", "t6"));
    assertThat(result.how(), is(How.WHOLE));
  }
}
