package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code purlin demo alma}: two schools that are read, change, and are read again. */
class AlmaDemoIT {

  @Test
  void theDemoLandsWhatTheSchoolsHoldAndThenWhatChanged() throws Exception {
    DemoRun demo = DemoRun.with("demo", "alma");

    Landed landed = new Landed(demo.output("alma"));
    List<JsonNode> counters = new ArrayList<>();
    for (Path report : landed.files("_runs")) {
      if (report.endsWith("report.json")) {
        JsonNode outcome = new ObjectMapper().readTree(report.toFile()).get("outcome");
        for (JsonNode balance : outcome.get("balances")) {
          assertThat(balance.toString(), balance.get("missing").asInt(), is(0));
        }
        counters.add(outcome.get("counters"));
      }
    }
    assertThat(counters, hasSize(2));
    List<ObjectNode> students = landed.rows("alma_students");
    assertThat(students, hasSize(48));
    assertThat(students.stream().allMatch(row -> row.get("lastName").isNull()), is(true));
    assertThat(landed.rows("alma_attendance"), hasSize(490));
    for (String school : List.of("oakelem", "oakhigh")) {
      assertThat(
          demo.out("alma"), containsString(school + ": 24 pupils landed, 24 held, the same"));
      assertThat(
          demo.out("alma"),
          containsString(school + ": 240 days of attendance landed, 240 held, the same"));
    }
    assertThat(
        demo.out("alma"),
        containsString("alma_students               1 added,  1 modified,  1 removed"));
    assertThat(
        demo.out("alma"),
        containsString("alma_attendance            11 added,  0 modified,  1 removed"));
    assertThat(landed.temporaryFiles(), is(empty()));
    assertThat(demo.err(), not(containsString("WARN")));
    assertThat(demo.err(), not(containsString("ERROR")));
  }
}
