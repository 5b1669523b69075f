package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code purlin demo edfi}: two districts that are pushed to and pulled, twice each. */
class EdfiDemoIT {

  @Test
  void theDemoSendsEveryRowOnceAndLandsWhatTheDistrictsHold() throws Exception {
    DemoRun demo = DemoRun.with("demo", "edfi");

    Landed landed = new Landed(demo.output("edfi"));
    int rows = Files.readAllLines(demo.output("edfi").resolve("rows.jsonl")).size();
    assertThat(rows, is(greaterThan(100)));
    List<JsonNode> runs = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (Path report : landed.files("_runs")) {
      if (report.endsWith("report.json")) {
        runs.add(json.readTree(report.toFile()));
      }
    }
    Set<String> balances = new TreeSet<>();
    for (JsonNode run : runs) {
      for (JsonNode balance : run.get("outcome").get("balances")) {
        assertThat(balance.toString(), balance.get("missing").asInt(), is(0));
        balances.add(said(balance));
      }
    }
    int records = landed.rows("students").size() + landed.rows("schools").size();
    records += landed.rows("studentSchoolAssociations").size();
    assertThat(
        balances,
        is(
            Set.of(
                "rows: " + rows + " valid",
                "rows: " + rows + " created",
                "rows: " + rows + " already delivered",
                "resources: 6 read in full",
                "records: " + records + " landed",
                "resources: 6 brought up to date",
                "records: 10 landed")));
    int students = landed.rows("students/north").size();
    for (String district : List.of("north", "south")) {
      assertThat(
          demo.out("edfi"),
          containsString(
              "%s: %d students landed, %d held, the same".formatted(district, students, students)));
    }
    assertThat(landed.temporaryFiles(), is(empty()));
    assertThat(demo.err(), not(containsString("WARN")));
    assertThat(demo.err(), not(containsString("ERROR")));
  }

  /** What a balance says, such as {@code rows: 12 created}. */
  private static String said(JsonNode balance) {
    StringBuilder text = new StringBuilder(balance.get("stage").asText() + ":");
    balance
        .get("out")
        .properties()
        .forEach(
            each -> {
              if (each.getValue().asInt() != 0) {
                text.append(' ').append(each.getValue()).append(' ').append(each.getKey());
              }
            });
    return text.toString();
  }
}
