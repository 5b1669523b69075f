package org.purlin.e2e;

import static java.time.temporal.ChronoUnit.HOURS;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.purlin.sandbox.amplitude.AmplitudeSandbox;
import org.purlin.sandbox.amplitude.AmplitudeSettings;
import org.purlin.sandbox.amplitude.Traffic;

/** {@code purlin demo}, the first thing anyone runs. */
class DemoIT {

  /** What is promised for a quiet machine is far less; this one may be busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Pattern START = Pattern.compile("--start=(\\d{4}-\\d{2}-\\d{2})T00:00:00Z");

  @TempDir Path directory;

  @Test
  void theDemoRunsFromAnyDirectoryAndAgain() throws Exception {
    DemoRun all = DemoRun.with("demo", "amplitude");
    List<String> landed = checkedRows(all.out("amplitude"), all.err(), all.output("amplitude"));

    Ended again =
        Purlin.script(all.directory())
            .run("demo", "amplitude", "--output=" + all.output("amplitude"))
            .exits(0);

    assertThat(checkedRows(again.out(), again.err(), all.output("amplitude")), is(landed));
    assertThat(again.took(), lessThan(PATIENCE));
  }

  @Test
  void theDemoEndsWithOneReportOfAllFiveSystems() throws Exception {
    DemoRun all = DemoRun.with("demo", "amplitude");

    assertThat(all.ended().took(), lessThan(PATIENCE.multipliedBy(3)));
    assertThat(
        all.ended().out(),
        endsWith(
            """
            One report of amplitude, csc, edfi, alma, coinmarketcap, to open in a browser:
              out/demo/report.html
            """));
    String page = Files.readString(all.directory().resolve("out/demo/report.html"));
    for (String job :
        List.of("alma", "amplitude", "coinmarketcap", "csc", "edfi pull", "edfi push")) {
      assertThat(page, containsString(">" + job + "</a> <span class=\"word\">All done</span>"));
    }
    assertThat(page, containsString("6 all done, 0 with gaps, 0 failed"));
  }

  @Test
  void theDemoRunsThroughALinkAndFromAPathWithASpace() throws Exception {
    Path home = directory.resolve("my tools");
    Files.createDirectories(home.resolve("pipelines/target"));
    Files.copy(Purlin.home().resolve("purlin"), home.resolve("purlin"));
    Files.createSymbolicLink(
        home.resolve("pipelines/target/purlin.jar"),
        Purlin.home().resolve("pipelines/target/purlin.jar"));
    Path bin = Files.createDirectory(directory.resolve("my bin"));
    Files.createSymbolicLink(bin.resolve("relative"), Path.of("../my tools/purlin"));
    Path link = Files.createSymbolicLink(bin.resolve("purlin"), bin.resolve("relative"));
    Path work = Files.createDirectory(directory.resolve("my work"));

    Ended demo = Purlin.at(link, work).run("demo", "amplitude", "--output=my rows").exits(0);

    assertThat(demo.err(), not(containsString("Preparing")));
    assertThat(demo.err(), not(containsString("ERROR")));
    assertThat(new Landed(work.resolve("my rows")).rows(), is(not(empty())));
  }

  /** Keys of the events the demo's stand-in invents; the same traffic is the same events. */
  private static List<String> truth(Instant day) throws IOException {
    Traffic traffic =
        Traffic.builder()
            .eventsPerDay(12_000)
            .emptyHours(Set.of(day.plus(3, HOURS), day.plus(4, HOURS)))
            .build();
    try (AmplitudeSandbox sandbox =
        AmplitudeSandbox.start(AmplitudeSettings.builder().traffic(traffic).build())) {
      return IntStream.range(0, 24)
          .mapToObj(hour -> sandbox.eventsOf(day.plus(hour, HOURS)).uuids())
          .flatMap(Collection::stream)
          .map(UUID::toString)
          .sorted()
          .toList();
    }
  }

  /** Checks the rows against the stand-in's events and against the report. */
  private static List<String> checkedRows(String out, String err, Path output) throws IOException {
    Landed landed = new Landed(output);
    List<String> uuids = landed.uuids();
    Matcher day = START.matcher(out);
    assertThat("the demo shows its day", day.find(), is(true));
    assertThat(uuids, is(truth(Instant.parse(day.group(1) + "T00:00:00Z"))));
    JsonNode report = landed.report();
    assertThat(report.get("exitCode").asInt(), is(0));
    JsonNode balances = report.get("outcome").get("balances");
    assertThat(balances.size(), is(3));
    for (JsonNode balance : balances) {
      assertThat(balance.toString(), balance.get("missing").asLong(), is(0L));
    }
    JsonNode lines = balances.get(2);
    assertThat(lines.get("out").get("landed").asInt(), is(uuids.size()));
    assertThat(out, containsString("24 planned = 22 done + 2 empty"));
    assertThat(out, containsString("%,d landed".formatted(lines.get("out").get("landed").asInt())));
    assertThat(out, containsString("duplicates"));
    assertThat(err, not(containsString("WARN")));
    assertThat(err, not(containsString("ERROR")));
    return uuids;
  }
}
