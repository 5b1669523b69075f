package org.purlin.pipelines.amplitude;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.pipelines.plan.Listing;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;

/** {@code purlin amplitude --plan}. */
class PlanTest {

  private static final String[] DAY = {"--start=2025-03-04", "--end=2025-03-05"};

  @TempDir Path directory;

  private static String[] with(String... more) {
    String[] all = new String[DAY.length + more.length];
    System.arraycopy(DAY, 0, all, 0, DAY.length);
    System.arraycopy(more, 0, all, DAY.length, more.length);
    return all;
  }

  @Test
  void aFirstPlanNamesTheHoursAsksNobodyAndWritesNothing() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      int exitCode = desk.export(sandbox, with("--plan", "--windowHours=6"));

      assertThat(desk.err, exitCode, is(0));
      assertThat(desk.out, startsWith("Plan of purlin amplitude 20250304T00-20250304T23. Nothing"));
      assertThat(
          desk.out,
          containsString(
              "\nWindows\n  hours to fetch  24  20250304T00-20250304T23\n\nEstimates\n"
                  + "  calls                    4  at most 6 hours at once; a window that is too"
                  + " large is asked for again\n"
                  + "                              in halves\n"
                  + "  bytes to download  unknown  no hour of this project was landed before\n"
                  + "  rows               unknown  no hour of this project was landed before\n\n"
                  + "Tables written\n  events  24  0 of these hours are published\n"));
      assertThat(desk.out, containsString("\nThis does it:\n  purlin amplitude --apiKey="));
      assertThat(desk.out, containsString(" --start=2025-03-04 --windowHours=6\n"));
      assertThat(sandbox.requests(), hasSize(0));
      assertThat(Listing.of(directory), is(Map.of()));
    }
  }

  @Test
  void whatIsDoneIsLeftOutAndTheRestIsEstimatedByIt() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      assertThat(desk.export(sandbox, "--start=2025-03-04T00", "--end=2025-03-04T06"), is(0));
      long bytes = desk.outcome().at("/counters/bytes downloaded").asLong();
      Map<String, String> before = Listing.of(directory);
      int requests = sandbox.requests().size();

      int exitCode = desk.export(sandbox, with("--plan", "--json"));

      assertThat(desk.err, exitCode, is(0));
      JsonNode plan = Desk.json(desk.out);
      assertThat(plan.get("job").asText(), is("amplitude"));
      assertThat(plan.at("/windows/0/what").asText(), is("hours to fetch"));
      assertThat(plan.at("/windows/0/count").asLong(), is(18L));
      assertThat(plan.at("/windows/0/names").asText(), is("20250304T06-20250304T23"));
      assertThat(plan.at("/windows/1/state").asText(), is("DONE"));
      assertThat(plan.at("/windows/1/count").asLong(), is(6L));
      assertThat(plan.at("/estimates/0/number").asLong(), is(1L));
      assertThat(plan.at("/estimates/1/number").asLong(), is(3 * bytes));
      assertThat(plan.at("/estimates/2/number").asLong(), is(3L * desk.rows().size()));
      assertThat(
          plan.at("/estimates/2/how").asText(),
          startsWith("as in the last day of this project that is landed: 6 hours, "));
      assertThat(plan.at("/tables/0/table").asText(), is("events"));
      assertThat(plan.at("/tables/0/windows").asLong(), is(18L));
      assertThat(plan.get("gaps").isEmpty(), is(true));
      assertThat(sandbox.requests(), hasSize(requests));
      assertThat(Listing.of(directory), is(before));

      desk.export(sandbox, with("--plan", "--refetch"));
      assertThat(desk.out, containsString("events  24  6 of these hours are published and are"));
    }
  }

  @Test
  void aWrongOptionEndsAsInARun() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      assertThat(desk.export(sandbox, with("--plan", "--concurrency=9")), is(2));
      assertThat(
          desk.error(), is("Nothing was run: --concurrency must be from 1 to 5, but was: 9"));
      assertThat(desk.export(sandbox, with("--plan", "--secretKey=env:NOT_THERE")), is(2));
      assertThat(Listing.of(directory), is(Map.of()));
    }
  }

  @Test
  void archivesOnDiskAreCounted() throws IOException {
    Desk desk = new Desk(directory);
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      desk.export(sandbox, "--start=2025-03-04T00", "--end=2025-03-04T06");
      Map<String, String> before = Listing.of(directory);

      int exitCode = desk.fromArchives(desk.output().resolve("archives"), "--plan");

      assertThat(desk.err, exitCode, is(0));
      assertThat(desk.out, containsString("\n  archives to read  1\n"));
      assertThat(desk.out, containsString("Amplitude is not asked; the archives are on disk"));
      assertThat(Listing.of(directory), is(before));
    }
  }

  @Test
  void aWebhookThatARunWouldRefuseIsRefusedByThePlan() throws IOException {
    Desk desk = new Desk(directory);
    desk.environment.put("HOOK", "https://elsewhere.invalid/hooks/1");
    try (AmplitudeSandbox sandbox = ExportTest.sandbox(ExportTest.small().build())) {
      assertThat(desk.export(sandbox, with("--plan", "--notify=env:HOOK")), is(2));
      String refusal = desk.error();
      assertThat(refusal, containsString("--notify"));
      assertThat(desk.out, is(""));

      assertThat(desk.export(sandbox, with("--notify=env:HOOK")), is(2));
      assertThat(desk.error(), startsWith(refusal));
      assertThat(
          desk.export(
              sandbox, with("--plan", "--notify=env:HOOK", "--notifyHosts=elsewhere.invalid")),
          is(0));
      assertThat(sandbox.requests(), hasSize(0));
    }
  }
}
