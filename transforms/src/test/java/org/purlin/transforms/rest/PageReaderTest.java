package org.purlin.transforms.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageReaderTest {

  private static final RecordPath RESPONSE = RecordPath.of("response");
  private static final RecordPath STUDENTS = RecordPath.of("response", "students", "*");
  private static final RecordPath GRADES =
      RecordPath.of("response", "students", "*", "gradeLevels", "*");
  private static final RecordPath DATA = RecordPath.of("data");
  private static final RecordPath EACH_DATA = RecordPath.of("data", "*");
  private static final RecordPath QUOTES = RecordPath.of("data", "*", "quote", "*");

  private static String refusal(Set<String> pointers, RecordPath... paths) {
    return assertThrows(
            IllegalArgumentException.class, () -> new PageReader(List.of(paths), pointers))
        .getMessage();
  }

  @Test
  void anArrayAtThePathsEndIsItsRecordsInOrder() throws Exception {
    Collected page =
        Collected.from("{\"_links\":[{\"rel\":\"self\"}],\"response\":[{\"id\":1},{}]}", RESPONSE);

    assertThat(page.lines, contains("response /response/0 {\"id\":1}", "response /response/1 {}"));
    assertThat(page.tally(RESPONSE), is(new Tally(2, 0, 0, 0)));
  }

  @Test
  void anObjectAtThePathsEndIsOneRecord() throws Exception {
    Collected page = Collected.from("{\"response\":{\"id\":1,\"a\":{}}}", RESPONSE);

    assertThat(page.lines, contains("response /response {\"id\":1,\"a\":{}}"));
    assertThat(page.tally(RESPONSE), is(new Tally(1, 0, 0, 0)));
  }

  @Test
  void anEmptyArrayIsNoRecordAndNoMistake() throws Exception {
    Collected page = Collected.from("{\"response\":[]}", RESPONSE);

    assertThat(page.lines, is(empty()));
    assertThat(page.tally(RESPONSE), is(new Tally(0, 0, 0, 0)));
  }

  @Test
  void recordsInsideRecordsKnowTheRecordAroundThem() throws Exception {
    Collected page =
        Collected.from(
            """
            {"response":{"note":1,"students":[
              {"id":"a","gradeLevels":[]},
              {"id":"b","gradeLevels":[{"id":"g1"},{"id":"g2"}]}]}}""",
            STUDENTS,
            GRADES);

    assertThat(
        page.lines,
        contains(
            "response.students.* /response/students/0 {\"id\":\"a\",\"gradeLevels\":[]}",
            "response.students.* /response/students/1"
                + " {\"id\":\"b\",\"gradeLevels\":[{\"id\":\"g1\"},{\"id\":\"g2\"}]}",
            "response.students.*.gradeLevels.* /response/students/1/gradeLevels/0"
                + " in=b {\"id\":\"g1\"}",
            "response.students.*.gradeLevels.* /response/students/1/gradeLevels/1"
                + " in=b {\"id\":\"g2\"}"));
    assertThat(page.tally(STUDENTS), is(new Tally(2, 0, 0, 0)));
    assertThat(page.tally(GRADES), is(new Tally(2, 0, 1, 0)));
    assertThat(page.records.get(2).outer(), is(sameInstance(page.records.get(1).fields())));
  }

  @Test
  void valuesOfAnObjectAreRecordsUnderTheirKeys() throws Exception {
    Collected page =
        Collected.from(
            """
            {"data":[{"id":7,"quote":{"USD":{"price":1},"EUR":{"price":2}}}]}""",
            QUOTES);

    assertThat(
        page.lines,
        contains(
            "data.*.quote.* /data/0/quote/0 key=USD in=7 {\"price\":1}",
            "data.*.quote.* /data/0/quote/1 key=EUR in=7 {\"price\":2}"));
  }

  @Test
  void elementsOfAnArrayHaveNoKey() throws Exception {
    Collected page =
        Collected.from(
            "{\"data\":{\"BTC\":{\"id\":7,\"quote\":[{\"symbol\":\"USD\"}]}}}", EACH_DATA, QUOTES);

    assertThat(
        page.lines,
        contains(
            "data.* /data/0 key=BTC {\"id\":7,\"quote\":[{\"symbol\":\"USD\"}]}",
            "data.*.quote.* /data/0/quote/0 in=7 {\"symbol\":\"USD\"}"));
  }

  @Test
  void anArrayUnderAKeyHoldsRecordsThatShareTheKey() throws Exception {
    Collected page =
        Collected.from("{\"data\":{\"BTC\":[{\"id\":1},{\"id\":2}],\"X\":[]}}", EACH_DATA);

    assertThat(
        page.lines,
        contains("data.* /data/0/0 key=BTC {\"id\":1}", "data.* /data/0/1 key=BTC {\"id\":2}"));
    assertThat(page.tally(EACH_DATA), is(new Tally(2, 0, 1, 0)));
  }

  @Test
  void whatIsMissingNullOrEmptyGivesNoRecordAndIsCounted() throws Exception {
    Collected page =
        Collected.from(
            """
            {"data":[{"id":1,"quote":{}},{"id":2,"quote":null},{"id":3},{"id":4,"quote":[]},
              {"id":5,"quote":{"USD":null}},{"id":6,"quote":{"USD":null,"EUR":{"price":null}}},
              null]}""",
            DATA,
            QUOTES);

    assertThat(page.tally(DATA), is(new Tally(6, 0, 1, 1)));
    assertThat(page.tally(QUOTES), is(new Tally(1, 0, 6, 2)));
    assertThat(
        page.lines.get(page.lines.size() - 1),
        is("data.*.quote.* /data/5/quote/1 key=EUR in=6 {\"price\":null}"));
  }

  @Test
  void somethingElseInARecordsPlaceIsRejectedAndItsNeighboursAreNot() throws Exception {
    Collected page =
        Collected.from(
            """
            {"data":[7,{"id":1,"quote":"secret"},{"id":2,"quote":{"USD":true}},
              [{"id":8}],{"id":3,"quote":[{"price":1},"secret"]}]}""",
            DATA,
            QUOTES);

    assertThat(
        page.lines,
        contains(
            "data /data/0 rejected: expected a record, but there is a number",
            "data.*.quote.* /data/0 rejected: expected an object with quote, but there is a"
                + " number",
            "data /data/1 {\"id\":1,\"quote\":\"secret\"}",
            "data.*.quote.* /data/1/quote rejected: expected records, but there is a text",
            "data /data/2 {\"id\":2,\"quote\":{\"USD\":true}}",
            "data.*.quote.* /data/2/quote/0 rejected: expected a record, but there is a truth"
                + " value",
            "data /data/3 rejected: expected a record, but there is an array",
            "data.*.quote.* /data/3 rejected: expected an object with quote, but there is an"
                + " array",
            "data /data/4 {\"id\":3,\"quote\":[{\"price\":1},\"secret\"]}",
            "data.*.quote.* /data/4/quote/0 in=3 {\"price\":1}",
            "data.*.quote.* /data/4/quote/1 rejected: expected a record, but there is a"
                + " text"));
    assertThat(page.tally(DATA), is(new Tally(3, 2, 0, 0)));
    assertThat(page.tally(QUOTES), is(new Tally(1, 5, 0, 0)));
  }

  @Test
  void aDeeperNameThatLeadsNowhereIsNoRecord() throws Exception {
    for (String response : List.of("{}", "{\"students\":null}", "{\"students\":[]}", "[]")) {
      Collected page = Collected.from("{\"response\":" + response + "}", STUDENTS, GRADES);

      assertThat(response, page.lines, is(empty()));
    }
    for (String response : List.of("[{\"id\":1}]", "{\"students\":\"none\"}")) {
      Collected page = Collected.from("{\"response\":" + response + "}", STUDENTS);

      assertThat(response, page.tally(STUDENTS), is(new Tally(0, 1, 0, 0)));
    }
  }

  @Test
  void aPageThatIsAnArrayIsReadFromItsRoot() throws Exception {
    RecordPath root = RecordPath.of("*");

    assertThat(Collected.from("[{\"id\":1}]", root).lines, contains("* /0 {\"id\":1}"));
    assertThat(Collected.from("{\"k\":{\"id\":1}}", root).lines, contains("* /0 key=k {\"id\":1}"));
  }

  @Test
  void theSameRecordsAreFoundWhetherTheyAreStreamedOrNot() throws Exception {
    String data =
        "{\"data\":{\"id\":0,\"a\":{\"id\":1,\"quote\":{\"USD\":{\"id\":2}}},\"b\":null}}";
    List<String> streamed = Collected.from(data, QUOTES).lines;
    Collected whole = Collected.from(data, DATA, QUOTES);

    assertThat(whole.lines.subList(1, whole.lines.size()), is(streamed));
    assertThat(whole.tally(QUOTES), is(Collected.from(data, QUOTES).tally(QUOTES)));
  }

  @Test
  void valuesAreFoundBeforeAndBehindTheRecords() throws Exception {
    Set<String> pointers = Set.of("/status/total", "/status/notice", "/_links", "/next/a/b", "/x");
    String status = "\"status\":{\"total\":1.50,\"other\":{\"total\":2},\"notice\":null}";
    String links = "\"_links\":[{\"rel\":\"self\"}]";
    String data = "\"data\":[{\"id\":1,\"status\":{\"total\":9}}]";

    for (List<String> order : List.of(List.of(status, data, links), List.of(data, links, status))) {
      String page = "{" + String.join(",", order) + ",\"next\":[1]}";
      PageReader reader = new PageReader(List.of(DATA), pointers);
      Map<String, JsonNode> picked = reader.pick(page.getBytes(StandardCharsets.UTF_8));

      assertThat(
          picked.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString())),
          is(Map.of("/status/total", "1.50", "/_links", "[{\"rel\":\"self\"}]")));
      assertThat(Collected.from(page, pointers, DATA).content.picked(), is(picked));
    }
  }

  @Test
  void aReaderForValuesAloneTakesAnyPage() throws Exception {
    PageReader reader = new PageReader(List.of(), Set.of("/ack"));

    assertThat(reader.pick("{\"ack\":1}".getBytes(StandardCharsets.UTF_8)).size(), is(1));
    assertThat(reader.pick("[{\"ack\":1}]".getBytes(StandardCharsets.UTF_8)), is(Map.of()));
    assertThat(reader.pick("null".getBytes(StandardCharsets.UTF_8)), is(Map.of()));
    assertThat(Collected.from("[[1]]").content, is(new PageContent(Map.of(), Map.of())));
  }

  @Test
  void oneReadingCannotWantAPlaceAndItsInside() {
    assertThat(
        refusal(Set.of("/data/next"), DATA),
        is("Something is wanted of '/data' and of what is inside it; ask in two readings."));
    refusal(Set.of("/data"), DATA);
    refusal(Set.of("/a", "/a/b"));
    refusal(Set.of("/a"), RecordPath.of("*"));
    refusal(Set.of(), RESPONSE, STUDENTS);
    assertThat(refusal(Set.of("total")), is("A pointer is /name or /name/name, but was: total."));
    assertThrows(IllegalArgumentException.class, () -> RecordPath.of(""));
  }

  @Test
  void whatTheSinkThrowsComesThrough() {
    IOException full = new IOException("full");
    RecordSink sink =
        new RecordSink() {
          @Override
          public void found(FoundRecord found) throws IOException {
            throw full;
          }

          @Override
          public void rejected(RecordPath path, String place, String reason) {}
        };
    byte[] page = "{\"data\":[{}]}".getBytes(StandardCharsets.UTF_8);

    assertThat(
        assertThrows(
            IOException.class, () -> new PageReader(List.of(DATA), Set.of()).read(page, sink)),
        is(sameInstance(full)));
  }

  @Test
  void aRecordIsHandedOnBeforeTheNextIsRead() throws Exception {
    String page =
        IntStream.range(0, 50)
            .mapToObj(id -> "{\"id\":" + id + "}")
            .collect(Collectors.joining(",", "{\"data\":[", ",oops"));
    Collected sink = new Collected();

    assertThrows(
        PageException.class,
        () ->
            new PageReader(List.of(DATA), Set.of())
                .read(page.getBytes(StandardCharsets.UTF_8), sink));

    assertThat(sink.records.size(), is(50));
  }

  @Test
  void aRecordDoesNotShowWhatItSays() throws Exception {
    Collected page = Collected.from("{\"data\":{\"pat\":{\"id\":\"secret\"}}}", EACH_DATA);

    assertThat(page.records.get(0).toString(), is("record at /data/0"));
  }
}
