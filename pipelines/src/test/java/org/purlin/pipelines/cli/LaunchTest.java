package org.purlin.pipelines.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is shipped. */
class LaunchTest {

  @TempDir Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int purlin(String... words) {
    return Launch.run(
        List.of(words),
        Map.of(
            "PURLIN_LOGS",
            directory.resolve("logs").toString(),
            // What someone has set for real runs is not for a demo.
            "PURLIN_NOTIFY",
            "env:NOT_SET"),
        directory,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  @Test
  void noTwoVerbsHaveOneNameAndEachAliasStandsForAVerb() {
    Verbs verbs = new Verbs(Launch.verbs());
    assertThat(
        new HashSet<>(verbs.all().stream().map(Verb::name).toList()).size(),
        is(verbs.all().size()));
    for (Verb verb : verbs.all()) {
      verb.aliases().values().forEach(words -> verbs.find(Arrays.asList(words.split(" "))));
    }
  }

  @Test
  void theProgramsPageFitsAScreen() {
    assertThat(purlin("--help"), is(0));
    assertThat(out.toString(UTF_8).lines().count() <= 50, is(true));
    assertThat(out.toString(UTF_8).lines().allMatch(line -> line.length() <= 100), is(true));
  }

  @Test
  void aDemoIsNamedByItsJob() {
    String output = directory.resolve("shown").toString();

    assertThat(err.toString(UTF_8), purlin("demo", "amplitude", "--output=" + output), is(0));

    assertThat(
        out.toString(UTF_8),
        allOf(
            containsString("A stand-in of Amplitude's Export API listens at http://"),
            containsString("24 planned = 22 done + 2 empty"),
            containsString(output + "/report.json  this report")));
    assertThat(Files.exists(directory.resolve("shown/report.json")), is(true));
  }

  @Test
  void theDemosPageNamesTheDemosAndAnUnknownOneIsAMistake() {
    assertThat(purlin("demo", "--help"), is(0));
    assertThat(
        out.toString(UTF_8),
        allOf(
            containsString("Usage: purlin demo [--output=<directory>]\n"),
            containsString("\n  demo amplitude      Export a day of invented events"),
            containsString("\n  demo alma           Read two invented schools"),
            containsString("\n  demo coinmarketcap  Take two snapshots"),
            containsString("out/demo when not given\n")));
    assertThat(purlin("demo", "amplitud"), is(2));
    assertThat(err.toString(UTF_8), containsString("Did you mean demo amplitude?"));
  }

  @Test
  void aDemoKnowsOneFlag() {
    assertThat(purlin("demo", "amplitude", "--speed=2"), is(2));
    assertThat(
        err.toString(UTF_8),
        is(
            "ERROR Nothing was run: purlin demo amplitude knows one flag:"
                + " --output=<directory>.\n"));
  }
}
