package org.purlin.sandbox.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final String KEY = "studentUniqueId";

  private static EdfiSandbox with(EdfiSettings settings, int students) throws Exception {
    EdfiSandbox edfi = EdfiSandbox.start(settings);
    for (int i = 1; i <= students; i++) {
      edfi.write("students", EdfiClient.student(i));
    }
    return edfi;
  }

  private static List<String> numbers(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
  }

  private static List<String> keys(HttpResponse<String> page) throws Exception {
    List<String> keys = new ArrayList<>();
    EdfiClient.json(page).forEach(row -> keys.add(row.path(KEY).asText()));
    return keys;
  }

  private static String error(HttpResponse<String> answer) throws Exception {
    return answer.statusCode() + " " + EdfiClient.json(answer).path("errors").path(0).asText();
  }

  @Test
  void offsetPagesHave25RowsUnlessAskedAndTellTheTotal() throws Exception {
    try (EdfiSandbox edfi = with(EdfiSettings.defaults(), 60)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      assertThat(keys(client.get("students")), is(numbers(1, 25)));
      HttpResponse<String> last = client.get("students?offset=50&limit=40&totalCount=true");
      assertThat(keys(last), is(numbers(51, 60)));
      assertThat(EdfiClient.header(last, "Total-Count"), is("60"));
      HttpResponse<String> count = client.get("students?limit=0&totalCount=true");
      assertThat(count.body() + EdfiClient.header(count, "Total-Count"), is("[]60"));
      assertThat(keys(client.get("STUDENTS?LIMIT=2")), is(numbers(1, 2)));
    }
  }

  @Test
  void pagesBeyondTheLimitAreRefusedOrCutWithoutAWord() throws Exception {
    try (EdfiSandbox edfi = with(EdfiSettings.defaults().withPageLimit(10), 30)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      assertThat(
          error(client.get("students?limit=11")),
          is("400 Limit must be a value between 0 and 10."));
      assertThat(keys(client.get("students?limit=10")), is(numbers(1, 10)));
    }
    try (EdfiSandbox edfi = with(EdfiSettings.defaults().capsSilently(7), 30)) {
      assertThat(keys(EdfiClient.signedIn(edfi).get("students?limit=20")), is(numbers(1, 7)));
    }
  }

  @Test
  void aCursorWalkEndsWithAnEmptyPageWithoutAToken() throws Exception {
    try (EdfiSandbox edfi = with(EdfiSettings.defaults(), 20)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      assertThat(client.walk("students?limit=5", 5, KEY), is(numbers(1, 20)));
      assertThat(
          edfi.requests().stream().filter(seen -> seen.path().endsWith("/students")).toList(),
          hasSize(5));
    }
  }

  @Test
  void anEmptyPageCanHaveANextPage() throws Exception {
    EdfiSettings settings = EdfiSettings.of(Flavour.V8).withEmptyPageWithToken();
    try (EdfiSandbox edfi = with(settings, 12)) {
      EdfiClient client = EdfiClient.signedIn(edfi, Flavour.V8);
      HttpResponse<String> first = client.get("students?limit=5");
      HttpResponse<String> second =
          client.get(
              "students?pageSize=5&pageToken=" + EdfiClient.header(first, "Next-Page-Token"));
      assertThat(second.body(), is("[]"));
      assertThat(EdfiClient.header(second, "Next-Page-Token"), is(not("")));
      assertThat(client.walk("students?limit=5", 5, KEY), is(numbers(1, 12)));
    }
  }

  @Test
  void cursorAndOffsetParametersDoNotMix() throws Exception {
    try (EdfiSandbox edfi = with(EdfiSettings.defaults(), 3)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      String token = EdfiClient.header(client.get("students"), "Next-Page-Token");
      assertThat(
          error(client.get("students?pageSize=5")),
          is("400 PageToken is required when pageSize is specified."));
      assertThat(
          error(client.get("students?limit=5&pageToken=" + token)),
          is("400 Use pageSize instead of limit/offset when using cursor paging."));
      assertThat(
          error(client.get("students?totalCount=true&pageToken=" + token)),
          is("400 The total count cannot be determined while using cursor paging."));
      assertThat(
          error(client.get("students?pageToken=none")),
          is("400 The page token provided was invalid."));
      assertThat(EdfiClient.header(client.get("students?offset=0"), "Next-Page-Token"), is(""));
    }
  }

  @Test
  void olderServersHaveNoCursorAndNoPartitions() throws Exception {
    for (Flavour flavour : List.of(Flavour.ODS_6, Flavour.ODS_53_YEAR, Flavour.PLAIN)) {
      try (EdfiSandbox edfi = with(EdfiSettings.of(flavour), 3)) {
        EdfiClient client = EdfiClient.signedIn(edfi, flavour);
        assertThat(EdfiClient.header(client.get("students"), "Next-Page-Token"), is(""));
        assertThat(client.get("students/partitions").statusCode(), is(404));
      }
    }
  }

  @Test
  void version8GivesNoTokenToABoundedFirstRequest() throws Exception {
    try (EdfiSandbox edfi = with(EdfiSettings.of(Flavour.V8), 12)) {
      EdfiClient client = EdfiClient.signedIn(edfi, Flavour.V8);
      HttpResponse<String> first = client.get("students?limit=5&maxChangeVersion=1000");
      assertThat(keys(first), is(numbers(1, 5)));
      assertThat(EdfiClient.header(first, "Next-Page-Token"), is(""));
    }
  }

  @Test
  void partitionsCoverEveryRowOnce() throws Exception {
    try (EdfiSandbox edfi = with(EdfiSettings.defaults().withMinimumPartition(10), 45)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      JsonNode many = EdfiClient.json(client.get("students/partitions?number=20"));
      assertThat(many.path("pageTokens").size(), is(5));
      List<String> seen = new ArrayList<>();
      for (JsonNode token :
          EdfiClient.json(client.get("students/partitions?number=3")).get("pageTokens")) {
        seen.addAll(client.walk("students?pageSize=4&pageToken=" + token.asText(), 4, KEY));
      }
      assertThat(seen, is(numbers(1, 45)));
      assertThat(
          EdfiClient.json(client.get("students/partitions?number=3")).path("pageTokens").size(),
          is(3));
      assertThat(client.get("staffs/partitions?number=3").body(), is("{\"pageTokens\":[]}"));
      assertThat(
          error(client.get("students/partitions?number=201")),
          is("400 Number must be a value between 1 and 200."));
    }
  }

  @Test
  void partitionsHoldFiveLargestPagesByDefault() throws Exception {
    EdfiSettings settings = EdfiSettings.defaults().withPageLimit(4).withGenerated("students", 101);
    try (EdfiSandbox edfi = EdfiSandbox.start(settings)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      JsonNode tokens = EdfiClient.json(client.get("students/partitions?number=200"));
      assertThat(tokens.path("pageTokens").size(), is(6));
    }
  }

  @Test
  void generatedRowsAreLikeStoredOnesAndComeFirst() throws Exception {
    EdfiSettings settings = EdfiSettings.defaults().withGenerated("students", 1_000_000);
    try (EdfiSandbox edfi = with(settings, 3)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      assertThat(edfi.count("students"), is(1_000_003));
      HttpResponse<String> end = client.get("students?offset=999998&limit=10&totalCount=true");
      assertThat(keys(end), is(List.of("G00999999", "G01000000", "1", "2", "3")));
      assertThat(EdfiClient.header(end, "Total-Count"), is("1000003"));
      JsonNode row = EdfiClient.json(end).get(1);
      assertThat(row.path("id").asText(), is("9e000000000000000000000001000000"));
      HttpResponse<String> one = client.get("students/" + row.path("id").asText());
      assertThat(EdfiClient.json(one), is(row));
      assertThat(EdfiClient.header(one, "ETag"), is("\"" + row.path("_etag").asText() + "\""));
      assertThat(keys(client.get("students?studentUniqueId=G00000017")), is(List.of("G00000017")));
      assertThat(
          keys(client.get("students?minChangeVersion=41&maxChangeVersion=43")),
          is(List.of("G00000041", "G00000042", "G00000043")));
      assertThat(
          client
              .post("students", EdfiClient.student(1).replace("\"1\"", "\"G00000001\""))
              .statusCode(),
          is(403));
    }
  }

  @Test
  void partitionsOfGeneratedRowsCoverEveryRowOnce() throws Exception {
    EdfiSettings settings =
        EdfiSettings.defaults().withGenerated("students", 1003).withMinimumPartition(100);
    try (EdfiSandbox edfi = with(settings, 4)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      List<String> seen = new ArrayList<>();
      JsonNode tokens = EdfiClient.json(client.get("students/partitions?number=7"));
      for (JsonNode token : tokens.get("pageTokens")) {
        seen.addAll(client.walk("students?pageSize=50&pageToken=" + token.asText(), 50, KEY));
      }
      assertThat(tokens.get("pageTokens").size(), is(7));
      assertThat(seen, hasSize(1007));
      assertThat(seen.stream().distinct().count(), is(1007L));
    }
  }

  @Test
  void filtersUseBareNamesAndUnknownOnesAreIgnored() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      SampleSet.of(1, 8).items().forEach(item -> edfi.write(item.resource(), item.payload()));
      EdfiClient client = EdfiClient.signedIn(edfi);
      HttpResponse<String> some =
          client.get("studentSchoolAssociations?schoolId=88010001&totalCount=true");
      assertThat(EdfiClient.header(some, "Total-Count"), is("2"));
      HttpResponse<String> one =
          client.get("studentSchoolAssociations?schoolId=88010001&studentuniqueid=S100004");
      assertThat(EdfiClient.json(one).size(), is(1));
      assertThat(
          EdfiClient.json(client.get("studentSchoolAssociations?schoolID_=1")).size(), is(8));
    }
  }

  @Test
  void aGetAddsWhatServersAdd() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      SampleSet.of(1, 2).items().forEach(item -> edfi.write(item.resource(), item.payload()));
      EdfiClient client = EdfiClient.signedIn(edfi);
      JsonNode association = EdfiClient.json(client.get("studentSchoolAssociations")).get(0);
      JsonNode student = EdfiClient.json(client.get("students")).get(0);
      assertThat(
          association.path("studentReference").path("link").toString(),
          is(
              "{\"rel\":\"Student\",\"href\":\"/ed-fi/students/"
                  + student.path("id").asText()
                  + "\"}"));
      assertThat(association.path("id").asText().matches("[0-9a-f]{32}"), is(true));
      assertThat(association.path("_etag").isTextual(), is(true));
      assertThat(association.path("_lastModifiedDate").asText().matches("20.*T.*Z"), is(true));
      JsonNode term = EdfiClient.json(client.get("termDescriptors")).get(0);
      assertThat(term.path("termDescriptorId").isIntegralNumber(), is(true));
    }
  }

  @Test
  void whatHasNotChangedIsNotSentAgain() throws Exception {
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      HttpResponse<String> posted = client.post("students", EdfiClient.student(1));
      client.with("If-None-Match", EdfiClient.header(posted, "ETag"));
      assertThat(client.get("students/" + EdfiClient.id(posted)).statusCode(), is(304));
      client.with("If-None-Match", "\"other\"");
      assertThat(client.get("students/" + EdfiClient.id(posted)).statusCode(), is(200));
      assertThat(client.get("students/none").statusCode(), is(404));
      assertThat(client.get("teachers").statusCode(), is(404));
    }
  }

  @Test
  void rowsCanComeAndGoBetweenThePagesOfAWalk() throws Exception {
    try (EdfiSandbox edfi = with(EdfiSettings.defaults(), 10)) {
      EdfiClient client = EdfiClient.signedIn(edfi);
      edfi.onGetOf("students", 2, () -> edfi.remove("students", "1"));
      assertThat(keys(client.get("students?offset=0&limit=5")), is(numbers(1, 5)));
      assertThat(keys(client.get("students?offset=5&limit=5")), is(numbers(7, 10)));
    }
  }
}
