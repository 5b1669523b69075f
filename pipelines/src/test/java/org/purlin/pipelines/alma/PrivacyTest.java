package org.purlin.pipelines.alma;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.io.alma.AlmaTables;
import org.purlin.sandbox.Answer;
import org.purlin.sandbox.Fault;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;
import org.purlin.transforms.rows.KeyedHash;
import org.purlin.transforms.rows.Table;

/** Contract, check 11. */
@Timeout(120)
class PrivacyTest {

  private static final String SCHOOL = AlmaSettings.ELEMENTARY;
  private static final String[] ALL = {
    "--schools=" + SCHOOL,
    "--tables=students,student_grade_levels,attendance,enrollments,staff,classes,cohorts"
  };

  /** Field of a student and what stands in it, which stands nowhere else. */
  private static final Map<String, String> CANARIES =
      Map.of(
          "firstName", "Canaryfirst",
          "lastName", "Canarylast",
          "middleName", "Canarymiddle",
          "username", "canary.user",
          "stateId", "CANARYSTATE77",
          "districtId", "CANARYDISTRICT",
          "gender", "Canarygender",
          "ethnicity", "Canaryethnicity",
          "dob", "2011-02-03");

  /** In a note and a comment, and staff's names. */
  private static final List<String> NOTES =
      List.of("Invented note", "Invented comment", "Placeholm", "Tove");

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  private static AlmaSandbox canaries() throws IOException {
    AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withAttendanceDays(40));
    String student = alma.students(SCHOOL).get(2);
    CANARIES.forEach((field, value) -> alma.changeStudent(SCHOOL, student, field, value));
    return alma;
  }

  @Test
  void whatNobodyKnowsOfAnyTableIsLandedOnlyWhereItIsAllowed() throws IOException {
    String canary = "Canaryprincipal";
    List<String> tables =
        AlmaTables.ALL.stream().map(table -> table.name().substring("alma_".length())).toList();
    String[] all = {"--schools=" + SCHOOL, "--tables=" + String.join(",", tables)};
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(1))) {
      alma.onNext(
          request -> request.header("authorization").isPresent(), adding(canary).times(1000));
      desk.expect(0, alma, all);
      assertThat(everywhere(), not(containsString(canary)));

      Desk allowing = new Desk(directory.resolve("allowing"));
      allowing.expect(0, alma, all[0], all[1], "--allow=_extra,schools.settings");
      for (Table table : AlmaTables.ALL) {
        assertThat(
            table.name(),
            allowing.rows(table.name()).get(0).get("_extra").toString(),
            containsString(canary));
      }
      assertThat(
          allowing.rows("alma_schools").get(0).get("settings").toString(), containsString(canary));
    }
  }

  /** Answers as ever, but each record has a field that nobody knows, and settings. */
  private static Fault adding(String text) {
    return Fault.of(
        ordinary -> {
          Answer answer = ordinary.answer();
          if (answer.status() != 200) {
            return answer;
          }
          try (InputStream body = answer.body().open()) {
            JsonNode page = new ObjectMapper().readTree(body);
            for (JsonNode record : page.findParents("id")) {
              ((ObjectNode) record).put("principal", text).putObject("settings").put("by", text);
            }
            return Answer.json(200, page.toString());
          }
        });
  }

  private String everywhere() {
    return desk.out + desk.err + desk.everything();
  }

  private void assertNothingPersonal() {
    String everywhere = everywhere();
    CANARIES.values().forEach(value -> assertThat(everywhere, not(containsString(value))));
    NOTES.forEach(value -> assertThat(everywhere, not(containsString(value))));
  }

  @Test
  void nothingPersonalIsLandedLoggedOrReportedUnlessItIsAllowed() throws IOException {
    try (AlmaSandbox alma = canaries()) {
      desk.expect(0, alma, ALL);
      assertNothingPersonal();

      Desk allowing = new Desk(directory.resolve("allowing"));
      allowing.expect(0, alma, ALL[0], ALL[1], "--allow=all");
      String rows = Desk.filesBelow(allowing.output()).toString();
      CANARIES.values().forEach(value -> assertThat(rows, containsString(value)));
      NOTES.forEach(value -> assertThat(rows, containsString(value)));
      String logs = Desk.filesBelow(allowing.directory.resolve("logs")).toString();
      CANARIES.values().forEach(value -> assertThat(logs, not(containsString(value))));
    }
  }

  @Test
  void whatFailsAndWhatAKilledRunLeavesNamesNobody() throws IOException {
    try (AlmaSandbox alma = canaries()) {
      alma.refuseAttendanceForEver(alma.students(SCHOOL).get(2));
      desk.expect(3, alma, ALL);
      assertNothingPersonal();

      alma.acceptAttendance();
      int before = attendance(alma);
      alma.onNext(
          request -> request.header("authorization").isPresent() && attendance(alma) >= before + 6,
          Fault.status(401).times(100));
      desk.expect(2, alma, ALL[0], ALL[1], "--concurrency=1");
      assertThat(Desk.filesBelow(desk.output().resolve("_state/alma/pieces")).isEmpty(), is(false));
      assertNothingPersonal();
    }
  }

  /** How often attendance was asked for. */
  private static int attendance(AlmaSandbox alma) {
    return alma.counts().entrySet().stream()
        .filter(count -> count.getKey().endsWith("/attendance"))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  @Test
  void noStudentsIdIsInLogsReportsOrTheTableOfCalls() throws IOException {
    try (AlmaSandbox alma = canaries()) {
      alma.refuseAttendanceForEver(alma.students(SCHOOL).get(5));
      desk.expect(3, alma, ALL);
      String told =
          desk.out
              + desk.err
              + desk.outcome()
              + desk.rows("alma_calls")
              + Desk.filesBelow(desk.directory.resolve("logs"))
              + Desk.filesBelow(desk.output().resolve("_runs"));
      for (String student : alma.students(SCHOOL)) {
        assertThat(told, not(containsString(student)));
      }
      assertThat(desk.rows("alma_calls").toString(), containsString("/students/~"));
    }
  }

  @Test
  void hashedColumnsHoldKeyedHashesAndNoneOfTheOthers() throws IOException {
    desk.environment.put("HASH_KEY", "a long text that stays the same");
    KeyedHash hash = new KeyedHash("a long text that stays the same".getBytes(UTF_8));
    try (AlmaSandbox alma = canaries()) {
      desk.expect(
          0,
          alma,
          "--schools=" + SCHOOL,
          "--tables=students",
          "--hash=stateId,students.firstName",
          "--hashKey=env:HASH_KEY");
      assertNothingPersonal();
      assertThat(everywhere(), not(containsString("a long text that stays")));
      Map<String, JsonNode> students =
          desk.rows("alma_students").stream()
              .collect(Collectors.toMap(row -> row.get("id").asText(), row -> row));
      JsonNode student = students.get(alma.students(SCHOOL).get(2));
      assertThat(student.get("stateId").asText(), is(hash.of("CANARYSTATE77")));
      assertThat(student.get("firstName").asText(), is(hash.of("Canaryfirst")));
      assertThat(student.get("lastName").isNull(), is(true));
      assertThat(student.get("dob").isNull(), is(true));
    }
  }
}
