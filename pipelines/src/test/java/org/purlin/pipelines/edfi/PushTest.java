package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;
import org.purlin.sandbox.edfi.SampleSet;

@Timeout(120)
class PushTest {

  private static final long SEED = 20260812;
  private static final int STUDENTS = 20;

  @TempDir Path directory;

  /** Contract, check 1. */
  @Test
  void fromTheBaseAddressAloneStudentsArePostedToAServerOfOtherMake() throws IOException {
    Desk desk = new Desk(directory);
    String students = desk.write("students.jsonl", students(10));
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN))) {
      desk.expect(0, "push", Desk.at(edfi, "--input=" + students, "--commit"));
      assertThat(desk.balance("rows"), is("10 read = 10 created"));
      assertThat(edfi.count("students"), is(10));
      assertThat(
          edfi.requests().stream()
              .filter(request -> request.method().equals("POST"))
              .map(request -> request.path())
              .filter(path -> path.endsWith("/students"))
              .distinct()
              .toList(),
          contains("/local/v3.3b/ed-fi/students"));
    }
  }

  @Test
  void withoutCommitNothingIsSentAndTheReportSaysSo() throws IOException {
    Desk desk = new Desk(directory);
    String students = desk.write("students.jsonl", students(3));
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(0, "push", Desk.at(edfi, "--input=" + students));
      assertThat(desk.balance("rows"), is("3 read = 3 valid"));
      assertThat(desk.notices(), hasItem("Nothing was sent; add --commit."));
      assertThat(edfi.posts(), is(empty()));
    }
  }

  /** Contract, check 7. */
  @Test
  void aShuffledSetIsDeliveredInOneRunAndASecondRunSendsNothing() throws IOException {
    Desk desk = new Desk(directory);
    SampleSet set = SampleSet.of(SEED, STUDENTS).shuffled(7);
    Path rows = directory.resolve("rows.jsonl");
    set.writeTo(rows);
    int all = set.items().size();
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit"));
      assertThat(desk.balance("rows"), is(all + " read = " + all + " created"));
      assertThat(edfi.count("students"), is(STUDENTS));
      int posts = edfi.posts().size();

      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit"));
      assertThat(desk.balance("rows"), is(all + " read = " + all + " already delivered"));
      assertThat(edfi.posts().size(), is(posts));

      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit", "--resend=all"));
      assertThat(desk.balance("rows"), is(all + " read = " + all + " updated"));
      assertThat(edfi.count("students"), is(STUDENTS));
    }
  }

  @Test
  void whatOneServerTookIsSentToAnotherWithTheSameDistrict() throws IOException {
    Desk desk = new Desk(directory);
    String students = desk.write("students.jsonl", students(3));
    for (int server = 0; server < 2; server++) {
      try (EdfiSandbox edfi = EdfiSandbox.start()) {
        desk.expect(0, "push", Desk.at(edfi, "--input=" + students, "--commit"));
        assertThat(desk.balance("rows"), is("3 read = 3 created"));
      }
    }
  }

  @Test
  void aPulledRecordCanBePushedAsItIs() throws IOException {
    Desk desk = new Desk(directory);
    try (EdfiSandbox from = EdfiSandbox.start();
        EdfiSandbox to = EdfiSandbox.start()) {
      from.write("students", students(1)[0]);
      desk.expect(0, "pull", Desk.at(from, "--resources=students"));
      String body = desk.rows("students").get(0).get("body").toString();
      assertThat(Desk.json(body).has("id"), is(true));
      String rows = desk.write("students.jsonl", body);
      desk.expect(0, "push", Desk.at(to, "--input=" + rows, "--commit"));
      assertThat(to.records("students"), is(from.records("students")));
    }
  }

  /** Contract, check 6. */
  @Test
  void aDistrictWithAWrongSecretSaysSoOfItsRowsAndTheOthersAreDelivered() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("WRONG", "a-secret-that-opens-nothing");
    try (EdfiSandbox edfi =
        EdfiSandbox.start(EdfiSettings.of(Flavour.PLAIN).withDistricts("a", "b", "c"))) {
      String districts =
          desk.write(
              "districts.csv",
              "district,url,key,secret",
              "a," + edfi.baseUrl("a") + ",env:TEST_KEY,env:TEST_SECRET",
              "b," + edfi.baseUrl("b") + ",env:TEST_KEY,env:WRONG",
              "c," + edfi.baseUrl("c") + ",env:TEST_KEY,env:TEST_SECRET");
      String rows =
          desk.write(
              "rows.jsonl",
              List.of("a", "b", "c").stream()
                  .flatMap(
                      district ->
                          Arrays.stream(students(5))
                              .map(
                                  payload ->
                                      "{\"district\":\""
                                          + district
                                          + "\",\"resource\":\"students\",\"payload\":"
                                          + payload
                                          + "}"))
                  .toArray(String[]::new));

      desk.expect(3, "push", "--districts=" + districts, "--input=" + rows, "--commit");

      assertThat(desk.balance("rows"), is("15 read = 10 created + 5 not sent"));
      assertThat(edfi.district("a").count("students"), is(5));
      assertThat(edfi.district("c").count("students"), is(5));
      assertThat(desk.problems(), contains(startsWith("b: auth: ")));
      assertThat(edfi.district("b").tokenRequests(), lessThanOrEqualTo(2));
      List<JsonNode> refused =
          desk.rows("edfi_results").stream()
              .filter(row -> row.get("district").asText().equals("b"))
              .toList();
      assertThat(refused.size(), is(5));
      for (JsonNode row : refused) {
        assertThat(row.get("message").asText(), startsWith("auth: "));
      }
      Map<String, String> leaks =
          desk.everything().entrySet().stream()
              .filter(
                  file ->
                      file.getValue().contains("a-secret-that-opens-nothing")
                          || file.getValue().contains(EdfiSettings.SECRET))
              .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getKey));
      assertThat(leaks, is(anEmptyMap()));
      assertThat(desk.out + desk.err, is(not(containsString("opens-nothing"))));
    }
  }

  @Test
  void rowsCanBringTheirDistrictsAlong() throws IOException {
    Desk desk = new Desk(directory);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withDistricts("a", "b"))) {
      String rows =
          desk.write(
              "students.csv",
              "districtId,targetUrl,oAuthKey,oAuthSecret,payload",
              "a," + edfi.baseUrl("a") + ",env:TEST_KEY,env:TEST_SECRET," + cell(students(2)[0]),
              "b," + edfi.baseUrl("b") + ",env:TEST_KEY,env:TEST_SECRET," + cell(students(2)[1]));
      desk.expect(
          0,
          "push",
          "--input=" + rows,
          "--districtColumn=districtId",
          "--urlColumn=targetUrl",
          "--clientKeyColumn=oAuthKey",
          "--clientSecretColumn=oAuthSecret",
          "--keyColumns=districtId",
          "--commit");
      assertThat(desk.balance("rows"), is("2 read = 2 created"));
      assertThat(edfi.district("a").count("students"), is(1));
      assertThat(edfi.district("b").count("students"), is(1));
      assertThat(
          desk.rows("edfi_results").stream().map(row -> row.get("keys").toString()).toList(),
          contains("{\"districtId\":\"a\"}", "{\"districtId\":\"b\"}"));
    }
  }

  @Test
  void aRowThatHoldsASecretItselfStopsTheRunWithoutRepeatingIt() {
    Desk desk = new Desk(directory);
    String rows =
        desk.write(
            "students.csv",
            "district,url,k,s,payload",
            "a,https://a.invalid,env:TEST_KEY,shining-literal,{}");
    desk.expect(
        2,
        "push",
        "--input=" + rows,
        "--urlColumn=url",
        "--clientKeyColumn=k",
        "--clientSecretColumn=s");
    assertThat(
        desk.error(),
        startsWith(
            "Nothing was run: students.csv row 1, column s: must say where it is, not what it is"));
    assertThat(
        desk.everything().values().stream()
            .filter(text -> !text.startsWith("district,url"))
            .filter(text -> text.contains("shining"))
            .toList(),
        is(empty()));
  }

  @Test
  void rowsWithASkippedStatusAreListedAndNotSent() throws IOException {
    Desk desk = new Desk(directory);
    String[] students = students(3);
    String rows =
        desk.write(
            "rows.jsonl",
            row(students[0], ""),
            row(students[1], ",\"row status\":\"Error\""),
            row(students[2], ",\"row status\":\"warning\""));
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      desk.expect(0, "push", Desk.at(edfi, "--input=" + rows, "--commit"));
      assertThat(desk.balance("rows"), is("3 read = 1 created + 2 skipped"));
      assertThat(desk.rows("edfi_results").size(), is(3));
      assertThat(edfi.count("students"), is(1));
    }
  }

  private static String row(String payload, String more) {
    return "{\"resource\":\"students\",\"payload\":" + payload + more + "}";
  }

  private static String cell(String payload) {
    return '"' + payload.replace("\"", "\"\"") + '"';
  }

  /** Invented students that a server takes without anything else. */
  static String[] students(int count) {
    return SampleSet.of(SEED, count).items().stream()
        .filter(item -> item.resource().equals("students"))
        .map(item -> alone(item.payload()))
        .toArray(String[]::new);
  }

  /** Of a student only what refers to nothing. */
  private static String alone(String payload) {
    JsonNode student = Desk.json(payload);
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    for (String name : List.of("studentUniqueId", "firstName", "lastSurname", "birthDate")) {
      alone.set(name, student.get(name));
    }
    return alone.toString();
  }
}
