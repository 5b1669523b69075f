package org.purlin.pipelines.edfi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.edfi.EdfiDistrict;
import org.purlin.sandbox.edfi.EdfiSandbox;
import org.purlin.sandbox.edfi.EdfiSettings;
import org.purlin.sandbox.edfi.Flavour;

@Timeout(120)
class PullTest {

  @TempDir Path directory;

  @Test
  void whatIsLandedIsWhatTheServerHasAlsoAfterChanges() throws IOException {
    Desk desk = new Desk(directory);
    try (EdfiSandbox edfi = EdfiSandbox.start()) {
      String[] students = PushTest.students(30);
      for (String student : students) {
        edfi.write("students", student);
      }
      desk.expect(0, "pull", Desk.at(edfi, "--resources=students"));
      assertThat(desk.balance("records"), is("30 read = 30 landed"));
      assertThat(desk.balance("resources"), is("1 planned = 1 read in full"));
      assertThat(landed(desk, "district"), is(held(edfi.district())));

      edfi.write("students", students[3].replace("\"firstName\":\"", "\"firstName\":\"Z"));
      edfi.remove("students", id(students[7]));
      desk.expect(0, "pull", Desk.at(edfi, "--resources=students"));
      assertThat(desk.balance("resources"), is("1 planned = 1 brought up to date"));
      assertThat(desk.balance("records"), is("1 read = 1 landed"));
      assertThat(landed(desk, "district"), is(held(edfi.district())));

      desk.expect(0, "pull", Desk.at(edfi, "--resources=students"));
      assertThat(desk.balance("resources"), is("1 planned = 1 unchanged"));
    }
  }

  @Test
  void ofThreeDistrictsOneDeadAndOneWithAWrongSecretTheThirdIsComplete() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("WRONG", "a-secret-that-opens-nothing");
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.defaults().withDistricts("a", "b"))) {
      for (String student : PushTest.students(5)) {
        edfi.district("a").write("students", student);
      }
      String districts =
          desk.write(
              "districts.csv",
              "district,url,key,secret",
              "a," + edfi.baseUrl("a") + ",env:TEST_KEY,env:TEST_SECRET",
              "b," + edfi.baseUrl("b") + ",env:TEST_KEY,env:WRONG",
              "dead,http://127.0.0.1:1,env:TEST_KEY,env:TEST_SECRET");
      desk.expect(3, "pull", "--districts=" + districts, "--resources=students");
      assertThat(landed(desk, "a"), is(held(edfi.district("a"))));
      assertThat(desk.problems().size(), is(2));
      assertThat(desk.problems().get(0), startsWith("b"));
      assertThat(desk.problems().get(0), containsString("401"));
      assertThat(desk.problems().get(1), startsWith("dead"));
      assertThat(desk.balance("resources"), is("3 planned = 1 read in full + 2 failed"));
    }
  }

  /** Contract, check 2. */
  @Test
  void addressesAreThoseOfTheServersOwnKind() throws IOException {
    Desk desk = new Desk(directory);
    for (Map.Entry<Flavour, String> each :
        Map.of(
                Flavour.ODS_53_YEAR, "/data/v3/2026/ed-fi/students",
                Flavour.ODS_73_TENANT, "/t1/2026/data/v3/ed-fi/students",
                Flavour.V8, "/api/data/ed-fi/students")
            .entrySet()) {
      try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(each.getKey()))) {
        edfi.write("students", PushTest.students(1)[0]);
        String key = each.getKey().name();
        String[] year =
            each.getKey() == Flavour.ODS_53_YEAR
                ? new String[] {"--resources=students", "--district=" + key, "--schoolYear=2026"}
                : new String[] {"--resources=students", "--district=" + key};
        desk.expect(0, "pull", Desk.at(edfi, year));
        assertThat(landed(desk, key), is(held(edfi.district())));
        assertThat(
            edfi.requests().stream().map(request -> request.path()).distinct().toList(),
            hasItem(each.getValue()));
      }
    }
  }

  /** Contract, check 2. */
  @Test
  void aUrlWithBracesLeftInItIsRefusedByName() throws IOException {
    Desk desk = new Desk(directory);
    try (EdfiSandbox edfi = EdfiSandbox.start(EdfiSettings.of(Flavour.ODS_73_TENANT))) {
      desk.expect(
          3,
          "pull",
          "--url=" + edfi.url(),
          "--key=" + Desk.KEY,
          "--secret=" + Desk.SECRET,
          "--resources=students");
      assertThat(desk.problems(), contains(containsString("{tenantIdentifier}")));
    }
  }

  /** The landed bodies without what a server adds, by their unique ids. */
  private static Map<String, JsonNode> landed(Desk desk, String district) {
    Map<String, JsonNode> records = new TreeMap<>();
    for (JsonNode row : desk.rows("students", district)) {
      JsonNode body = row.get("body");
      ObjectNode record = (ObjectNode) (body.isTextual() ? Desk.json(body.asText()) : body);
      for (Iterator<String> names = record.fieldNames(); names.hasNext(); ) {
        if (List.of("id", "_etag", "_lastModifiedDate", "changeVersion").contains(names.next())) {
          names.remove();
        }
      }
      records.put(record.get("studentUniqueId").asText(), record);
    }
    return records;
  }

  private static Map<String, JsonNode> held(EdfiDistrict district) {
    return new TreeMap<>(district.records("students"));
  }

  private static String id(String student) {
    return Desk.json(student).get("studentUniqueId").asText();
  }
}
