package org.purlin.io.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.purlin.io.http.ClientCredentials;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.FakeServer;
import org.purlin.transforms.edfi.ResourceName;

@Timeout(30)
class CursorWalkTest {

  private final List<String> taken = new ArrayList<>();
  private final List<String> queries = new ArrayList<>();

  private final PullSink sink =
      new PullSink() {
        @Override
        public boolean isKnown(JsonNode record) {
          return taken.contains(record.get("id").asText());
        }

        @Override
        public boolean take(JsonNode record, Place where) {
          return taken.add(record.get("id").asText());
        }
      };

  /**
   * Walks what changed since 7, on a server that answers a page token, empty for the first page.
   */
  private void walk(Function<String, Answer> pages) throws Exception {
    try (FakeServer server =
        FakeServer.start(
            0,
            (request, inFlight) -> {
              queries.add(new TreeMap<>(request.parameters()).toString());
              return pages.apply(request.parameter("pageToken").orElse(""));
            })) {
      Login nobody =
          new Login(null, null, null, null, null, ClientCredentials.Style.BASIC_AND_FORM);
      District district = District.of("d", server.url(), nobody).withApiVersion("v3");
      try (EdfiApi api =
          EdfiApi.open(district, Pulling.settings("cursor-" + server.url().getPort()))) {
        new CursorWalk(api, new PullPageSize(2), sink, new PullTally())
            .walk(PullSource.records(api, ResourceName.parse("things")).since(7), null);
      }
    }
  }

  private static Answer page(String next, String... ids) {
    Answer page =
        Answer.json(
            200,
            "["
                + String.join(
                    ",", List.of(ids).stream().map(id -> "{\"id\":\"" + id + "\"}").toList())
                + "]");
    return next == null ? page : page.with("Next-Page-Token", next);
  }

  @Test
  void onlyAMissingTokenIsTheEnd() throws Exception {
    walk(
        token ->
            switch (token) {
              case "" -> page("t1", "a", "b");
              case "t1" -> page("t2");
              case "t2" -> page("t/3=&", "c");
              default -> page(null, "d");
            });

    assertThat(taken, contains("a", "b", "c", "d"));
    assertThat(
        queries,
        contains(
            "{limit=2, minChangeVersion=7}",
            "{minChangeVersion=7, pageSize=2, pageToken=t1}",
            "{minChangeVersion=7, pageSize=2, pageToken=t2}",
            "{minChangeVersion=7, pageSize=2, pageToken=t/3=&}"));
  }

  @Test
  void aTokenThatLeadsToItselfIsNotFollowedForEver() {
    DistrictException e =
        assertThrows(DistrictException.class, () -> walk(token -> page("t1", "a")));
    assertThat(e.getMessage(), containsString("the same next page again and again"));
    assertThat(queries.size(), is(2));
  }

  @Test
  void emptyPagesWithoutEndAreNotFollowedForEver() {
    DistrictException e =
        assertThrows(DistrictException.class, () -> walk(token -> page(token + "x")));
    assertThat(e.getMessage(), containsString("empty pages again and again"));
  }

  @Test
  void whatIsNoListIsNoEmptyPage() {
    for (String body :
        List.of("", "{}", "null", "[{\"id\":\"a\"}", "[] []", "<html>", "[{\"id\":")) {
      DistrictException e =
          assertThrows(DistrictException.class, () -> walk(token -> Answer.json(200, body)), body);
      assertThat(e.getMessage(), containsString("not with a whole list of records"));
    }
  }
}
