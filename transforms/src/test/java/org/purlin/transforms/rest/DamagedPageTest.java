package org.purlin.transforms.rest;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages that cannot be used. */
class DamagedPageTest {

  private static final PageReader READER =
      new PageReader(List.of(RecordPath.of("response")), Set.of("/status/total"));

  private static PageException readError(String page) {
    return assertThrows(
        PageException.class,
        () -> READER.read(page.getBytes(StandardCharsets.UTF_8), new Collected()));
  }

  private static void assertNotJson(String page, String message) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    PageException picking = assertThrows(PageException.class, () -> READER.pick(bytes));
    PageException reading = readError(page);

    for (PageException error : List.of(picking, reading)) {
      assertThat(error.getMessage(), is(message));
      assertThat(error.kind(), is(PageException.Kind.NOT_JSON));
      assertThat(error.getCause() == null, is(true));
    }
  }

  @Test
  void whatIsNotJsonSaysWhereAndQuotesNothing() {
    assertNotJson("<html>secret</html>", "not JSON: unexpected text at line 1, column 2");
    assertNotJson("", "not JSON: the page is empty at line 1, column 1");
    assertNotJson(" \n ", "not JSON: the page is empty at line 2, column 2");
    assertNotJson("{\"response\":[]} secret", "not JSON: unexpected text at line 1, column 23");
    assertNotJson("{\"response\":[]}\n{}", "not JSON: more text follows at line 2, column 2");
    assertNotJson(
        "{\"response\":[],\"secret\":1,\"secret\":2}",
        "not JSON: a name stands twice in an object at line 1, column 35");
    assertNotJson(
        "{\"response\":[{\"secret\":1,\"secret\":2}]}",
        "not JSON: a name stands twice in an object at line 1, column 34");
    assertNotJson("{\"response\":[],\"x\":NaN}", "not JSON: unexpected text at line 1, column 23");
    assertNotJson(
        "{\"response\":[],\"x\":-Infinity}", "not JSON: unexpected text at line 1, column 29");
    assertNotJson("{\"response\":[],\"x\":01}", "not JSON: unexpected text at line 1, column 21");
  }

  @Test
  void aPageCutAnywhereIsNotJson() {
    String whole = "{\"response\":[{\"id\":\"a\",\"n\":[1.5,true]}],\"status\":{\"total\":10}}";
    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      assertThat(cut, readError(cut).getMessage(), startsWith("not JSON: "));
    }
    assertThat(
        readError("{\"response\":[{\"id\":\"secr").getMessage(),
        containsString("the page ends in the middle of a value"));
  }

  @Test
  void bytesThatAreNoTextAreNotJson() {
    byte[][] pages = {
      {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'},
      {0, 0, 0, '{', 1, 1, 1, 1},
      {(byte) 0x89, 'P', 'N', 'G'},
    };
    for (byte[] page : pages) {
      assertThat(
          assertThrows(PageException.class, () -> READER.pick(page)).kind(),
          is(PageException.Kind.NOT_JSON));
    }
  }

  @Test
  void nestingAndNumbersHaveAnEnd() {
    for (String value : List.of("[".repeat(200_000), "1".repeat(5_000), "1." + "0".repeat(5_000))) {
      assertThat(
          readError("{\"response\":[{\"x\":" + value + "}]}").getMessage(),
          startsWith("not JSON: a number or nesting is longer than any real one at line 1,"));
    }
  }

  @Test
  void aPageWithoutItsRecordsSaysWhatIsThere() {
    String[][] pages = {
      {"{\"message\":\"secret\"}", "response is missing"},
      {"{}", "response is missing"},
      {"[]", "response is missing"},
      {"\"secret\"", "response is missing"},
      {"{\"response\":null}", "response is null, but records were expected"},
      {"{\"response\":\"secret\"}", "response is a text, but records were expected"},
      {"{\"response\":false,\"a\":[]}", "response is a truth value, but records were expected"},
      {
        "{\"a\":{\"response\":[]},\"response\":1}",
        "response is a number, but records were expected"
      },
    };
    for (String[] page : pages) {
      PageException error = readError(page[0]);

      assertThat(error.getMessage(), is(page[1]));
      assertThat(error.kind(), is(PageException.Kind.NO_RECORDS));
    }
    PageReader root = new PageReader(List.of(RecordPath.of("*")), Set.of());
    assertThat(
        assertThrows(
                PageException.class,
                () -> root.read("\"secret\"".getBytes(StandardCharsets.UTF_8), new Collected()))
            .getMessage(),
        is("the page is a text, but records were expected"));
  }

  @Test
  void damageBehindMissingRecordsIsToldFirst() {
    assertThat(
        readError("{\"response\":null,\"x\":").getMessage(), not(containsString("response")));
  }
}
