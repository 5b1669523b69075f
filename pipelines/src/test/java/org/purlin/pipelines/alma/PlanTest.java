package org.purlin.pipelines.alma;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.plan.Listing;
import org.purlin.sandbox.SeenRequest;
import org.purlin.sandbox.alma.AlmaSandbox;
import org.purlin.sandbox.alma.AlmaSettings;

/** {@code purlin alma --plan} and {@code purlin backfill alma}. */
class PlanTest {

  @TempDir Path directory;

  private Desk desk;

  @BeforeEach
  void makeDesk() {
    desk = new Desk(directory);
  }

  private static List<String> paths(AlmaSandbox alma) {
    return alma.requests().stream().map(SeenRequest::path).distinct().sorted().toList();
  }

  @Test
  void onlyTheSchoolsAndTheirYearsAreAskedForAndNothingIsWritten() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(4))) {
      desk.expect(0, alma, "--plan");

      assertThat(
          paths(alma),
          contains(
              "/v2/oakdistrict/district/schools",
              "/v2/oakelem/school-years",
              "/v2/oakhigh/school-years"));
      assertThat(desk.out, containsString("\n  schools to read       2  oakelem, oakhigh\n"));
      assertThat(desk.out, containsString("\n  school years to read  2  oakelem "));
      assertThat(desk.out, containsString("schools and school years: 9; and 2 for each student"));
      assertThat(desk.out, containsString("3 requests to Alma: the list of schools"));
      assertThat(Listing.of(directory), is(Map.of()));
    }
  }

  @Test
  void afterARunItsStudentsAreCountedAndItsCallsAreMet() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(4))) {
      desk.expect(0, alma);
      int requests = desk.outcome().at("/counters/requests").asInt();
      Map<String, String> before = Listing.of(directory);

      desk.expect(0, alma, "--plan", "--json");

      JsonNode plan = Desk.json(desk.out);
      assertThat(plan.at("/estimates/0/what").asText(), is("calls"));
      assertThat(plan.at("/estimates/0/number").asInt(), is(requests));
      JsonNode attendance =
          Stream.iterate(0, i -> i < plan.get("tables").size(), i -> i + 1)
              .map(i -> plan.get("tables").get(i))
              .filter(table -> table.get("table").asText().equals("alma_attendance"))
              .findFirst()
              .orElseThrow();
      assertThat(attendance.get("windows").asInt(), is(2));
      assertThat(
          attendance.get("how").asText(),
          is("2 of them are published; days since 2024-10-01 are replaced, older ones stay"));
      assertThat(Listing.of(directory), is(before));
    }
  }

  @Test
  void aSchoolOrAYearThatIsNotThereIsAGapOfThePlan() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(2))) {
      desk.expect(3, alma, "--plan", "--schools=oakhigh,elsewhere", "--schoolYear=1999-2000");
      assertThat(desk.out, containsString("The district has no school elsewhere."));
      assertThat(desk.out, containsString("School oakhigh has no school year 1999-2000."));
    }
  }

  private int backfill(AlmaSandbox alma, String... more) {
    String[] words = {
      "backfill",
      "alma",
      "--url=" + alma.url(),
      "--subdomain=" + AlmaSettings.DISTRICT,
      "--today=" + Desk.TODAY,
      "--schools=oakhigh",
      "--tables=students,attendance",
      "--output=" + desk.output(),
    };
    return desk.command(Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void yearsThatEndedWellAreRememberedAndOnlyTheOthersAreRunAgain() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(2))) {
      // The stand-in has no year before 2023.
      int exitCode = backfill(alma, "--from=2022-2023", "--to=2024", "--order=newest", "--yes");

      assertThat(desk.out + desk.err, exitCode, is(3));
      assertThat(
          desk.out,
          containsString(
              """
              Step 1 of 3, 2024-2025: done.
              Step 2 of 3, 2023-2024: done.
              Step 3 of 3, 2022-2023: exit code 3, ran, but something was rejected, is missing or\
               in doubt.
              Done with gaps: 1 of 3 steps. Their reports say what is missing; the same command\
               runs them again. A school year that a school never had stays missing: leave it out\
               by --from and --to, or the school by --schools.
              """));

      assertThat(backfill(alma, "--from=2023-2024", "--to=2024-2025"), is(0));
      assertThat(desk.out, containsString("0 steps to do, 2 done before.\nNothing is to be done."));
      int before = alma.requests().size();
      assertThat(backfill(alma, "--from=2022-2023", "--to=2024-2025", "--plan"), is(3));
      assertThat(desk.out, containsString("2022-2023: to do\n  2023-2024: done before\n"));
      assertThat(alma.requests().size() > before, is(true));
    }
  }

  @Test
  void howItIsToldAndHowFastItIsReadIsNoOtherBackfill() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(2))) {
      assertThat(backfill(alma, "--from=2024", "--to=2024", "--yes"), is(0));
      desk.environment.put("HOOK", "https://chat.example.org/hooks/1");
      desk.environment.put("PROXY_PASSWORD", "invented");

      int exitCode =
          backfill(
              alma,
              "--from=2024",
              "--to=2024",
              "--notify=env:HOOK",
              "--notifyOn=problems",
              "--notifyHosts=chat.example.org",
              "--concurrency=2",
              "--requestsPerSecond=5",
              "--timeout=PT50S",
              "--retryFor=PT3S",
              "--refusedPause=PT0.3S",
              "--resumeWithin=PT2H",
              "--proxy=http://127.0.0.1:9",
              "--proxyUser=someone",
              "--proxyPassword=env:PROXY_PASSWORD",
              "--caFile=" + directory.resolve("ca.pem"));

      assertThat(desk.err, exitCode, is(0));
      assertThat(desk.out, containsString("0 steps to do, 1 done before."));

      assertThat(backfill(alma, "--from=2024", "--to=2024", "--allow=firstName", "--plan"), is(0));
      assertThat(desk.out, containsString("1 step to do, 0 done before."));
    }
  }

  @Test
  void thePlansOfAFewYearsAreAddedAndOfManyOneIsTold() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start(AlmaSettings.defaults().withPupils(2))) {
      desk.expect(
          0, alma, "--schools=oakhigh", "--tables=students,attendance", "--schoolYear=2024-2025");
      assertThat(backfill(alma, "--from=2023", "--to=2024", "--plan"), is(0));
      assertThat(
          desk.out,
          containsString(
              """
                calls                5  sum of 1 step, without 2023-2024; 5 of 2024-2025: schools and\
               school
              """));
      assertThat(desk.out, containsString("sum of 2 steps; 2.0 kB of 2023-2024: as landed before"));
      assertThat(
          desk.out, containsString("\n  2023-2024: 2 requests to Alma: the list of schools"));
      assertThat(
          desk.out, containsString("\n  2024-2025: 2 requests to Alma: the list of schools"));

      int before = alma.requests().size();
      assertThat(backfill(alma, "--from=2012", "--to=2024", "--order=newest", "--plan"), is(0));
      assertThat(desk.out, containsString(" 5  only of 2024-2025, not of all steps: schools and"));
      assertThat(alma.requests().size() - before <= 3, is(true));
    }
  }

  @Test
  void aYearIsNamedAsAYear() throws IOException {
    try (AlmaSandbox alma = AlmaSandbox.start()) {
      assertThat(backfill(alma, "--from=2022-2024", "--to=2024-2025"), is(2));
      assertThat(
          desk.error(),
          is(
              "Nothing was run: --from must be a school year such as 2020-2021, but was: 2022-2024"));
      assertThat(backfill(alma, "--from=2024", "--to=2022"), is(2));
      assertThat(backfill(alma, "--from=2022", "--to=2024", "--step=P1Y"), is(2));
      assertThat(desk.error(), containsString("a step is a school year"));
      assertThat(Files.exists(desk.output()), is(false));
    }
  }
}
