package org.purlin.e2e;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code purlin demo csc}: two nights, and what the receiver holds after them. */
class CscDemoIT {

  private static final Pattern FIRST =
      Pattern.compile("a staging\\s+table with (\\d+) invented children");
  private static final Pattern SECOND =
      Pattern.compile("(\\d+) children changed, (\\d+) came, (\\d+) left");

  @Test
  void theDemoSendsEveryChildAndThenOnlyWhatChanged() throws Exception {
    DemoRun demo = DemoRun.with("demo", "csc");

    Matcher first = FIRST.matcher(demo.out("csc"));
    Matcher second = SECOND.matcher(demo.out("csc"));
    assertThat(demo.toString(), first.find() && second.find(), is(true));
    List<JsonNode> nights = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (Path report : new Landed(demo.output("csc")).files("_runs")) {
      if (report.endsWith("report.json")) {
        nights.add(json.readTree(report.toFile()));
      }
    }
    assertThat(nights, hasSize(2));
    assertThat(selected(nights.get(0)), is(number(first, 1)));
    assertThat(
        selected(nights.get(1)), is(number(second, 1) + number(second, 2) + number(second, 3)));
    assertThat(
        demo.out("csc"), containsString("if it merges what it is sent:   0 children differ"));
    assertThat(
        demo.out("csc"), containsString("if it replaces what it is sent: 0 children differ"));
    assertThat(demo.err(), not(containsString("WARN")));
    assertThat(demo.err(), not(containsString("ERROR")));
  }

  /** Children that were selected; all of them were delivered, or the demo would not end with 0. */
  private static int selected(JsonNode report) {
    JsonNode children = report.get("outcome").get("balances").get(1);
    assertThat(children.toString(), children.get("missing").asInt(), is(0));
    assertThat(
        children.toString(),
        children.get("out").get("delivered").asInt(),
        is(children.get("in").asInt()));
    return children.get("in").asInt();
  }

  private static int number(Matcher found, int group) {
    return Integer.parseInt(found.group(group));
  }
}
